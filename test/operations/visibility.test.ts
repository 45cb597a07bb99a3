import { PROFILE_URL } from '../../scripts/support/historyRuntime';
import { MINUTE_MS } from '../../src/basics/durations';
import { CursorError } from '../../src/errors/CursorError';
import { disconnect } from '../../src/operations/contract/disconnect';
import { syncRecords } from '../../src/operations/history/syncRecords';
import { SETTINGS, VISIBILITY } from '../../src/state/tables';
import {
	choose,
	closeAfterEach,
	compared,
	emptyAccessGroups,
	held,
	mapEverybody,
	open,
	runtime,
	sandbox,
	sync,
	syncOnce,
} from '../support/visibleJobs';

beforeEach(async () => {
	await open();
	await mapEverybody();
	emptyAccessGroups();
});
closeAfterEach();

const viewers = (): string[] =>
	[...held().integrations.values()].flatMap(({ configurations }) =>
		[...configurations.keys()].filter((name) => name.endsWith('_VIEWERS')),
	);
const rows = () => {
	const { entities, assignees } = held().acls.dump();
	return entities.length + assignees.length;
};
describe('who sees jobs in Recruiter', () => {
	it('is everybody while nobody has chosen, without a request', async () => {
		expect(await sync()).toMatchObject({ effect: 'everybody', rowsWritten: 0 });
		expect([rows(), viewers().length]).toEqual([0, 2]);
	});

	it('is stored for jobs that were not looked at only when that is confirmed', async () => {
		const keep = async (allowsNobody: boolean) => await choose({}, { allowsNobody, mostJobs: 5 });
		const seen = { jobs: 5, more: true, toTeam: 5, toNobody: 0 };
		expect(await keep(false)).toMatchObject({ kept: false, preview: seen });
		expect(await runtime.store.read(SETTINGS, {})).not.toContainEqual(
			expect.objectContaining({ visibility: expect.stringContaining('team') }),
		);
		expect(await keep(true)).toMatchObject({ kept: true, preview: seen });
	});

	it('is the hiring team after the first switch: viewers go last, and jobs say so', async () => {
		const { preview } = await choose();
		expect(preview).toMatchObject({ jobs: 12, toTeam: 12, toNobody: 0 });
		const { transport } = runtime.linkedIn;
		const order: string[] = [];
		runtime.linkedIn.transport = async (request) => {
			const { method, url, headers = {} } = request;
			const kind = headers['x-http-method-override'] ?? method;
			if (kind !== 'GET') order.push(`${kind} ${/\/(\w+)(\?|$)/.exec(url)?.[1] ?? ''}`);
			return await transport(request);
		};
		expect(await sync()).toMatchObject({
			effect: 'team',
			finished: true,
			jobs: held().jobs.size,
			nobody: 0,
		});
		const places = [
			order.indexOf('PUT atsEntityAclAssignees'),
			order.indexOf('PUT atsEntityAcls'),
			order.indexOf('POST simpleJobPostings'),
			order.indexOf('DELETE configurations'),
		];
		expect(places).toEqual([...places].sort((a, b) => a - b));
		expect(places[0]).toBeGreaterThanOrEqual(0);
		expect(viewers()).toEqual([]);
		expect(held().jobs.size).toBeGreaterThan(5);
		// A closed job is not sent again: without a word it is hidden from everybody but its groups.
		const restricted = [...held().jobs.values()]
			.filter(({ listing }) => listing === 'LISTED')
			.map(({ fields }) => fields.accessRestricted);
		expect(new Set(restricted)).toEqual(new Set([true]));
		expect(compared()).toMatchObject({ surplus: { count: 0 }, missing: { count: 0 } });
	});

	it('follows a change of a team at once, and does not send the job for it', async () => {
		await choose();
		await sync();
		const { company } = sandbox.context;
		const [mapped] = held()
			.acls.dump()
			.entities.filter(({ group }) => group.startsWith('u-'));
		const userId = mapped?.group.slice(2) ?? '';
		const jobId = mapped?.entityId ?? '';
		company.changeTeam(
			jobId,
			company.teamOf(jobId).filter((one) => one.userId !== userId),
		);
		expect(compared().surplus.count).toBe(1);
		const item = { event: 'job.hiring-team.updated', jobId };
		await syncRecords(runtime, {
			items: [{ ...item, candidateId: '', applicationId: '', reviewId: '' }],
			profileUrl: PROFILE_URL,
			timeLimitMs: MINUTE_MS,
		});
		expect(compared().surplus.count).toBe(0);
	});

	it('is everybody again after the way back, and no row is left', async () => {
		await choose();
		await sync();
		expect(rows()).toBeGreaterThan(20);
		await choose({ who: 'everybody' });
		expect(await sync()).toMatchObject({ effect: 'everybody', finished: true });
		expect([rows(), viewers().length]).toEqual([0, 2]);
		expect(await runtime.store.read(VISIBILITY, {})).toEqual([]);
	});

	it('loses all other rows on the way back when LinkedIn does not delete one, and that one later', async () => {
		await choose();
		await sync();
		const [kept] = held().acls.dump().assignees;
		if (!kept) throw new Error('Nobody is in a group');
		const key = `delete entityAclAssignee ${[kept.entityType, kept.group, kept.assignee].join('/')}`;
		sandbox.store.refusals.set(key, { status: 500, message: 'Not now' });
		await choose({ who: 'everybody' });
		expect(await syncOnce('due')).toMatchObject({ report: { state: 'waiting' } });
		expect(rows()).toBe(1);
		sandbox.store.refusals.clear();
		expect(await sync()).toMatchObject({ effect: 'everybody', finished: true });
		expect(rows()).toBe(0);
	});

	it('ends at a list of jobs that goes on for ever', async () => {
		await choose();
		const { transport } = runtime.smartRecruiters;
		let lists = 0;
		runtime.smartRecruiters.transport = async (request) => {
			const answer = await transport(request);
			if (!/\/jobs\?/.test(request.url)) return answer;
			lists += 1;
			const body = JSON.stringify({
				...JSON.parse(String(answer.body)),
				nextPageId: `page-${lists}`,
			});
			return { ...answer, body };
		};
		await expect(syncOnce('all')).rejects.toBeInstanceOf(CursorError);
		expect(lists).toBeLessThan(20);
		expect(viewers()).toHaveLength(2);
	});

	it.each([1, 2, 3, 4, 5, 6, 7, 8])(
		'is complete after a kill behind statement %i of the first switch',
		async (last) => {
			await choose();
			const { store } = runtime;
			const put = store.put.bind(store);
			let puts = 0;
			store.put = async (...all) => {
				puts += 1;
				if (puts > last) throw new Error('Killed');
				await put(...all);
			};
			await expect(syncOnce('due')).rejects.toThrow('Killed');
			store.put = put;
			sandbox.context.clock.advance(60 * MINUTE_MS);
			await sync();
			const listed = [...held().jobs.values()].filter(({ listing }) => listing === 'LISTED');
			expect(listed.length).toBeGreaterThan(3);
			expect(new Set(listed.map(({ fields }) => fields.accessRestricted))).toEqual(new Set([true]));
			expect(compared()).toMatchObject({ surplus: { count: 0 }, missing: { count: 0 } });
		},
	);

	it('is not opened by a choice that was lost', async () => {
		await choose();
		await sync();
		await runtime.store.remove(SETTINGS, {});
		await expect(sync()).rejects.toThrow('does not hold any more who sees jobs');
		expect(viewers()).toEqual([]);
	});

	it('is read at LinkedIn when its rows are not remembered any more', async () => {
		await choose();
		await sync();
		const before = rows();
		await runtime.store.remove(VISIBILITY, {});
		const { company } = sandbox.context;
		const [mapped] = held()
			.acls.dump()
			.entities.filter(({ group }) => group.startsWith('u-'));
		const jobId = mapped?.entityId ?? '';
		company.changeTeam(
			jobId,
			company.teamOf(jobId).filter(({ userId }) => `u-${userId}` !== mapped?.group),
		);
		expect(await sync()).toMatchObject({ effect: 'team' });
		expect(rows()).toBe(before - 1);
		expect(compared()).toMatchObject({ surplus: { count: 0 }, missing: { count: 0 } });
	});

	it('leaves no row behind when the organization is disconnected', async () => {
		await choose();
		await sync();
		await disconnect(runtime, { webBaseUrl: 'https://www.example.com', removeEverything: false });
		expect([rows(), viewers()]).toEqual([0, []]);
	});

	it('is refused, unless it is confirmed, where nobody would see a job', async () => {
		const { company } = sandbox.context;
		for (const { id } of company.users)
			company.changeUser(id, { systemRole: 'STANDARD', accessGroups: [] });
		company.changeTeam(company.job(0).id, [{ userId: 'somebody-else', role: 'RECRUITER' }]);
		const { kept, preview } = await choose({}, { allowsNobody: false });
		expect([kept, preview?.toNobody]).toEqual([false, expect.any(Number)]);
		expect(preview?.toNobody).toBeGreaterThan(0);
		expect(await sync()).toMatchObject({ effect: 'everybody' });
	});
});
