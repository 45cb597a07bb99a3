import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { FaultInput } from '../../sandbox/core/FaultBoard';
import { connect } from '../../src/operations/connect';
import {
	getCandidate,
	getStatusHistory,
	listCandidates,
	readCandidates,
} from '../../src/smartrecruiters/candidates';
import { readJobs } from '../../src/smartrecruiters/jobs';
import { readUsers } from '../../src/smartrecruiters/users';
import { sandboxConnection } from '../../scripts/support/sandboxConnection';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 150, users: 120 });
});
afterEach(async () => {
	await sandbox.close();
});

const api = () => connect(sandboxConnection(sandbox), Number.POSITIVE_INFINITY).smartRecruiters;
const set = (name: string, value: boolean | number | string) => {
	sandbox.context.switches.set(name, value);
};
/** As a person does it by hand. */
const fault = async (one: FaultInput): Promise<void> => {
	const response = await fetch(`${sandbox.url}/_sandbox/faults`, {
		method: 'POST',
		body: JSON.stringify([{ vendor: 'smartrecruiters', times: 1_000, ...one }]),
	});
	expect(response.status).toBe(200);
};
const listed = () =>
	[...sandbox.context.company.candidates()].filter(({ applications }) => applications.length > 0);
const idOf = (position: number): string => listed()[position]?.id ?? '';
async function readAll() {
	const ids: string[] = [];
	const malformed: string[] = [];
	for await (const page of readCandidates(api())) {
		ids.push(...page.content.map(({ id }) => id));
		malformed.push(...page.malformed.map(({ recordId, field }) => `${recordId} ${field}`));
	}
	return { ids, malformed };
}

describe('the sandbox’s odd answers', () => {
	it('are described under the names that they have', () => {
		const text = readFileSync(join(__dirname, '../../sandbox/README.md'), 'utf8');
		const named = [...text.matchAll(/`((?:li|sr)§[^`]+)`/g)].map(([, name]) => name);
		expect(named.length).toBeGreaterThan(15);
		expect(Object.keys(sandbox.context.switches.all())).toEqual(expect.arrayContaining(named));
	});

	it('come for what a request says, in its query or in its body', async () => {
		await fault({ kind: 'status', status: 410, path: '/candidates', says: 'limit=7' });
		const api7 = async (limit: number) => await listCandidates(api(), { limit });
		await expect(api7(7)).rejects.toMatchObject({ status: 410 });
		expect((await api7(8)).ids).toHaveLength(8);
	});

	it('give short pages where a client asks for long ones', async () => {
		set('sr§1.5 largest page', 13);
		expect((await listCandidates(api(), { limit: 100 })).ids).toHaveLength(13);
		expect((await readAll()).ids).toHaveLength(listed().length);
	});

	it('hide the history of an application that is too new', async () => {
		set('sr§6.2 history lag ms', 60_000);
		const [one] = listed();
		const [application] = one?.applications ?? [];
		if (!one || !application) throw new Error('Nobody');
		const changedOn = sandbox.context.clock.now();
		const history = [{ changedOn, status: 'NEW' }];
		sandbox.context.company.putCandidate({ ...one, applications: [{ ...application, history }] });
		const look = async () => await getStatusHistory(api(), one.id, application.jobId);
		expect(await look()).toMatchObject({ content: [], malformed: [{ field: 'history' }] });
		sandbox.context.clock.advance(61_000);
		expect(await look()).toMatchObject({ content: [{ status: 'NEW' }], malformed: [] });
	});

	it('change fields of one record, wherever it is shown, and the client gives all others', async () => {
		await fault({
			kind: 'odd',
			path: '/candidates',
			edits: [
				{ id: idOf(3), path: 'createdOn', value: null },
				{ path: 'totalFound', value: '12' },
			],
		});
		const { ids, malformed } = await readAll();
		expect(ids).toEqual(
			listed()
				.map(({ id }) => id)
				.filter((id) => id !== idOf(3)),
		);
		expect(malformed).toEqual([`${idOf(3)} createdOn`]);
		await expect(getCandidate(api(), idOf(3))).rejects.toMatchObject({ fate: 'skip' });
	});

	it.each([403, 410])('refuse one record with %i, and no other', async (status) => {
		await fault({ kind: 'status', status, path: `/candidates/${idOf(2)}` });
		await expect(getCandidate(api(), idOf(2))).rejects.toMatchObject({
			name: 'RecordRefusedError',
			status,
		});
		expect((await getCandidate(api(), idOf(1)))?.id).toBe(idOf(1));
	});

	it('tell a time to come back as an instant', async () => {
		const now = sandbox.context.clock.now();
		await fault({
			kind: 'status',
			status: 429,
			retryAfter: String(Math.ceil(now / 1000) + 5),
			path: '/candidates',
			times: 1,
		});
		expect((await listCandidates(api(), {})).content).toHaveLength(100);
		expect(sandbox.context.clock.now() - now).toBeLessThan(10_000);
	});

	it('tell the next page in the header only', async () => {
		set('sr§1.5 next page in header only', true);
		expect((await readAll()).ids).toEqual(listed().map(({ id }) => id));
		let users = 0;
		for await (const { content } of readUsers(api())) users += content.length;
		expect(users).toBe(120);
	});

	it.each(['first page', 'empty pages'])('never end, with %s', async (kind) => {
		set('sr§1.5 endless lists', kind);
		await expect(readAll()).rejects.toMatchObject({ name: 'CursorError', fault: 'nothing new' });
		expect(sandbox.context.requests.summary().smartrecruiters.requests).toBeLessThan(12);
	});

	it('end too early', async () => {
		set('sr§1.5 cut short', true);
		const read = async () => {
			for await (const page of readCandidates(api())) void page;
		};
		await expect(read()).rejects.toMatchObject({ fault: 'cut short' });
	});

	it('tell totals as text', async () => {
		set('sr§1.5 totals as text', true);
		let jobs = 0;
		const totals = new Set<unknown>();
		for await (const { content, totalFound } of readJobs(api())) {
			jobs += content.length;
			totals.add(totalFound);
		}
		expect([...totals]).toEqual([undefined]);
		expect(jobs).toBe(sandbox.context.company.jobCount);
	});

	it('do not show at once what was just made', async () => {
		set('sr§5.3 read lag ms', 60_000);
		const { company, clock } = sandbox.context;
		const made = company.candidateById(idOf(0));
		if (!made) throw new Error('Nobody there');
		clock.set(made.createdOn + 1_000);
		expect(await getCandidate(api(), made.id)).toBeUndefined();
		clock.advance(60_000);
		expect((await getCandidate(api(), made.id))?.id).toBe(made.id);
	});
});
