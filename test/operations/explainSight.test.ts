import { ORGANIZATION, shareOnly } from '../../scripts/support/historyRuntime';
import { MINUTE_MS } from '../../src/basics/durations';
import { answerQuestion } from '../../src/operations/explain/answerQuestion';
import type { Explanation } from '../../src/operations/explain/causes';
import { explainJob } from '../../src/operations/explain/explainRecord';
import { Settings } from '../../src/state/Settings';
import { SEATS, VISIBILITY } from '../../src/state/tables';
import {
	choose,
	closeAfterEach,
	held,
	mapEverybody,
	open,
	runtime,
	sandbox,
	sync,
} from '../support/visibleJobs';

beforeEach(async () => {
	await open();
	await mapEverybody();
});
closeAfterEach();

const ask = async (jobId: string, viewer: { seat?: string; userId?: string } = {}) =>
	await explainJob(runtime, {
		recordId: jobId,
		viewer: { seat: '', userId: '', ...viewer },
		timeLimitMs: MINUTE_MS,
	});
const lastOf = ({ chain }: Explanation): string => chain.at(-1)?.detail ?? '';
const seats = async () => await runtime.store.read(SEATS, { seatState: 'ACTIVE' });

/** An open job, and a mapped member of its team who sees no other one. */
async function memberOfJob() {
	await choose();
	await sync('all');
	const { company } = sandbox.context;
	const row = held()
		.acls.dump()
		.entities.find(
			({ group, entityId }) =>
				group.startsWith('u-') && held().jobs.get(entityId)?.listing === 'LISTED',
		);
	const userId = row?.group.slice(2) ?? '';
	const jobId = row?.entityId ?? '';
	const seat = (await seats()).find((one) => one.userId === userId)!;
	const leave = () =>
		company.changeTeam(
			jobId,
			company.teamOf(jobId).filter((one) => one.userId !== userId),
		);
	return { jobId, userId, seat, leave };
}
const openJob = (): string =>
	[...held().jobs].find(([, { listing }]) => listing === 'LISTED')?.[0] ?? '';
const groupsAre = async (entry: string, change: (groups: string) => string) => {
	const [row] = await runtime.store.read(VISIBILITY, { entry });
	await runtime.store.update(VISIBILITY, { entry }, { groups: change(row?.groups ?? '') });
};

describe('who sees a job in Recruiter', () => {
	it('is everybody, also while the change to hiring teams is not finished', async () => {
		expect(lastOf(await ask(openJob()))).toBe('everybody with a Recruiter seat');
		await choose();
		expect(lastOf(await ask(openJob()))).toMatch(/^still everybody/);
		const stranger = await ask(openJob(), { userId: 'somebody' });
		expect(stranger.cause).toBe('ALL_WELL');
		expect(stranger.chain.at(-2)?.state).toBe('not checked');
		const [seat] = await seats();
		expect(await ask(openJob(), { seat: seat?.seat ?? '' })).toMatchObject({ cause: 'ALL_WELL' });
	});

	it('is told by name, and is what the sandbox says', async () => {
		const { jobId, seat } = await memberOfJob();
		const told = await ask(jobId);
		expect(told.cause).toBe('ALL_WELL');
		const { entities, assignees } = held().acls.dump();
		const groups = new Set(entities.filter((one) => one.entityId === jobId).map((e) => e.group));
		const people = new Set(
			assignees.filter(({ group }) => groups.has(group)).map(({ assignee }) => assignee),
		);
		expect(people.size).toBeGreaterThan(0);
		const named = lastOf(told).replace('seen by ', '').split(', ');
		expect(named).toHaveLength(people.size);
		expect(named).toContain(seat.seatName);
	});

	it('is everybody for an exception, and nobody where no list leads to a person', async () => {
		const { jobId } = await memberOfJob();
		await groupsAre(`job:${jobId}`, () => '["u-nobody"]');
		expect(await ask(jobId)).toMatchObject({ cause: 'SEEN_BY_NOBODY' });
		await choose({ openJobs: [jobId] });
		expect(await ask(jobId)).toMatchObject({ cause: 'SIGHT_NOT_OPENED' });
		await runtime.store.remove(VISIBILITY, { entry: `job:${jobId}` });
		expect(lastOf(await ask(jobId))).toMatch(/everybody .* an exception/);
	});
});

describe('why somebody does not see a job', () => {
	it('is nothing for a member of the team, by seat or by user', async () => {
		const { jobId, userId, seat } = await memberOfJob();
		for (const viewer of [{ seat: seat.seat }, { userId }]) {
			const told = await ask(jobId, viewer);
			expect(told).toMatchObject({ cause: 'ALL_WELL' });
			expect(told.chain.map(({ detail }) => detail)).toContain('on the hiring team');
		}
	});

	it('is the hiring team, before and after the list follows', async () => {
		const { jobId, seat, leave } = await memberOfJob();
		leave();
		const early = await ask(jobId, { seat: seat.seat });
		expect(early).toMatchObject({ cause: 'SIGHT_NOT_ON_TEAM' });
		expect(early.reason).toMatch(/until the next Sync Changes/);
		await sync('all');
		const late = await ask(jobId, { seat: seat.seat });
		expect(late.cause).toBe('SIGHT_NOT_ON_TEAM');
		expect(late.reason).not.toMatch(/until/);
	});

	it('is the seat, its mapping or the user', async () => {
		const { jobId, userId, seat } = await memberOfJob();
		const because = async (viewer: { seat?: string; userId?: string }) =>
			(await ask(jobId, viewer)).cause;
		expect(await because({ seat: 'urn:li:seat:1' })).toBe('SEAT_UNKNOWN');
		expect(await because({ userId: 'somebody' })).toBe('SIGHT_NOT_MAPPED');
		const { seat: key } = seat;
		await runtime.store.update(SEATS, { seat: key }, { seatState: 'PARKED' });
		expect(await because({ userId })).toBe('SEAT_NOT_ACTIVE');
		await runtime.store.update(SEATS, { seat: key }, { seatState: 'ACTIVE', userId: '' });
		expect(await because({ seat: key })).toBe('SIGHT_NOT_MAPPED');
		await runtime.store.update(SEATS, { seat: key }, { userId });
		await runtime.store.put(SEATS, [{ ...seat, seat: 'urn:li:seat:2', userId: 'somebody' }]);
		expect(await because({ seat: key })).toBe('SIGHT_TWO_USERS');
		await runtime.store.remove(SEATS, { seat: 'urn:li:seat:2' });
		sandbox.context.company.changeUser(userId, { active: false });
		expect(await because({ seat: key })).toBe('SIGHT_USER_INACTIVE');
	});

	it('is a list that is not written, or that LinkedIn did not take', async () => {
		const { jobId, userId } = await memberOfJob();
		await groupsAre(`job:${jobId}`, (groups) => groups.replaceAll('"u-', '"?u-'));
		expect(await ask(jobId, { userId })).toMatchObject({ cause: 'SIGHT_REFUSED' });
		await runtime.store.remove(VISIBILITY, { entry: `job:${jobId}` });
		expect(await ask(jobId, { userId })).toMatchObject({ cause: 'SIGHT_NOT_WRITTEN' });
		expect(await ask(jobId)).toMatchObject({ cause: 'SIGHT_NOT_WRITTEN' });
	});

	it('is the sharing rules for a job that is never sent', async () => {
		const { jobId, userId } = await memberOfJob();
		const settings = new Settings(runtime.store, ORGANIZATION);
		const rules = { ...(await settings.sharing()), jobsNeverSent: [jobId] };
		await settings.saveSharing(rules, 'Ada Lo', runtime.effects.now());
		expect(await ask(jobId, { userId })).toMatchObject({ cause: 'NOT_SHARED' });
	});

	it('is asked by name on the page', async () => {
		const { jobId, seat, leave } = await memberOfJob();
		leave();
		const typed = { question: 'job', holder: '', about: '', candidate: '', day: '' } as const;
		const asked = async (viewer: string) =>
			await answerQuestion(runtime, {
				...{ ...typed, job: jobId, viewer },
				chosen: { viewer: seat.seat },
			});
		expect(await asked(seat.seatName)).toMatchObject({
			explanation: { cause: 'SIGHT_NOT_ON_TEAM' },
		});
		expect(await asked('Nobody At All')).toMatchObject({ kind: 'problem', field: 'viewer' });
	});
});

describe('a job that is over', () => {
	it('is answered while LinkedIn has its record, and only then', async () => {
		const { jobId, seat } = await memberOfJob();
		const { company } = sandbox.context;
		const job = company.jobById(jobId)!;
		company.changeJob({ ...job, status: 'FILLED' });
		const told = await ask(jobId, { seat: seat.seat });
		expect(told.cause).toBe('ALL_WELL');
		expect(told.chain.map(({ detail }) => detail)).toContain(
			'FILLED: it cannot be chosen for an export any more',
		);
		held().jobs.delete(jobId);
		expect((await ask(jobId, { seat: seat.seat })).cause).toBe('JOB_OVER');
	});

	it('cannot be exported to, where everybody sees jobs and nobody is named', async () => {
		const jobId = openJob();
		const job = sandbox.context.company.jobById(jobId)!;
		sandbox.context.company.changeJob({ ...job, status: 'CANCELLED' });
		expect((await ask(jobId)).cause).toBe('JOB_OVER');
	});
});

describe('a confidential job', () => {
	it('is not shared, or seen by its hiring team alone', async () => {
		const { jobId, seat } = await memberOfJob();
		await shareOnly(runtime, { jobsNeverSent: [jobId] });
		expect((await ask(jobId)).cause).toBe('NOT_SHARED');
		await choose({ openJobs: [jobId], confidentialToTeam: true });
		await sync('all');
		const told = await ask(jobId, { seat: seat.seat });
		expect(told.cause).toBe('ALL_WELL');
		expect(told.chain.map(({ detail }) => detail)).toContain(
			'the hiring team alone: the job is confidential',
		);
		const team = sandbox.context.company.teamOf(jobId).map(({ userId }) => userId);
		const admin = sandbox.context.company.users.find(
			({ id, active, systemRole }) =>
				active && systemRole === 'ADMINISTRATOR' && !team.includes(id),
		);
		const [other] = (await seats()).filter(({ seat: one }) => one !== seat.seat);
		await runtime.store.update(SEATS, { seat: other!.seat }, { userId: admin!.id });
		expect((await ask(jobId, { seat: other!.seat })).cause).toBe('SIGHT_NOT_ON_TEAM');
	});
});
