import type { CompanyCandidate } from '../../sandbox/company/entities';
import { nonEmpty } from '../support/nonEmpty';
import {
	MINUTE_MS,
	type SharingChange,
	sandbox,
	open,
	held,
	company,
	agreement,
	someone,
	put,
	changes,
	records,
	remove,
	reconciled,
	isHeld,
	closeAfterEach,
} from '../support/changingCompany';

closeAfterEach();

describe('sharing rules', () => {
	const SECRET = 'Zyxwvut';

	it('keep confidential jobs and people from every request, in the backfill and in changes', async () => {
		let hidden: CompanyCandidate[] = [];
		let jobId = '';
		const sharing = { departmentsNeverSent: ['finance'] };
		await open({
			sharing,
			prepare: () => {
				for (let index = 0; index < company().jobCount; index += 1) {
					const job = company().job(index);
					if (index % 4 !== 0) continue;
					jobId ||= job.id;
					company().changeJob({ ...job, department: 'Finance', title: `${SECRET} Controller` });
				}
				const only = [...company().candidates()].filter(
					({ applications }) =>
						applications.length > 0 &&
						applications.every((one) => company().jobById(one.jobId)?.department === 'Finance'),
				);
				const tagged = [20, 21].flatMap((at) => company().candidateAt(at) ?? []);
				hidden = [...only, ...tagged].map((one, index) => ({
					...one,
					firstName: SECRET,
					email: `${SECRET.toLowerCase()}${index}@example.com`,
					tags: tagged.includes(one) ? ['Confidential'] : [],
				}));
				for (const one of hidden) company().putCandidate(one);
			},
		});
		expect(hidden.length).toBeGreaterThan(4);
		for (const one of hidden) put(one);
		await changes(sharing);
		await records([...hidden.map(({ id }) => ({ candidateId: id })), { jobId }], sharing);
		await reconciled({}, sharing);
		expect(agreement(sharing)).toMatchObject({ agree: true });
		expect(agreement(sharing).withheld.candidates).toBeGreaterThanOrEqual(hidden.length);
		const { requests } = sandbox.context;
		// Not even their ids.
		for (const text of [SECRET, SECRET.toLowerCase(), jobId, ...hidden.map(({ id }) => id)])
			expect({ text, seen: requests.sawInBody(text, 'linkedin') }).toEqual({ text, seen: false });
		for (const { id } of nonEmpty(hidden.slice(0, 3))) expect(isHeld(id)).toBe(false);
	});

	it('take back what a new rule keeps back, and close the job without a word about it', async () => {
		await open();
		const one = someone(({ applications }) => applications.length > 1);
		const [first] = one.applications;
		const job = company().jobById(first?.jobId ?? '');
		if (!first || !job) throw new Error('No job');
		const sharing = { jobsNeverSent: [job.id] };
		company().changeJob({ ...job, updatedOn: sandbox.context.clock.now() });
		await changes(sharing);
		sandbox.context.clock.advance(10 * MINUTE_MS);
		await reconciled({ leftoverDays: 0 }, sharing);
		for (const candidate of company().candidates()) put(candidate);
		await changes(sharing);
		expect(agreement(sharing)).toMatchObject({ agree: true });
		const closed = held().jobs.get(job.id);
		if (closed)
			expect(closed).toMatchObject({ listing: 'NOT_LISTED', fields: { title: 'Withdrawn' } });
	});

	it('take back every application to a job that is never sent any more, with the next comparison', async () => {
		await open();
		const one = someone(({ applications }) => applications.length > 1);
		const [first, ...others] = one.applications;
		const applied = (jobId = '') => held().applications.has(`${one.id}_${jobId}`);
		expect(applied(first?.jobId)).toBe(true);
		const sharing = { jobsNeverSent: [first?.jobId ?? ''] };
		await reconciled({ leftoverDays: 0, samplePercent: 0 }, sharing);
		expect(applied(first?.jobId)).toBe(false);
		expect(others.some(({ jobId }) => applied(jobId))).toBe(true);
		expect(isHeld(one.id)).toBe(true);
		// Nothing is left to be found.
		const again = await reconciled({ leftoverDays: 0, samplePercent: 0 }, sharing);
		expect(again.differences.filter(({ kind }) => kind === 'application')).toEqual([]);
	});

	it('send nothing at all when a department is misspelt', async () => {
		await open({ people: 40 });
		put(someone());
		await fetch(`${sandbox.url}/_sandbox/requests`, { method: 'DELETE' });
		await expect(changes({ departmentsNeverSent: ['Finanzen'] })).rejects.toMatchObject({
			message: expect.stringContaining('a department that SmartRecruiters does not have'),
		});
		const { writes } = sandbox.context.requests.summary();
		expect(writes.candidate ?? 0).toBe(0);
	});

	it.each(['markDoNotContact', 'onlyAcquired'] as const)('respect consent: %s', async (consent) => {
		await open({ people: 60, sharing: { consent } });
		expect(agreement({ consent })).toMatchObject({ agree: true });
		const one = someone((candidate) => candidate.consent === 'ACQUIRED');
		put({ ...one, consent: 'PENDING' });
		await records([{ candidateId: one.id }], { consent });
		expect(agreement({ consent })).toMatchObject({ agree: true });
		expect(isHeld(one.id)).toBe(consent === 'markDoNotContact');
		const back = company().candidateById(one.id);
		if (back) put({ ...back, consent: 'ACQUIRED' });
		await changes({ consent });
		expect(agreement({ consent })).toMatchObject({ agree: true });
	});

	it('keep a department’s jobs private although jobs are public', async () => {
		await open({ people: 40 });
		const [id] =
			[...held().jobs].find(([key]) => {
				const job = company().jobById(key);
				return job?.postingStatus === 'PUBLIC' && !['FILLED', 'CANCELLED'].includes(job.status);
			}) ?? [];
		const department = company().jobById(id ?? '')?.department ?? '';
		const send = async (change: SharingChange): Promise<unknown> => {
			await records([{ jobId: id ?? '' }], { jobVisibility: 'PUBLIC', ...change });
			sandbox.context.clock.advance(10 * MINUTE_MS);
			// The sandbox carries out what is due when somebody asks.
			await records([{ jobId: id ?? '' }], { jobVisibility: 'PUBLIC', ...change });
			return held().jobs.get(id ?? '')?.fields.availability;
		};
		expect(await send({})).toBe('PUBLIC');
		expect(await send({ departmentsKeptPrivate: [department] })).toBe('PRIVATE_TO_ATS_INTEGRATION');
	});
});

describe('reviews and notes', () => {
	const review = (one: CompanyCandidate, comment: string) => ({
		id: 'review-1',
		candidateId: one.id,
		jobId: one.applications[0]?.jobId ?? '',
		reviewerId: company().users[2]?.id ?? '',
		overallRating: 4,
		comment,
		createdOn: sandbox.context.clock.now(),
		updatedOn: sandbox.context.clock.now(),
	});

	it('go as interview feedback when they are turned on, and are deleted; else they stay', async () => {
		await open({ people: 40 });
		const one = someone();
		sandbox.context.live.putReview(review(one, 'Very good'), sandbox.context.clock.now());
		await records([{ candidateId: one.id }]);
		expect(sandbox.context.requests.sawInBody('Very good', 'linkedin')).toBe(false);
		await records([{ candidateId: one.id }], { reviews: true });
		expect(agreement({ reviews: true })).toMatchObject({
			agree: true,
			streams: { feedback: { held: { count: 1 } } },
		});
		sandbox.context.live.deleteReview('review-1', sandbox.context.clock.now());
		await remove({
			kind: 'feedback',
			ids: ['review-1'],
			parentId: one.applications[0]?.applicationId ?? '',
		});
		expect(agreement({ reviews: true })).toMatchObject({ agree: true });
	});

	it('go as candidate notes only if all may see them, and if they did not come from LinkedIn', async () => {
		await open({ people: 40 });
		const one = someone();
		const write = async (content: string, shareWith: object): Promise<void> => {
			await fetch(`${sandbox.smartRecruitersUrl}/messages/shares`, {
				method: 'POST',
				headers: { 'x-smarttoken': 'SANDBOX-KEY' },
				body: JSON.stringify({ content: `${content} #[CANDIDATE:${one.id}]`, shareWith }),
			});
		};
		await write('Call again in May', { openNote: true });
		await write('Between you and me', {});
		await write('LinkedIn InMail from Sam', { openNote: true });
		await records([{ candidateId: one.id }], { notes: true });
		await records([{ candidateId: one.id }], { notes: true });
		const notes = [...(held().candidates.get(one.id)?.notes.values() ?? [])];
		expect(notes).toEqual([
			expect.objectContaining({
				note: 'Call again in May',
				author: { firstName: expect.any(String), lastName: expect.any(String) },
			}),
		]);
	});
});
