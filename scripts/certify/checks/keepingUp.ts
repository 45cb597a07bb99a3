import assert from 'node:assert/strict';
import { compare } from '../../../sandbox/compare/compare';
import type { CompanyCandidate } from '../../../sandbox/company/entities';
import { DEFAULT_SHARING } from '../../../src/mapping/SharingRules';
import { getClosedProfiles } from '../../../src/operations/history/getClosedProfiles';
import { getMatches } from '../../../src/operations/history/getMatches';
import { syncRecords } from '../../../src/operations/history/syncRecords';
import { OPTIONS, runToEnd } from '../../../test/support/runToEnd';
import type { Check, Stage } from '../Check';

const ORGANIZATION = 'urn:li:organization:1000';
const held = ({ sandbox }: Stage) => sandbox.store.of(ORGANIZATION);

async function send(stage: Stage, candidateIds: readonly string[]) {
	return await syncRecords(stage.connection, {
		candidateIds,
		applicationIds: [],
		jobIds: [],
		sharing: DEFAULT_SHARING,
		tombstones: [],
		availability: OPTIONS.availability,
		profileUrl: OPTIONS.profileUrl,
		timeLimitMs: 60_000,
	});
}

function someone(stage: Stage): CompanyCandidate {
	for (const one of stage.sandbox.context.company.candidates())
		if (held(stage).candidates.has(one.id)) return one;
	throw new Error('LinkedIn holds nobody');
}

const agrees = (stage: Stage): boolean =>
	compare(stage.sandbox.context.company, held(stage), 'deep').agree;

/** What happens after the history: new and changed people, links made by hand, closed accounts. */
export const KEEPING_UP: readonly Check[] = [
	{
		rules: ['TEST-3', 'RSC-204'],
		what: 'create a candidate with an application in SmartRecruiters after the history was sent; both arrive at LinkedIn',
		connected: true,
		people: 60,
		run: async (stage) => {
			await runToEnd(stage.sandbox, stage.connection);
			const one = someone(stage);
			const nowMs = stage.sandbox.context.clock.now();
			const { company } = stage.sandbox.context;
			const jobId = one.applications[0]?.jobId ?? '';
			company.putCandidate({
				...one,
				id: '11111111-2222-4333-8444-555555555555',
				email: 'new.person@example.com',
				createdOn: nowMs,
				updatedOn: nowMs,
				applications: [
					{
						applicationId: '21111111-2222-4333-8444-555555555555',
						jobId,
						source: 'Career site',
						history: [{ changedOn: nowMs, status: 'NEW' }],
					},
				],
			});
			await send(stage, ['11111111-2222-4333-8444-555555555555']);
			assert.ok(
				held(stage).candidates.has('11111111-2222-4333-8444-555555555555'),
				'The new candidate did not arrive',
			);
			assert.ok(agrees(stage), 'LinkedIn’s side differs from the company');
		},
	},
	{
		rules: ['TEST-4', 'RSC-204'],
		what: 'change a candidate in SmartRecruiters; the change, and nothing else, is at LinkedIn',
		connected: true,
		people: 60,
		run: async (stage) => {
			await runToEnd(stage.sandbox, stage.connection);
			const { company, clock } = stage.sandbox.context;
			const one = someone(stage);
			company.putCandidate({ ...one, phoneNumber: '+1 555 0142', updatedOn: clock.now() });
			assert.ok(!agrees(stage), 'The change made no difference');
			await send(stage, [one.id]);
			assert.ok(agrees(stage), 'LinkedIn’s side differs from the company');
		},
	},
	{
		rules: ['TEST-8', 'RSC-303'],
		what: 'link a candidate by hand; the link survives the next full write, and is read back as made by hand',
		connected: true,
		people: 60,
		run: async (stage) => {
			await runToEnd(stage.sandbox, stage.connection);
			const one = someone(stage);
			const found = held(stage).candidates.get(one.id);
			assert.ok(found);
			found.fields = { ...found.fields, manualMatchedMember: 'urn:li:person:byhand1' };
			await send(stage, [one.id]);
			assert.equal(
				held(stage).candidates.get(one.id)?.fields.manualMatchedMember,
				'urn:li:person:byhand1',
				'A full write lost the link',
			);
			const { connection } = stage;
			const { matches } = await getMatches(connection.linkedIn, connection, [one.id], 60_000);
			assert.deepEqual(matches, [
				{ candidateId: one.id, person: 'urn:li:person:byhand1', knownBy: 'by hand' },
			]);
		},
	},
	{
		rules: ['TEST-13'],
		what: 'ask for closed profiles at an endpoint that is given, as its address is not published; their person URNs are found whatever the elements look like, and without an address it says so',
		connected: true,
		run: async ({ sandbox, connection }) => {
			sandbox.context.faults.add([
				{
					vendor: 'linkedin',
					method: 'GET',
					path: '/linkedin/v2/atsCandidates',
					kind: 'status',
					status: 200,
					body: { elements: [{ profile: { urn: 'urn:li:person:gone1' }, closedAt: 1 }] },
					times: 1,
					skip: 0,
					delayMs: 0,
				},
			]);
			assert.deepEqual(
				await getClosedProfiles(connection.linkedIn, connection, '/v2/atsCandidates?q=x', 60_000),
				['urn:li:person:gone1'],
			);
			await assert.rejects(getClosedProfiles(connection.linkedIn, connection, '', 60_000));
		},
	},
];
