import assert from 'node:assert/strict';
import type { CompanyCandidate } from '../../../sandbox/company/entities';
import { DEFAULT_SHARING } from '../../../src/mapping/SharingRules';
import { deleteRecords } from '../../../src/operations/history/deleteRecords';
import { removeEverything } from '../../../src/operations/history/removeEverything';
import { syncRecords } from '../../../src/operations/history/syncRecords';
import type { DeletedKind, Deletion } from '../../../src/sync/Deletion';
import { OPTIONS, runToEnd } from '../../../test/support/runToEnd';
import type { Check, Stage } from '../Check';

const ORGANIZATION = 'urn:li:organization:1000';
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
	{ connection }: Stage,
	kind: DeletedKind,
	ids: string[],
): Promise<Deletion[]> {
	const { deletions, rejections } = await deleteRecords(connection, {
		kind,
		ids,
		reason: 'Certification',
		timeLimitMs,
	});
	assert.deepEqual(rejections, []);
	return deletions;
}

async function send(
	{ connection }: Stage,
	what: { candidateIds?: string[]; jobIds?: string[] },
	tombstones: string[] = [],
) {
	return await syncRecords(connection, {
		candidateIds: [],
		applicationIds: [],
		jobIds: [],
		...what,
		sharing: { ...DEFAULT_SHARING, reviews: true, notes: true },
		tombstones,
		availability: OPTIONS.availability,
		profileUrl: OPTIONS.profileUrl,
		timeLimitMs,
	});
}

/** Somebody reviewed the person, and wrote a note about them; both are at LinkedIn. */
async function withReviewAndNote(stage: Stage): Promise<CompanyCandidate> {
	const { sandbox } = stage;
	await runToEnd(sandbox, stage.connection);
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
	await send(stage, { candidateIds: [one.id] });
	assert.equal(held(stage).candidates.get(one.id)?.notes.size, 1, 'The note did not arrive');
	assert.ok(
		applicationsOf(stage, one).some(([, { interviewFeedback }]) => interviewFeedback.size > 0),
		'The review did not arrive',
	);
	return one;
}

/** LinkedIn reference §12, row by row. */
export const DELETING: readonly Check[] = [
	{
		rules: ['RSC-501'],
		what: 'delete a candidate and another one’s application, and close a job: each is gone at LinkedIn, the others stay, and each has a row that proves it',
		connected: true,
		people: PEOPLE,
		run: async (stage) => {
			await runToEnd(stage.sandbox, stage.connection);
			const one = someone(stage);
			const before = held(stage).candidates.size;
			stage.sandbox.context.company.deleteCandidate(one.id);
			const rows = await remove(stage, 'candidate', [one.id]);
			assert.ok(!held(stage).candidates.has(one.id), 'The candidate is still there');
			assert.equal(applicationsOf(stage, one).length, 0, 'An application is still there');
			assert.equal(held(stage).candidates.size, before - 1);
			assert.deepEqual(
				rows.filter(({ kind }) => kind === 'candidate').map(({ proof }) => proof),
				['LinkedIn answered 204'],
			);

			const other = someone(stage);
			const [[id] = ['']] = applicationsOf(stage, other);
			await remove(stage, 'application', [id]);
			assert.ok(!held(stage).applications.has(id), 'The application is still there');
			assert.ok(held(stage).candidates.has(other.id), 'The candidate went, too');

			const open = () =>
				[...held(stage).jobs].flatMap(([id, { listing }]) => (listing === 'LISTED' ? id : []));
			const [closed = '', kept = ''] = open();
			await remove(stage, 'job', [closed]);
			stage.sandbox.context.clock.advance(300_000);
			// LinkedIn's side carries out what is due when the next job comes.
			await send(stage, { jobIds: [kept] });
			assert.ok(!open().includes(closed), 'The job is still open');
			assert.ok(open().includes(kept), 'Another job was closed');
		},
	},
	{
		rules: ['RSC-502'],
		what: 'disconnect with removal: no candidate and no application is left, no job is open, and every candidate has a row that proves it',
		connected: true,
		people: PEOPLE,
		run: async (stage) => {
			const { sandbox, connection } = stage;
			await runToEnd(sandbox, connection);
			const before = held(stage).candidates.size;
			assert.ok(before > 0, 'Nobody arrived');
			const proven: string[] = [];
			for (let from = '', count = 0; ; count += 1) {
				assert.ok(count < 100, 'It does not come to its end');
				const result = await removeEverything(connection, {
					checkpoint: from,
					knownCandidateIds: [],
					timeLimitMs,
					jobCheckDelayMs: 300_000,
				});
				proven.push(
					...result.deletions
						.filter(({ kind }) => kind === 'candidate')
						.map(({ recordId }) => recordId),
				);
				if (result.state === 'done') break;
				from = result.checkpoint;
				if (result.resumeAt) sandbox.context.clock.set(Date.parse(result.resumeAt));
			}
			const { candidates, applications, jobs } = held(stage);
			assert.deepEqual([candidates.size, applications.size], [0, 0]);
			assert.ok(
				[...jobs.values()].every(({ listing }) => listing === 'NOT_LISTED'),
				'A job is still open',
			);
			assert.equal(new Set(proven).size, before);
		},
	},
	{
		rules: ['RSC-503'],
		what: 'delete an application that has stages and interview feedback: all of it goes, the candidate with their notes stays',
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
		rules: ['RSC-504'],
		what: 'erase one person who has applications, stages, feedback and notes: nothing of them is left, and nothing comes back when they are sent again',
		connected: true,
		people: PEOPLE,
		run: async (stage) => {
			const one = await withReviewAndNote(stage);
			await remove(stage, 'candidate', [one.id]);
			const isGone = (): boolean =>
				!held(stage).candidates.has(one.id) && applicationsOf(stage, one).length === 0;
			assert.ok(isGone(), 'Something is left');
			const { withheld } = await send(stage, { candidateIds: [one.id] }, [one.id]);
			assert.deepEqual(withheld, [{ candidateId: one.id, why: 'deleted before' }]);
			await runToEnd(stage.sandbox, stage.connection, { tombstones: [one.id] });
			assert.ok(isGone(), 'They came back');
		},
	},
];
