import assert from 'node:assert/strict';
import { compareSight, linkedInSight, seatHolders } from '../../../sandbox/compare/sight';
import { settleTasks } from '../../../sandbox/linkedin/jobRoutes';
import { sidesOf } from '../../../sandbox/sightControlRoutes';
import { setVisibility } from '../../../src/operations/contract/setVisibility';
import { VISIBILITY } from '../../../src/state/tables';
import { ORGANIZATION, shareOnly } from '../../support/historyRuntime';
import { runToEnd } from '../../support/runToEnd';
import {
	mapEverySeat,
	showToEverybody,
	syncVisibilityToEnd,
	VIEWERS,
} from '../../support/visibility';
import type { Check, Stage } from '../Check';

const MINUTE_MS = 60_000;

const held = ({ sandbox }: Stage) => sandbox.store.of(ORGANIZATION);
const rows = (stage: Stage) => held(stage).acls.dump();
/** Names of the viewers settings that LinkedIn holds. */
const viewers = (stage: Stage): string[] =>
	[...held(stage).integrations.values()].flatMap(({ configurations }) =>
		[...configurations.keys()].filter((name) => name.endsWith('_VIEWERS')),
	);
const compared = ({ sandbox }: Stage) => compareSight(sidesOf(sandbox.room, ORGANIZATION));

async function choose(
	{ runtime }: Stage,
	who: 'team' | 'everybody',
	confidentialToTeam = false,
): Promise<void> {
	const { kept } = await setVisibility(runtime, {
		choice: {
			...{
				who,
				openJobs: [],
				openDepartments: [],
				scheme: 'person',
				accessGroups: [],
				confidentialToTeam,
			},
			changedBy: 'Ada Lo',
		},
		allowsNobody: true,
		previewOnly: false,
	});
	assert.ok(kept, 'The choice was not stored');
}

async function sync({ sandbox, runtime }: Stage): Promise<void> {
	await syncVisibilityToEnd(sandbox, runtime);
}

/** Jobs at LinkedIn, both viewers set, every seat holder mapped; then the hiring team is chosen and applied. */
async function toTeams(stage: Stage): Promise<void> {
	const { sandbox, runtime } = stage;
	await runToEnd(sandbox, runtime, { candidates: false, applications: false, details: false });
	showToEverybody(sandbox);
	assert.equal(viewers(stage).length, 2);
	await mapEverySeat(sandbox, runtime);
	const { company } = sandbox.context;
	for (const { id, accessGroups } of company.users)
		if (accessGroups.length > 0) company.changeUser(id, { accessGroups: [] });
	await choose(stage, 'team');
	await sync(stage);
	assertSame(stage);
}

/** Nobody sees at LinkedIn what SmartRecruiters does not show them, and nobody lacks what it does. */
function assertSame(stage: Stage): void {
	const { surplus, missing } = compared(stage);
	assert.deepEqual([surplus.count, missing.count], [0, 0], 'Both vendors show different jobs');
}

const assertClosed = (stage: Stage, jobId: string): void => {
	const listing = held(stage).jobs.get(jobId)?.listing;
	assert.notEqual(listing, 'LISTED', 'The confidential job is open');
};

/** Users with a seat who see a job in Recruiter. */
function seers({ sandbox }: Stage, jobId: string): string[] {
	const sides = sidesOf(sandbox.room, ORGANIZATION);
	return seatHolders(sides.seats)
		.filter(({ person }) => linkedInSight(sides, person, jobId).sees)
		.map(({ userId = '' }) => userId);
}

/** A job, and a mapped member of its team who does not see every job. */
function memberOfJob(stage: Stage): { jobId: string; userId: string } {
	const row = rows(stage).entities.find(({ group }) => group.startsWith('u-'));
	assert.ok(row, 'No job names anybody of its team');
	return { jobId: row.entityId, userId: row.group.slice(2) };
}

/** Module 4. */
export const VISIBILITY_CHECKS: readonly Check[] = [
	{
		rules: ['ACL-UPSERT', 'ACL-RESTRICTED', 'ACL-VIEWERS'],
		what: 'choose the hiring team with everybody mapped: groups and their people are at LinkedIn, open jobs are restricted, both viewers are deleted, and each person sees in the sandbox’s Recruiter what SmartRecruiters shows',
		connected: true,
		run: async (stage) => {
			await toTeams(stage);
			const { entities, assignees } = rows(stage);
			assert.ok(entities.length > 0 && assignees.length > 0, 'No row is at LinkedIn');
			assert.deepEqual(viewers(stage), []);
			stage.sandbox.context.clock.advance(10 * MINUTE_MS);
			settleTasks(stage.sandbox.room, held(stage));
			const open = [...held(stage).jobs.values()].filter(({ listing }) => listing === 'LISTED');
			assert.ok(open.length > 0, 'No job is open');
			for (const { fields } of open) assert.equal(fields.accessRestricted, true);
			assertSame(stage);
		},
	},
	{
		rules: ['ACL-DELETE'],
		what: 'take somebody off a hiring team: that one row is deleted, every other stays, and the person does not see the job any more; put back, the row is there again',
		connected: true,
		run: async (stage) => {
			await toTeams(stage);
			const { jobId, userId } = memberOfJob(stage);
			const { company } = stage.sandbox.context;
			const team = company.teamOf(jobId);
			const before = rows(stage).entities.length;
			company.changeTeam(
				jobId,
				team.filter((one) => one.userId !== userId),
			);
			assert.equal(compared(stage).surplus.count, 1);
			await sync(stage);
			assert.equal(rows(stage).entities.length, before - 1);
			assertSame(stage);
			company.changeTeam(jobId, team);
			await sync(stage);
			assert.equal(rows(stage).entities.length, before);
			assertSame(stage);
		},
	},
	{
		rules: ['ACL-LEAVER'],
		what: 'deactivate a user who is on hiring teams: no group at LinkedIn holds that person any more, and no job is seen',
		connected: true,
		run: async (stage) => {
			await toTeams(stage);
			const { userId } = memberOfJob(stage);
			const group = `u-${userId}`;
			assert.ok(rows(stage).assignees.some((one) => one.group === group));
			stage.sandbox.context.company.changeUser(userId, { active: false });
			await sync(stage);
			assert.ok(!rows(stage).assignees.some((one) => one.group === group), 'The leaver still sees');
			assertSame(stage);
		},
	},
	{
		rules: ['ACL-CONFIDENTIAL'],
		what: 'make a job confidential that is to be shared with its hiring team alone: its mapped members see it, administrators who are not on the team do not; on the way back it is closed before the viewers are set',
		connected: true,
		run: async (stage) => {
			await toTeams(stage);
			const { jobId } = memberOfJob(stage);
			const { sandbox, runtime } = stage;
			await shareOnly(runtime, { jobsNeverSent: [jobId] });
			await choose(stage, 'team', true);
			await sync(stage);
			const team = sandbox.context.company.teamOf(jobId).map(({ userId }) => userId);
			const seen = seers(stage, jobId);
			assert.ok(seen.length > 0, 'Nobody of the team sees the job');
			for (const userId of seen) assert.ok(team.includes(userId), 'Somebody else sees the job');
			const { transport } = runtime.linkedIn;
			let checked = 0;
			runtime.linkedIn.transport = async (request) => {
				const answer = await transport(request);
				settleTasks(sandbox.room, held(stage));
				checked += 1;
				if (viewers(stage).length > 0) assertClosed(stage, jobId);
				return answer;
			};
			await choose(stage, 'everybody');
			await sync(stage);
			assert.ok(checked > 0 && viewers(stage).length === 2);
			assertClosed(stage, jobId);
		},
	},
	{
		rules: ['ACL-BACK', 'ACL-DELETE', 'ACL-VIEWERS'],
		what: 'choose everybody again: both viewers are back, and no row of either kind is left at LinkedIn or remembered',
		connected: true,
		run: async (stage) => {
			await toTeams(stage);
			await choose(stage, 'everybody');
			await sync(stage);
			assert.deepEqual(viewers(stage).sort(), Object.values(VIEWERS).sort());
			assert.deepEqual(rows(stage), { entities: [], assignees: [] });
			assert.deepEqual(await stage.runtime.store.read(VISIBILITY, {}), []);
		},
	},
];
