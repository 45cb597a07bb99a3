import assert from 'node:assert/strict';
import { compare } from '../../../sandbox/compare/compare';
import type { CompanyCandidate } from '../../../sandbox/company/entities';
import { checkClosedProfiles } from '../../../src/operations/history/checkClosedProfiles';
import { reconcile } from '../../../src/operations/history/reconcile';
import { syncRecords } from '../../../src/operations/history/syncRecords';
import { PEOPLE, SYNC } from '../../../src/state/tables';
import { ORGANIZATION, PROFILE_URL } from '../../support/historyRuntime';
import { runToEnd } from '../../support/runToEnd';
import type { Check, Stage } from '../Check';

const held = ({ sandbox }: Stage) => sandbox.store.of(ORGANIZATION);

/** As webhooks of SmartRecruiters name them. */
async function send({ runtime }: Stage, candidateIds: readonly string[]) {
	const none = { event: '', applicationId: '', jobId: '', reviewId: '' };
	return await syncRecords(runtime, {
		items: candidateIds.map((candidateId) => ({ ...none, candidateId })),
		profileUrl: PROFILE_URL,
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
			await runToEnd(stage.sandbox, stage.runtime);
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
			await runToEnd(stage.sandbox, stage.runtime);
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
		what: 'link a candidate by hand; the link survives the next full write, and the nightly comparison keeps it as made by hand',
		connected: true,
		people: 60,
		run: async (stage) => {
			await runToEnd(stage.sandbox, stage.runtime);
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
			const { runtime } = stage;
			await reconcile(runtime, {
				...{
					profileUrl: PROFILE_URL,
					samplePercent: 5,
					repairs: true,
					leftoverDays: 2,
					compareEveryMs: 0,
				},
				...{ timeLimitMs: 300_000, atOnce: true },
			});
			const rows = await runtime.store.read(PEOPLE, {
				organization: ORGANIZATION,
				candidateId: one.id,
				person: 'urn:li:person:byhand1',
			});
			assert.deepEqual(
				rows.map(({ knownBy }) => knownBy),
				['by hand'],
			);
		},
	},
	{
		rules: ['TEST-13'],
		what: 'ask for closed profiles, as the ready-made workflow does: their person URNs are found whatever the elements look like, each with the candidate, and when it was asked is kept; asked where LinkedIn has nothing, it fails instead of reporting that nobody left',
		connected: true,
		run: async ({ sandbox, runtime }) => {
			const ask = { path: '', timeLimitMs: 60_000, atOnce: true };
			const lastAsked = async (): Promise<string> => {
				const [row] = await runtime.store.read(SYNC, { stream: 'closedProfiles' });
				return row?.finishedAt ?? '';
			};
			await assert.rejects(checkClosedProfiles(runtime, ask));
			assert.equal(await lastAsked(), '', 'A refusal counts as an answer');
			const person = 'urn:li:person:gone1';
			const own = { organization: ORGANIZATION, knownBy: 'export', knownAt: '' };
			await runtime.store.put(PEOPLE, [{ ...own, person, candidateId: 'c-1' }]);
			sandbox.context.faults.add([
				{
					vendor: 'linkedin',
					method: 'GET',
					path: '/linkedin/rest/atsPurgedExportedCandidates',
					kind: 'status',
					status: 200,
					body: { elements: [{ profile: { urn: person }, closedAt: 1 }] },
					times: 1,
					skip: 0,
					delayMs: 0,
				},
			]);
			const { profiles } = await checkClosedProfiles(runtime, ask);
			assert.deepEqual(profiles, [{ person, candidateIds: ['c-1'] }]);
			assert.notEqual(await lastAsked(), '');
		},
	},
];
