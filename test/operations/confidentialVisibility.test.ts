import { linkedInSight, seatHolders } from '../../sandbox/compare/sight';
import { settleTasks } from '../../sandbox/linkedin/jobRoutes';
import { sidesOf } from '../../sandbox/sightControlRoutes';
import { ORGANIZATION } from '../../scripts/support/historyRuntime';
import { MINUTE_MS } from '../../src/basics/durations';
import { syncVisibility } from '../../src/operations/history/syncVisibility';
import { withLock } from '../../src/state/Lock';
import { VisibilityLedger } from '../../src/state/VisibilityLedger';
import { nonEmpty } from '../support/nonEmpty';
import * as visible from '../support/visibleJobs';
import {
	compared,
	emptyAccessGroups,
	held,
	mapEverybody,
	open,
	runtime,
	sandbox,
	settle,
} from '../support/visibleJobs';

const COMPANY = { size: { people: 30, jobs: 10, teamSize: 3 }, sends: { details: false } };

/** A job that the sharing rules keep back, and whose team has people with a seat. */
let secret: string;
let violations: string[];
let looks: number;

/** An open job that LinkedIn takes, with an applicant who applied to another one as well. */
beforeAll(async () => {
	await open(COMPANY);
	settle();
	const applied = [...sandbox.context.company.candidates()].filter(
		({ id, applications }) => applications.length > 1 && held().candidates.has(id),
	);
	secret =
		listed().find((id) =>
			applied.some(({ applications }) => applications.some(({ jobId }) => jobId === id)),
		) ?? '';
	expect(secret).not.toBe('');
	await sandbox.close();
});

beforeEach(async () => {
	await open({ ...COMPANY, sharing: { jobsNeverSent: [secret] }, prepare: changeTeam });
	settle();
	expect(held().jobs.has(secret)).toBe(false);
	await mapEverybody();
	watch();
});
afterEach(async () => {
	await sandbox.close();
	expect(violations).toEqual([]);
});

/** On its team are a member and an administrator; other administrators are not. */
function changeTeam(): void {
	emptyAccessGroups();
	const { company } = sandbox.context;
	const [member = '', other = ''] = sandbox.seats
		.list('urn:li:contract:2001')
		.filter(({ state }) => state === 'ACTIVE')
		.flatMap(({ trueUserId }) => trueUserId ?? []);
	company.changeUser(member, { systemRole: 'BASIC', active: true });
	company.changeUser(other, { systemRole: 'ADMINISTRATOR', active: true });
	company.changeTeam(
		secret,
		[member, other].map((userId) => ({ userId, role: 'RECRUITER' })),
	);
}

const listed = (): string[] =>
	[...held().jobs].flatMap(([id, { listing }]) => (listing === 'LISTED' ? id : []));
const applicationsOf = (jobId: string) =>
	[...held().applications.values()].filter(({ fields }) => fields.atsJobPostingId === jobId);
const teamOf = (jobId: string) => sandbox.context.company.teamOf(jobId).map(({ userId }) => userId);

/** Users who see the job in Recruiter, of those who hold a seat. */
function seers(jobId: string): string[] {
	const sides = sidesOf(sandbox.room, ORGANIZATION);
	return seatHolders(sides.seats)
		.filter(({ person }) => linkedInSight(sides, person, jobId).sees)
		.map(({ userId = 'nobody we know' }) => userId);
}
const seated = (userIds: readonly string[]): string[] =>
	seatHolders(sidesOf(sandbox.room, ORGANIZATION).seats).flatMap(({ userId }) =>
		userId !== undefined && userIds.includes(userId) ? userId : [],
	);

/** Looks at every request to LinkedIn who sees the confidential job while it says what it is about. */
function watch(): void {
	violations = [];
	looks = 0;
	const { transport } = runtime.linkedIn;
	runtime.linkedIn.transport = async (request) => {
		const answer = await transport(request);
		looks += 1;
		settleTasks(sandbox.room, held());
		const team = teamOf(secret);
		if (!listed().includes(secret) && applicationsOf(secret).length === 0) return answer;
		for (const userId of seers(secret))
			if (!team.includes(userId))
				violations.push(`${userId} after ${request.method} ${request.url}`);
		return answer;
	};
}

const choose = async (change: Parameters<typeof visible.choose>[0] = {}) =>
	await visible.choose({ confidentialToTeam: true, ...change });
const sync = async () => {
	const report = await visible.sync();
	expect(looks).toBeGreaterThan(5);
	return report;
};

/** Syncs until the process ends so many statements behind the first row of this kind; then an hour passes. */
async function killedBehind(last: number, begins: (row: object) => boolean): Promise<void> {
	const { store } = runtime;
	const put = store.put.bind(store);
	let puts = 0;
	store.put = async (table, rows) => {
		if (puts > 0 || rows.some(begins)) puts += 1;
		if (puts > last) throw new Error('Killed');
		await put(table, rows);
	};
	await expect(sync()).rejects.toThrow('Killed');
	store.put = put;
	sandbox.context.clock.advance(60 * MINUTE_MS);
}
const ledger = (): VisibilityLedger => new VisibilityLedger(runtime.store, ORGANIZATION);

describe('a confidential job', () => {
	it('is shown to its hiring team alone, also where everybody was to see its department', async () => {
		const { preview } = await choose({ openJobs: [secret] });
		expect(preview).toMatchObject({ toTeamAlone: 1, notSent: 0, toEverybody: 0 });
		expect(await sync()).toMatchObject({ effect: 'team', finished: true });
		expect(listed()).toContain(secret);
		expect(held().jobs.get(secret)?.fields).toMatchObject({
			accessRestricted: true,
			availability: 'PRIVATE_TO_ATS_INTEGRATION',
		});
		const team = teamOf(secret);
		expect(team).toHaveLength(2);
		expect(seers(secret).sort()).toEqual(seated(team).sort());
		expect(compared().surplus.count).toBe(0);
		// Administrators who are not on the team see every other job.
		const missing = compared().missing.examples;
		expect(new Set(missing.map(({ jobId }) => jobId))).toEqual(new Set([secret]));
		expect(new Set(missing.map(({ smartRecruiters }) => smartRecruiters.why))).toEqual(
			new Set(['systemRole']),
		);
	});

	it('waits until hiring teams see other jobs by their access lists, so that nobody loses sight', async () => {
		const { transport } = runtime.linkedIn;
		const lost: string[] = [];
		const whileSwitching: boolean[] = [];
		runtime.linkedIn.transport = async (request) => {
			const answer = await transport(request);
			if ((await ledger().effect()) === 'switching')
				whileSwitching.push(await ledger().isConfidentialSent());
			for (const { jobId, userId } of compared().missing.examples)
				if (jobId !== secret) lost.push(`${userId}: ${jobId} at ${request.url}`);
			return answer;
		};
		await choose();
		expect(await sync()).toMatchObject({ effect: 'team', finished: true });
		expect(lost).toEqual([]);
		expect(whileSwitching.length).toBeGreaterThan(5);
		expect(whileSwitching).not.toContain(true);
		expect(listed()).toContain(secret);
	});

	it('brings applications of people who applied elsewhere too, and no other people', async () => {
		await choose();
		await sync();
		const { company } = sandbox.context;
		expect(applicationsOf(secret).length).toBeGreaterThan(0);
		const people = new Set(
			applicationsOf(secret).map(({ fields }) => String(fields.atsCandidateId)),
		);
		const applicants = [...company.candidates()].filter(({ applications }) =>
			applications.some(({ jobId }) => jobId === secret),
		);
		for (const { id, applications } of nonEmpty(applicants)) {
			const isKnown = held().candidates.has(id);
			expect(people.has(id)).toBe(isKnown);
			if (applications.length === 1) expect(isKnown).toBe(false);
		}
	});

	it('follows its team', async () => {
		await choose();
		await sync();
		const { company } = sandbox.context;
		const [first = ''] = teamOf(secret);
		company.changeTeam(secret, [{ userId: first, role: 'RECRUITER' }]);
		await syncVisibility(runtime, {
			...{ scope: 'waiting', jobIds: [secret], timeLimitMs: MINUTE_MS, jobCheckDelayMs: 0 },
		});
		expect(seers(secret)).toEqual(seated([first]));
	});

	it('is taken back when it is not to be shared any more, and other jobs stay as they are', async () => {
		await choose();
		await sync();
		await choose({ confidentialToTeam: false });
		await sync();
		expect(listed()).not.toContain(secret);
		expect(held().jobs.get(secret)?.fields.title).not.toBe(
			sandbox.context.company.jobById(secret)?.title,
		);
		expect(applicationsOf(secret)).toEqual([]);
		expect(held().acls.groupsOfEntity('JOB_POSTING', secret).size).toBe(0);
		expect(await ledger().isConfidentialSent()).toBe(false);
		expect(compared().surplus.count).toBe(0);
		expect(listed().length).toBeGreaterThan(2);
	});

	it('is taken back before everybody sees jobs again, behind every run that is still sending', async () => {
		await choose();
		await sync();
		await choose({ who: 'everybody' });
		const options = { ...runtime, owner: 'another run', name: `${ORGANIZATION}:backfill` };
		const busy = await withLock(options, async () => {
			const input = { jobIds: [], timeLimitMs: MINUTE_MS, jobCheckDelayMs: MINUTE_MS };
			return await syncVisibility(runtime, { scope: 'due', ...input });
		});
		expect(busy).toMatchObject({
			value: {
				report: {
					state: 'waiting',
					effect: 'team',
					message: expect.stringContaining('still sending'),
				},
			},
		});
		expect(listed()).toContain(secret);
		expect(await sync()).toMatchObject({ effect: 'everybody', finished: true });
		expect(listed()).not.toContain(secret);
		expect(seers(listed()[0] ?? '').length).toBeGreaterThan(5);
	});

	it('is taken back when the choice was changed while nothing remembered it', async () => {
		await choose();
		await sync();
		// As disconnecting leaves it.
		await ledger().clear();
		await choose({ who: 'everybody' });
		expect(await sync()).toMatchObject({ effect: 'everybody' });
		expect(listed()).not.toContain(secret);
	});

	it.each([0, 1, 2, 3, 5, 8])(
		'is seen by nobody else after a kill %i statements behind the first that says it may be at LinkedIn',
		async (last) => {
			await choose();
			await killedBehind(last, (row) => 'kind' in row && row.kind === 'confidential');
			await sync();
			expect(listed()).toContain(secret);
			expect(seers(secret).sort()).toEqual(seated(teamOf(secret)).sort());
		},
	);

	it.each([1, 3, 5, 7])(
		'is closed before others see jobs, killed %i statements on the way back',
		async (last) => {
			await choose();
			await sync();
			await choose({ who: 'everybody' });
			await killedBehind(last, () => true);
			expect(await sync()).toMatchObject({ effect: 'everybody', finished: true });
			expect(listed()).not.toContain(secret);
			expect(held().acls.dump()).toEqual({ entities: [], assignees: [] });
		},
	);

	it('cannot be shared with a group for each access group', async () => {
		const accessGroups = [{ id: 'ag-1', departments: [] }];
		await expect(choose({ scheme: 'accessGroup', accessGroups })).rejects.toThrow(
			'only with a group for each person',
		);
	});
});
