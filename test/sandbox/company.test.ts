import { Company } from '../../sandbox/company/Company';
import { compare } from '../../sandbox/compare/compare';
import { createSandbox } from '../../sandbox/createSandbox';
import { caseOfJob, JOB_CASES } from '../../sandbox/company/makeJob';
import { caseOfPerson, PERSON_CASES } from '../../sandbox/company/makeCandidate';
import { runToEnd } from '../../scripts/support/runToEnd';
import { sandboxConnection } from '../../scripts/support/sandboxConnection';
import { nonEmpty } from '../support/nonEmpty';

const BASE = Date.UTC(2026, 9, 1);
const make = (people: number, seed = 1) => new Company({ seed, people, baseMs: BASE });

describe('a generated company', () => {
	it('is the same from the same seed, and another from another', () => {
		expect(make(100).candidateAt(50)).toEqual(make(100).candidateAt(50));
		expect(make(100).candidateAt(50)?.id).not.toBe(make(100, 2).candidateAt(50)?.id);
	});

	it('finds a record by its id, whatever the size', () => {
		const huge = make(5_000_000);
		const last = huge.candidateAt(4_999_999);
		expect(huge.candidateById(last?.id ?? '')).toEqual(last);
		expect(huge.candidateById('00000000-0000-4000-a000-000000000000')).toBeUndefined();
	});

	it('has every ugly case, even when it is small', () => {
		const people = make(100);
		const cases = new Set(Array.from({ length: 100 }, (_, at) => caseOfPerson(1, at)));
		expect(PERSON_CASES.filter((one) => !cases.has(one))).toEqual([]);
		const everyone = [...people.candidates()];
		expect(everyone.some(({ email }) => !email)).toBe(true);
		expect(everyone.some(({ applications }) => applications.length === 0)).toBe(true);
		expect(everyone.some(({ applications }) => applications.length > 2)).toBe(true);
		expect(everyone.some(({ updatedOn, createdOn }) => updatedOn < createdOn)).toBe(true);
		expect(everyone.some(({ lastName }) => /[^\u0000-\u024f]/.test(lastName))).toBe(true);
		expect(
			everyone.some(({ applications }) =>
				applications.some(
					({ history }) => history[0]?.changedOn === history[1]?.changedOn && history.length > 1,
				),
			),
		).toBe(true);
		const addresses = everyone.flatMap(({ email, lastName }) =>
			email ? [{ email, lastName }] : [],
		);
		expect(
			addresses.some((one, at) =>
				addresses.some(
					(other, there) =>
						there > at && other.email === one.email && other.lastName !== one.lastName,
				),
			),
		).toBe(true);
		const jobs = new Set(Array.from({ length: people.jobCount }, (_, at) => caseOfJob(1, at)));
		expect(JOB_CASES.filter((one) => !jobs.has(one))).toEqual([]);
		const made = Array.from({ length: people.jobCount }, (_, at) => people.job(at));
		expect(made.filter(({ template }) => template).length).toBeGreaterThan(0);
		expect(made.some(({ status }) => status === 'FILLED')).toBe(true);
		expect(made.some(({ status }) => status === 'CANCELLED')).toBe(true);
		expect(made.some(({ title }) => /[^\u0000-\u024f]/.test(title))).toBe(true);
	});

	it('has ten thousand people who changed in the same millisecond', () => {
		const company = make(100_000);
		const times = new Map<number, number>();
		for (let at = 25_000; at < 35_000; at += 1) {
			const { updatedOn = 0 } = company.candidateAt(at) ?? {};
			times.set(updatedOn, (times.get(updatedOn) ?? 0) + 1);
		}
		expect(Math.max(...times.values())).toBe(10_000);
	});

	it('loses the id that was merged away, and keeps its applications', () => {
		const company = make(100);
		const [losing, winning] = [...company.candidates()].filter(
			({ applications }, at, all) =>
				applications.length > 0 &&
				all[at + 1]?.applications.every(({ jobId }) => jobId !== applications[0]?.jobId),
		);
		if (!losing || !winning) throw new Error('Nobody there');
		company.mergeCandidates(losing.id, winning.id, BASE);
		expect(company.candidateById(losing.id)).toBeUndefined();
		expect(winning.applications.map(({ jobId }) => jobId)).not.toEqual(
			expect.arrayContaining(losing.applications.map(({ jobId }) => jobId)),
		);
		const jobs = company.candidateById(winning.id)?.applications.map(({ jobId }) => jobId);
		for (const { jobId } of nonEmpty(losing.applications)) expect(jobs).toContain(jobId);
	});
});

describe('the comparison', () => {
	it('notices a missing record, an extra one, a changed field, a changed stage and an open job', async () => {
		const sandbox = await createSandbox({ people: 120 });
		await runToEnd(sandbox, sandboxConnection(sandbox));
		const { company } = sandbox.context;
		const records = sandbox.store.of('urn:li:organization:1000');
		const look = () => compare(company, records, 'deep');
		expect(look().agree).toBe(true);

		const [id, candidate] = [...records.candidates][10] ?? [];
		if (!id || !candidate) throw new Error('Nobody there');
		candidate.fields = { ...candidate.fields, currentJobTitle: 'Changed' };
		expect(look().streams.candidates.different).toEqual([{ id, fields: ['title'] }]);
		records.candidates.delete(id);
		expect(look().streams.candidates.missing).toEqual([id]);
		records.candidates.set('stranger', candidate);
		expect(look().streams.candidates.extra).toEqual(['stranger']);
		expect(look().agree).toBe(false);

		const [application] = records.applications.values();
		const [stage] = application?.stages.values() ?? [];
		if (stage) stage.stage = 'Changed';
		// Stages are told apart by what they say: the one that was there is missing now.
		expect(look().streams.stages).toMatchObject({ agree: false, missing: [expect.any(String)] });
		for (const job of records.jobs.values()) job.listing = 'LISTED';
		expect(look().streams.jobs.agree).toBe(false);
		await sandbox.close();
	});
});
