import type { MemberKind } from '../../sandbox/linkedin/exports/ExportMembers';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { decideExport, type DecisionInput } from '../../src/operations/export/decideExport';
import { exportCandidates } from '../../src/operations/export/exportCandidates';
import { LEASE_MS } from '../../src/state/Lock';
import { EXPORTS, LOCKS, PARKED, PEOPLE, SYNC } from '../../src/state/tables';
import {
	control,
	EXPORT_OPTIONS,
	mortalRuntime,
	ORGANIZATION,
	press,
	pushOf,
} from '../../scripts/support/exporting';
import { KILLED, Life } from '../../scripts/support/Life';
import {
	at,
	beginStore,
	connection,
	now,
	openExportsForEach,
	sandbox,
	store,
} from '../support/exportsForEach';

openExportsForEach();

const work = async (pushes: Parameters<typeof exportCandidates>[1]['pushes'] = []) =>
	await exportCandidates(mortalRuntime(connection, store, new Life()), {
		pushes,
		options: { ...EXPORT_OPTIONS, tags: ['from the queue'] },
		timeLimitMs: 300_000,
	});
const decide = async (
	exportKey: string,
	decision: DecisionInput['decision'],
	change: Partial<DecisionInput> = {},
	life = new Life(),
) =>
	await life.of(
		decideExport(mortalRuntime(connection, store, life), {
			exportKey,
			decision,
			timeLimitMs: 300_000,
			...change,
		}),
	);
const rows = async () => await store.read(EXPORTS, { organization: ORGANIZATION });
const parked = async () => await store.read(PARKED, { organization: ORGANIZATION });
/** Somebody whom SmartRecruiters has, with an application. */
const someone = (): string => {
	const found = [...sandbox.context.company.candidates()].find(
		({ applications, email, lastName }) => applications.length > 0 && email && lastName.trim(),
	);
	if (!found) throw new Error('Nobody');
	return found.id;
};
async function reviewed(kind: MemberKind, code: string): Promise<string> {
	const made = await press(sandbox, at(kind));
	await work([pushOf(made, now())]);
	expect(await parked()).toMatchObject([{ code }]);
	return made.requestId;
}

describe('a decision', () => {
	it('links to the candidate who was chosen, at once, as exports were carried out last', async () => {
		const exportKey = await reviewed('noLastName', 'NO_NAME');
		const candidateId = someone();
		const decided = await decide(exportKey, 'link', { candidateId });
		expect(decided).toMatchObject({
			state: 'exported',
			decided: true,
			result: { kind: 'exported', candidateId, foundBy: 'decision' },
		});
		expect(await rows()).toMatchObject([{ state: 'exported', payload: '', decision: '' }]);
		expect(await parked()).toEqual([]);
		expect(sandbox.context.company.candidateById(candidateId)?.tags).toContain('from the queue');
		expect((await store.read(SYNC, { stream: 'exports' }))[0]).toMatchObject({
			done: 1,
			rejected: 0,
		});
		expect(await decide(exportKey, 'ignore')).toMatchObject({ state: 'exported', decided: false });
	});

	it('who the person is takes the place of what an earlier export took for true', async () => {
		const exportKey = await reviewed('noLastName', 'NO_NAME');
		const { person = '' } = (await rows())[0] ?? {};
		const claim = { organization: ORGANIZATION, person, knownAt: '' };
		await store.put(PEOPLE, [
			{ ...claim, candidateId: 'wrong', knownBy: 'export' },
			{ ...claim, candidateId: 'told', knownBy: 'widget' },
		]);
		const candidateId = someone();
		await decide(exportKey, 'link', { candidateId });
		const known = await store.read(PEOPLE, { person });
		expect(known.map((one) => [one.candidateId, one.knownBy]).sort()).toEqual(
			[
				[candidateId, 'export'],
				['told', 'widget'],
			].sort(),
		);
	});

	it('creates somebody new beside a namesake with the same address, and once', async () => {
		sandbox.context.switches.set('li§7 stub carries the e-mail', true);
		const exportKey = await reviewed('sameEmailOtherName', 'SAME_EMAIL_OTHER_NAME');
		const count = [...sandbox.context.company.candidates()].length;
		expect(await decide(exportKey, 'create')).toMatchObject({ state: 'exported' });
		expect([...sandbox.context.company.candidates()].length).toBe(count + 1);
		expect(await control(sandbox, '/compare/exports')).toMatchObject({ doubled: [], missing: [] });
	});

	it('puts the person on another job', async () => {
		const made = await press(sandbox, 20);
		const job = sandbox.context.company.jobById(made.jobId);
		if (!job) throw new Error('No job');
		sandbox.context.company.changeJob({ ...job, status: 'FILLED' });
		await work([pushOf(made, now())]);
		const jobId = [...sandbox.store.of(ORGANIZATION).jobs.keys()].find((id) => id !== made.jobId);
		const decided = await decide(made.requestId, 'again', { jobId: jobId ?? '' });
		expect(decided).toMatchObject({ state: 'exported', result: { jobId } });
		expect((await rows())[0]).toMatchObject({ jobId });
	});

	it('to ignore writes nothing, and deletes what LinkedIn told', async () => {
		const exportKey = await reviewed('noLastName', 'NO_NAME');
		expect(await decide(exportKey, 'ignore')).toMatchObject({ state: 'ignored', decided: true });
		expect(await rows()).toMatchObject([{ state: 'ignored', payload: '' }]);
		expect(await parked()).toEqual([]);
		expect(sandbox.context.company.pristine).toBe(true);
	});

	it('that does not settle it leaves it in review, with the new reason', async () => {
		const exportKey = await reviewed('noLastName', 'NO_NAME');
		const decided = await decide(exportKey, 'link', { candidateId: 'nobody' });
		expect(decided).toMatchObject({ state: 'review', result: { code: 'CANDIDATE_GONE' } });
		expect(await parked()).toMatchObject([{ code: 'CANDIDATE_GONE', attempts: 2 }]);
		expect((await rows())[0]).toMatchObject({ state: 'review', decision: '' });
		expect((await rows())[0]?.payload).not.toBe('');
	});

	it.each([
		['create', {}, 'last name'],
		['link', {}, '"Candidate" is empty'],
	] as const)('that cannot work is refused: %s', async (decision, change, words) => {
		const exportKey = await reviewed('noLastName', 'NO_NAME');
		await expect(decide(exportKey, decision, change)).rejects.toThrow(words);
		expect((await rows())[0]).toMatchObject({ state: 'review', decision: '' });
	});

	it('that cannot be read any more is asked for again, and does not stop the others', async () => {
		const exportKey = await reviewed('noLastName', 'NO_NAME');
		const waiting = { state: 'waiting', decision: '{"kind":"li' } as const;
		await store.update(EXPORTS, { exportKey }, waiting);
		const made = await press(sandbox, 20);
		const { results } = await work([pushOf(made, now())]);
		expect(results).toMatchObject([
			{ exportKey, kind: 'review', code: 'DECISION_LOST' },
			{ exportKey: made.requestId, kind: 'exported' },
		]);
		expect(await parked()).toMatchObject([{ code: 'DECISION_LOST' }]);
		const candidateId = someone();
		expect(await decide(exportKey, 'link', { candidateId })).toMatchObject({ state: 'exported' });
		expect(await parked()).toEqual([]);
	});

	it('about an export that nobody knows is refused', async () => {
		await expect(decide('404', 'ignore')).rejects.toThrow(ConfigurationError);
	});

	it('of two at the same moment, one counts', async () => {
		const exportKey = await reviewed('noLastName', 'NO_NAME');
		const candidateId = someone();
		const both = await Promise.all([
			decide(exportKey, 'link', { candidateId }),
			decide(exportKey, 'ignore'),
		]);
		const counted = both.filter((one) => one !== KILLED && one.decided);
		expect(counted).toHaveLength(1);
		expect(await parked()).toEqual([]);
	});

	it('while another run works is stored, and carried out by the next run', async () => {
		const exportKey = await reviewed('noLastName', 'NO_NAME');
		const candidateId = someone();
		await store.put(LOCKS, [
			{ name: `${ORGANIZATION}:exports`, owner: 'another', untilMs: now() + LEASE_MS },
		]);
		expect(await decide(exportKey, 'link', { candidateId })).toMatchObject({ state: 'queued' });
		expect((await rows())[0]?.payload).not.toBe('');
		sandbox.context.clock.advance(LEASE_MS);
		expect((await work()).results).toMatchObject([{ kind: 'exported', candidateId }]);
	});

	it.each([false, true])(
		'killed at any step, is carried out by the next run (step carried out: %s)',
		async (carriedOut) => {
			for (let step = 1; ; step += 1) {
				await beginStore();
				const made = await press(sandbox, 200 + 2 * step + Number(carriedOut), { plainOnly: true });
				const exportKey = made.requestId;
				const job = sandbox.context.company.jobById(made.jobId);
				if (!job) throw new Error('No job');
				sandbox.context.company.changeJob({ ...job, status: 'CANCELLED' });
				await work([pushOf(made, now())]);
				sandbox.context.company.changeJob(job);
				const end = await decide(exportKey, 'again', {}, new Life(step, carriedOut));
				if (end !== KILLED) break;
				sandbox.context.clock.advance(61_000);
				await work();
				const [row] = await rows();
				// Killed before the decision was stored: it is still asked for.
				if (row?.state === 'review') await decide(exportKey, 'again');
				expect(await rows()).toMatchObject([{ state: 'exported', payload: '' }]);
				expect(await parked()).toEqual([]);
			}
			expect(await control(sandbox, '/compare/exports')).toMatchObject({
				doubled: [],
				orphans: [],
			});
		},
		120_000,
	);
});
