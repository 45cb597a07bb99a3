import { z } from 'zod';
import { applicationId } from '../../src/mapping/applicationToLinkedIn';
import { NOT_TAKEN } from '../../src/state/SentEntries';
import { SentLedger } from '../../src/state/SentLedger';
import { PEOPLE } from '../../src/state/tables';
import { parkedKeys } from '../support/parkedKeys';
import { ORGANIZATION } from '../../scripts/support/historyRuntime';
import {
	MINUTE_MS,
	HOUR_MS,
	sandbox,
	runtime,
	open,
	held,
	company,
	deletions,
	agreement,
	someone,
	put,
	records,
	reconciled,
	answerFor,
	isHeld,
	closeAfterEach,
} from '../support/changingCompany';

closeAfterEach();

const PageSchema = z.object({ content: z.array(z.unknown()) }).passthrough();

describe('a reconciliation', () => {
	it('finds and repairs what is missing, different, left over or wrongly open, and names it by id', async () => {
		await open();
		const missing = someone();
		held().candidates.delete(missing.id);
		const other = someone(({ id }) => id !== missing.id);
		const different = held().candidates.get(other.id);
		if (different) different.fields = { ...different.fields, currentJobTitle: 'Nonsense' };
		const several = someone(
			({ id, applications }) => ![missing.id, other.id].includes(id) && applications.length > 1,
		);
		put({ ...several, applications: several.applications.slice(1) });
		await records([{ candidateId: several.id }]);
		const closed = [...held().jobs].find(([, { listing }]) => listing === 'NOT_LISTED');
		if (closed) closed[1].listing = 'LISTED';

		const look = await reconciled({ repairs: false });
		expect(look.agree).toBe(false);
		expect(look.differences).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ recordId: missing.id, difference: 'missing' }),
				expect.objectContaining({ recordId: other.id, fields: ['currentJobTitle'] }),
				expect.objectContaining({ recordId: closed?.[0], difference: 'not closed' }),
			]),
		);
		expect(JSON.stringify(look.differences)).not.toContain('Nonsense');
		await reconciled();
		sandbox.context.clock.advance(10 * MINUTE_MS);
		const again = await reconciled();
		expect(again.agree).toBe(true);
		expect(again.candidates.company).toBe(again.candidates.linkedIn);
		const people = await runtime.store.read(PEOPLE, { organization: ORGANIZATION });
		expect(people.length).toBeGreaterThan(5);
		expect(agreement()).toMatchObject({ agree: true });
	});

	it('goes on where its time was over, some pages further on', async () => {
		await open({ people: 250 });
		const stepsOf = async (samplePercent: number): Promise<number> => {
			for (let steps = 1; ; steps += 1) {
				const part = await reconciled({ timeLimitMs: 0, samplePercent, leftoverDays: 0 });
				if (part.state !== 'done') continue;
				expect(part.candidates.company).toBe(held().candidates.size);
				expect(part.finished).toBe(true);
				return steps;
			}
		};
		const withThreePages = await stepsOf(0);
		expect(withThreePages).toBeGreaterThan(1);
		// Where so many are compared to the last field, two pages are a step.
		expect(await stepsOf(25)).toBe(withThreePages + 1);
		expect(await stepsOf(100)).toBe(withThreePages + 2);
	});

	it('counts somebody once who stands on two pages, and repairs more people than a batch holds', async () => {
		await open({ people: 250 });
		const all = held().candidates.size;
		for (const id of [...held().candidates.keys()].slice(0, 150)) held().candidates.delete(id);
		const { transport } = runtime.smartRecruiters;
		let last: unknown[] = [];
		let shifted = 0;
		runtime.smartRecruiters.transport = async (request) => {
			const answer = await transport(request);
			const isList = new URL(request.url).pathname.endsWith('/candidates');
			if (request.method !== 'GET' || !isList || typeof answer.body !== 'string') return answer;
			const page = PageSchema.parse(JSON.parse(answer.body));
			const content = [...last, ...page.content];
			shifted += last.length;
			last = page.content.slice(-1);
			return { ...answer, body: JSON.stringify({ ...page, content }) };
		};
		const repaired = await reconciled({ samplePercent: 0 });
		expect(shifted).toBeGreaterThan(1);
		expect(repaired.candidates).toMatchObject({
			company: all,
			linkedIn: all - 150,
			differences: 150,
		});
		expect(held().candidates.size).toBe(all);
		runtime.smartRecruiters.transport = transport;
		expect((await reconciled()).agree).toBe(true);
	});

	it('compares once a night, however often it is asked, and at once where a person asks', async () => {
		await open({ people: 40 });
		const nightly = { atOnce: false, compareEveryMs: 12 * HOUR_MS };
		const first = await reconciled(nightly);
		expect(first).toMatchObject({ state: 'done', finished: true });
		held().candidates.delete(someone().id);
		sandbox.context.clock.advance(HOUR_MS);
		const requests = sandbox.context.requests.summary();
		const again = await reconciled(nightly);
		expect(again).toMatchObject({ state: 'waiting', finished: false, differences: [] });
		expect(Date.parse(again.resumeAt ?? '')).toBeGreaterThan(sandbox.context.clock.now());
		expect(sandbox.context.requests.summary()).toEqual(requests);
		expect(await reconciled({ ...nightly, atOnce: true })).toMatchObject({
			finished: true,
			agree: false,
		});
		sandbox.context.clock.advance(11 * HOUR_MS);
		expect((await reconciled(nightly)).state).toBe('waiting');
		sandbox.context.clock.advance(2 * HOUR_MS);
		expect(await reconciled(nightly)).toMatchObject({ finished: true, agree: true });
	});

	it('deletes who is absent twice, an hour apart, and is in no list any more', async () => {
		await open({ people: 40 });
		const one = someone();
		// Nobody tells of this deletion.
		sandbox.context.faults.add([
			{ path: 'audit-events', kind: 'status', status: 403, times: 99, skip: 0, delayMs: 0 },
		]);
		company().deleteCandidate(one.id);
		await records([{ candidateId: one.id }]);
		await reconciled();
		expect(isHeld(one.id)).toBe(true);
		sandbox.context.clock.advance(HOUR_MS);
		await reconciled();
		expect(isHeld(one.id)).toBe(false);
		expect((await deletions().barred([one.id])).get(one.id)).toMatchObject({ barred: 'untilSeen' });
		expect(await parkedKeys(runtime)).not.toContain(`candidate:${one.id}`);
	});

	it('deletes nobody when most of those who are looked for are absent', async () => {
		await open({ people: 60 });
		const ids = [...held().candidates.keys()].slice(0, 8);
		for (const id of ids) company().deleteCandidate(id);
		await records(ids.map((candidateId) => ({ candidateId })));
		sandbox.context.clock.advance(2 * HOUR_MS);
		const report = await reconciled();
		expect(report.message).toContain('check the system role');
		expect(ids.every(isHeld)).toBe(true);
	});

	it('keeps somebody who is absent by id, but listed', async () => {
		await open({ people: 40 });
		const one = someone();
		answerFor(one.id, 404);
		await records([{ candidateId: one.id }]);
		sandbox.context.clock.advance(2 * HOUR_MS);
		await reconciled();
		expect(isHeld(one.id)).toBe(true);
	});

	it('counts an application to a job that is hidden now, unless LinkedIn never took it', async () => {
		await open();
		const one = someone(({ applications }) => applications.length > 2);
		const [taken = '', refused = ''] = one.applications.map(({ jobId }) => jobId);
		held().applications.delete(applicationId(one.id, refused));
		const sent = new SentLedger(runtime, ORGANIZATION);
		sent.settle(new Map([[one.id, new Map([[refused, NOT_TAKEN]])]]));
		await sent.flush();
		const { differences } = await reconciled(
			{ repairs: false },
			{ jobsNeverSent: [taken, refused] },
		);
		const named = differences.flatMap(({ kind, recordId, candidateId }) =>
			kind === 'application' && candidateId === one.id ? recordId : [],
		);
		expect(named).toEqual([applicationId(one.id, taken)]);
	});
});
