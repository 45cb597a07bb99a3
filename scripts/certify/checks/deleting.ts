import assert from 'node:assert/strict';
import type { CompanyCandidate } from '../../../sandbox/company/entities';
import { deleteRecords } from '../../../src/operations/history/deleteRecords';
import { reconcile } from '../../../src/operations/history/reconcile';
import { removeEverything } from '../../../src/operations/history/removeEverything';
import { syncRecords } from '../../../src/operations/history/syncRecords';
import { DELETIONS } from '../../../src/state/tables';
import type { DeletedKind } from '../../../src/sync/AbsencePayload';
import type { Deletion } from '../../../src/sync/Deletion';
import { historyRuntime, ORGANIZATION, PROFILE_URL, shareOnly } from '../../support/historyRuntime';
import { runToEnd } from '../../support/runToEnd';
import type { Check, Stage } from '../Check';

const PEOPLE = 60;
const timeLimitMs = 60_000;
const held = ({ sandbox }: Stage) => sandbox.store.of(ORGANIZATION);

/** Someone at LinkedIn with an application of several stages. */
function someone(stage: Stage): CompanyCandidate {
	for (const one of stage.sandbox.context.company.candidates()) {
		const stages = applicationsOf(stage, one).flatMap(([, application]) => [...application.stages]);
		if (held(stage).candidates.has(one.id) && stages.length > 0) return one;
	}
	throw new Error('LinkedIn holds nobody with stages');
}

/** Their applications at LinkedIn, by id. */
const applicationsOf = (stage: Stage, one: CompanyCandidate) =>
	[...held(stage).applications].filter(([, { fields }]) => fields.atsCandidateId === one.id);

async function remove(
	{ runtime }: Stage,
	kind: DeletedKind,
	ids: string[],
	below: { parentId?: string } = {},
): Promise<Deletion[]> {
	const input = { kind, ids, timeLimitMs, ...below };
	const { deletions, rejections } = await deleteRecords(runtime, input);
	assert.deepEqual(rejections, []);
	return deletions;
}

const isGone = (stage: Stage, one: CompanyCandidate): boolean =>
	!held(stage).candidates.has(one.id) && applicationsOf(stage, one).length === 0;

/** As webhooks of SmartRecruiters name them. */
async function send({ runtime }: Stage, candidateIds: readonly string[]) {
	const none = { event: '', applicationId: '', jobId: '', reviewId: '' };
	const { report } = await syncRecords(runtime, {
		items: candidateIds.map((candidateId) => ({ ...none, candidateId })),
		profileUrl: PROFILE_URL,
		timeLimitMs,
	});
	return report;
}

/** Somebody reviewed the person, and wrote a note about them; both are at LinkedIn. */
async function withReviewAndNote(stage: Stage): Promise<CompanyCandidate> {
	const { sandbox } = stage;
	await shareOnly(stage.runtime, { reviews: true, notes: true });
	await runToEnd(sandbox, stage.runtime);
	const one = someone(stage);
	const nowMs = sandbox.context.clock.now();
	sandbox.context.live.putReview(
		{
			id: 'review-1',
			candidateId: one.id,
			jobId: one.applications[0]?.jobId ?? '',
			reviewerId: sandbox.context.company.users[2]?.id ?? '',
			overallRating: 4,
			comment: 'Very good',
			createdOn: nowMs,
			updatedOn: nowMs,
		},
		nowMs,
	);
	await fetch(`${sandbox.smartRecruitersUrl}/messages/shares`, {
		method: 'POST',
		headers: { 'x-smarttoken': 'SANDBOX-KEY' },
		body: JSON.stringify({
			content: `Call again in May #[CANDIDATE:${one.id}]`,
			shareWith: { openNote: true },
		}),
	});
	await send(stage, [one.id]);
	assert.equal(held(stage).candidates.get(one.id)?.notes.size, 1, 'The note did not arrive');
	assert.ok(
		applicationsOf(stage, one).some(([, { interviewFeedback }]) => interviewFeedback.size > 0),
		'The review did not arrive',
	);
	return one;
}

/** Module 5, and LinkedIn reference §12. */
export const DELETING: readonly Check[] = [
	{
		rules: ['RSC-501'],
		what: 'delete a candidate’s notes, and then the candidate: each is gone at LinkedIn, the others stay',
		connected: true,
		people: PEOPLE,
		run: async (stage) => {
			const one = await withReviewAndNote(stage);
			const before = held(stage).candidates.size;
			const notes = () => [...(held(stage).candidates.get(one.id)?.notes.keys() ?? [])];
			await remove(stage, 'candidateNote', notes(), { parentId: one.id });
			assert.deepEqual(notes(), []);
			assert.equal(held(stage).candidates.size, before, 'The candidate went with the notes');
			await remove(stage, 'candidate', [one.id]);
			assert.ok(isGone(stage, one), 'Something is left');
			assert.equal(held(stage).candidates.size, before - 1);
		},
	},
	{
		rules: ['RSC-502'],
		what: 'delete a whole candidate with applications, stages, feedback and notes: nothing that an indicator could show is left, a row proves it, and nothing comes back when they are sent again',
		connected: true,
		people: PEOPLE,
		run: async (stage) => {
			const one = await withReviewAndNote(stage);
			const rows = await remove(stage, 'candidate', [one.id]);
			assert.ok(isGone(stage, one), 'Something is left');
			assert.deepEqual(
				rows.filter(({ kind }) => kind === 'candidate').map(({ proof }) => proof),
				['LinkedIn answered 204'],
			);
			const { withheld } = await send(stage, [one.id]);
			assert.deepEqual(
				withheld.map(({ candidateId }) => candidateId),
				[one.id],
			);
			await runToEnd(stage.sandbox, stage.runtime, { startAgain: true });
			assert.ok(isGone(stage, one), 'They came back');
		},
	},
	{
		rules: ['RSC-502'],
		what: 'disconnect with removal: no candidate and no application is left, no job is open, and every candidate has a row that proves it',
		connected: true,
		people: PEOPLE,
		run: async (stage) => {
			const { sandbox, runtime } = stage;
			await runToEnd(sandbox, runtime);
			const before = held(stage).candidates.size;
			assert.ok(before > 0, 'Nobody arrived');
			for (let count = 0; ; count += 1) {
				assert.ok(count < 100, 'It does not come to its end');
				const { report } = await removeEverything(runtime, {
					confirm: count === 0 ? '1000' : '',
					timeLimitMs,
					jobCheckDelayMs: 300_000,
				});
				if (report.state === 'done') break;
				if (report.resumeAt) sandbox.context.clock.set(Date.parse(report.resumeAt));
			}
			const { candidates, applications, jobs } = held(stage);
			assert.deepEqual([candidates.size, applications.size], [0, 0]);
			assert.ok(
				[...jobs.values()].every(({ listing }) => listing === 'NOT_LISTED'),
				'A job is still open',
			);
			const proofs = await runtime.store.read(DELETIONS, { kind: 'candidate' });
			assert.equal(proofs.filter(({ found }) => found).length, before);
		},
	},
	{
		rules: ['RSC-503'],
		what: 'delete an application’s stages and interview feedback, and then the application: each is gone, one after the other',
		connected: true,
		people: PEOPLE,
		run: async (stage) => {
			const one = await withReviewAndNote(stage);
			const own = applicationsOf(stage, one).find(
				([, { interviewFeedback }]) => interviewFeedback.size > 0,
			);
			assert.ok(own, 'No application has feedback');
			const [parentId, { stages, interviewFeedback }] = own;
			assert.ok(stages.size > 0, 'It has no stages');
			await remove(stage, 'stage', [...stages.keys()], { parentId });
			assert.deepEqual([stages.size, interviewFeedback.size], [0, 1]);
			await remove(stage, 'feedback', [...interviewFeedback.keys()], { parentId });
			assert.equal(interviewFeedback.size, 0);
			assert.ok(held(stage).applications.has(parentId), 'The application went with them');
			await remove(stage, 'application', [parentId]);
			assert.ok(!held(stage).applications.has(parentId), 'The application is still there');
		},
	},
	{
		rules: ['RSC-504'],
		what: 'delete whole applications with stages and interview feedback: all of it goes, the candidate with their notes stays',
		connected: true,
		people: PEOPLE,
		run: async (stage) => {
			const one = await withReviewAndNote(stage);
			const ids = applicationsOf(stage, one).map(([id]) => id);
			await remove(stage, 'application', ids);
			assert.deepEqual(applicationsOf(stage, one), []);
			assert.equal(held(stage).candidates.get(one.id)?.notes.size, 1, 'The note went, too');
		},
	},
	{
		rules: ['RSC-505'],
		what: 'send the history through v2, change the credential to the versioned API, and compare every record to the last field through it: both sides agree, and nothing has to be sent again',
		connected: true,
		people: PEOPLE,
		run: async ({ sandbox, runtime }) => {
			const through = async (generation: 'v2' | 'rest') =>
				await historyRuntime(sandbox, { linkedIn: { generation }, store: runtime.store });
			await runToEnd(sandbox, await through('v2'));
			sandbox.context.requests.reset();
			const { report } = await reconcile(await through('rest'), {
				...{
					profileUrl: PROFILE_URL,
					samplePercent: 100,
					repairs: true,
					leftoverDays: 0,
					compareEveryMs: 0,
				},
				...{ timeLimitMs: 3_600_000, atOnce: true },
			});
			assert.deepEqual([report.state, report.agree], ['done', true], report.message);
			const { routes, writes } = sandbox.context.requests.summary();
			const old = Object.keys(routes).filter((route) => route.includes('/v2/ats'));
			assert.deepEqual([old, writes], [[], {}]);
		},
	},
];
