import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { SightReport } from '../../sandbox/compare/SightWatch';
import type { SightComparison } from '../../sandbox/compare/sight';
import { ORGANIZATION } from '../../scripts/support/historyRuntime';
import { linkedInToken } from '../../scripts/support/linkedInToken';

describe('both sides', () => {
	let sandbox: Sandbox;
	let token: string;
	beforeEach(async () => {
		sandbox = await createSandbox({ people: 30, jobs: 6, limits: 'off' });
		token = await linkedInToken(sandbox);
		const { jobs } = sandbox.store.of(ORGANIZATION);
		for (let index = 0; index < 6; index += 1)
			jobs.set(sandbox.context.company.job(index).id, {
				fields: { title: `Job ${index}` },
				listing: 'LISTED',
				jobPostingUrn: `urn:li:jobPosting:${index}`,
			});
	});
	afterEach(async () => {
		await sandbox.close();
	});

	const control = async (method: string, path: string, body?: unknown) =>
		JSON.parse(
			await (
				await fetch(`${sandbox.url}/_sandbox${path}`, {
					method,
					...(body !== undefined && { body: JSON.stringify(body) }),
				})
			).text(),
		);
	const report = async (): Promise<SightReport> => await control('GET', '/sight/watch');
	const compared = async (): Promise<SightComparison> => await control('GET', '/compare/sight');
	const job = (index = 0) => sandbox.context.company.job(index).id;
	/** A seat holder with an account, who sees nothing by role. */
	const anna = () => {
		const seat = sandbox.seats
			.list('urn:li:contract:2001')
			.find(
				({ trueUserId, state }) =>
					state === 'ACTIVE' &&
					trueUserId !== undefined &&
					trueUserId !== sandbox.context.company.users[0]?.id,
			);
		const userId = seat?.trueUserId ?? '';
		return { person: seat?.personUrn ?? '', userId, seatUrn: seat?.seatUrn ?? '', id: seat?.id };
	};
	const seesAsMember = (on: boolean, index = 0) => {
		const { company } = sandbox.context;
		const { userId } = anna();
		const others = company.teamOf(job(index)).filter((one) => one.userId !== userId);
		company.changeTeam(job(index), on ? [...others, { userId, role: 'RECRUITER' }] : others);
	};
	const write = async (method: 'PUT' | 'DELETE', resource: string, key: string) => {
		const query = key
			.split('&')
			.map((part) => `ids[0].${part}`)
			.join('&');
		const answer = await fetch(`${sandbox.linkedInUrl}/v2/${resource}?${query}`, {
			method,
			headers: { authorization: `Bearer ${token}`, 'x-restli-method': 'batch_update' },
			...(method === 'PUT' && { body: JSON.stringify({ entities: { [key]: {} } }) }),
		});
		expect(JSON.parse(await answer.text()).errors).toEqual({});
	};
	const COMMON = `dataProvider=ATS&integrationContext=${ORGANIZATION}&atsEntityType=JOB_POSTING`;
	const row = (index = 0) => `${COMMON}&atsEntityId=${job(index)}&atsEntityAclId=g`;
	const member = () => `${COMMON}&atsEntityAclId=g&assignee=${anna().person}`;
	const plain = () => {
		const { userId } = anna();
		sandbox.context.company.changeUser(userId, {
			active: true,
			systemRole: 'STANDARD',
			accessGroups: [],
		});
		for (let index = 0; index < 6; index += 1) seesAsMember(false, index);
	};

	it('are compared job by job and person by person, with the reason', async () => {
		plain();
		seesAsMember(true);
		const before = await compared();
		expect([before.people, before.jobs, before.surplus.count]).toEqual([expect.any(Number), 6, 0]);
		const mine = (all: SightComparison['missing']) =>
			all.examples.filter(({ person }) => person === anna().person);
		expect(mine(before.missing)).toEqual([
			{
				...{ person: anna().person, userId: anna().userId, jobId: job() },
				linkedIn: { sees: false, why: 'hidden' },
				smartRecruiters: { sees: true, why: 'hiringTeam' },
			},
		]);
		await write('PUT', 'atsEntityAcls', row());
		await write('PUT', 'atsEntityAcls', row(1));
		await write('PUT', 'atsEntityAclAssignees', member());
		const after = await compared();
		expect(mine(after.missing)).toEqual([]);
		expect(after.surplus.examples).toEqual([
			expect.objectContaining({
				person: anna().person,
				jobId: job(1),
				smartRecruiters: { sees: false, why: 'none' },
			}),
		]);
		expect(after.agreed + after.missing.count + after.surplus.count).toBe(
			after.people * after.jobs,
		);
	});

	it('are told apart for one person, with the applications', async () => {
		plain();
		await write('PUT', 'atsEntityAcls', row());
		await write('PUT', 'atsEntityAclAssignees', member());
		const found = await control('GET', `/sight?person=${anna().person}`);
		expect(found).toHaveLength(6);
		expect(found[0]).toMatchObject({
			jobId: job(),
			linkedIn: { sees: true, why: 'group' },
			applications: { sees: true, why: 'group' },
			smartRecruiters: { sees: false },
		});
		expect(await control('GET', `/sight?jobId=${job()}`)).not.toHaveLength(1);
	});

	it('are watched: a write that gives too much is blamed, whichever row comes last', async () => {
		plain();
		await control('POST', '/sight/watch', {});
		await write('PUT', 'atsEntityAclAssignees', member());
		expect((await report()).granted).toEqual([]);
		await write('PUT', 'atsEntityAcls', row());
		expect((await report()).granted).toEqual([
			expect.objectContaining({ person: anna().person, jobId: job(), cause: 'linkedInWrite' }),
		]);
		await write('DELETE', 'atsEntityAclAssignees', member());
		expect((await report()).open).toEqual([]);
		await write('PUT', 'atsEntityAcls', row(1));
		await write('PUT', 'atsEntityAclAssignees', member());
		expect((await report()).granted).toHaveLength(3);
		await control('POST', '/sight/watch', { on: false });
		expect(await report()).toMatchObject({ on: false, granted: [], checks: 0 });
	});

	it('are watched: what SmartRecruiters takes back is open until LinkedIn takes it back, too', async () => {
		plain();
		seesAsMember(true);
		await control('POST', '/sight/watch', { graceMs: 60_000 });
		await write('PUT', 'atsEntityAcls', row());
		await write('PUT', 'atsEntityAclAssignees', member());
		expect(await report()).toMatchObject({ granted: [], open: [] });
		seesAsMember(false);
		expect((await report()).open).toMatchObject([{ cause: 'smartRecruitersChange' }]);
		sandbox.context.clock.advance(30_000);
		await write('PUT', 'atsEntityAcls', row(1).replace('AclId=g', 'AclId=other'));
		expect((await report()).overdue).toEqual([]);
		sandbox.context.clock.advance(60_000);
		await write('PUT', 'atsEntityAcls', row(2).replace('AclId=g', 'AclId=other'));
		expect((await report()).overdue).toHaveLength(1);
		await write('DELETE', 'atsEntityAcls', row());
		const { closed, open, granted } = await report();
		expect([closed.count, open, granted]).toEqual([1, [], []]);
		expect(closed.longestMs).toBeGreaterThanOrEqual(90_000);
	});

	it('are watched: a job that comes later, where its rows were written first', async () => {
		plain();
		const { jobs } = sandbox.store.of(ORGANIZATION);
		jobs.delete(job());
		sandbox.sight.start();
		await write('PUT', 'atsEntityAcls', row());
		await write('PUT', 'atsEntityAclAssignees', member());
		expect(sandbox.sight.report().granted).toEqual([]);
		const headers = { authorization: `Bearer ${token}`, 'x-restli-method': 'batch_create' };
		const element = {
			integrationContext: ORGANIZATION,
			externalJobPostingId: job(),
			jobPostingOperationType: 'CREATE',
			title: 'Engineer',
			description: 'We build what others only promise, and we ask for care. '.repeat(3),
			listedAt: 1,
			location: 'Austin, TX',
			companyApplyUrl: 'https://jobs.example.com/1',
			availability: 'PUBLIC',
		};
		const answer = await fetch(`${sandbox.linkedInUrl}/v2/simpleJobPostings`, {
			method: 'POST',
			headers,
			body: JSON.stringify({ elements: [element] }),
		});
		const [{ id: task }] = JSON.parse(await answer.text()).elements;
		sandbox.context.clock.advance(60_000);
		await fetch(`${sandbox.linkedInUrl}/v2/simpleJobPostingTasks?ids=${String(task)}`, { headers });
		expect(sandbox.sight.report().granted).toEqual([
			expect.objectContaining({ person: anna().person, jobId: job() }),
		]);
	});

	it('are watched: a user who is deactivated, or whose role or group ends, counts as well', async () => {
		plain();
		const { userId } = anna();
		const { company } = sandbox.context;
		company.changeUser(userId, { systemRole: 'ADMINISTRATOR' });
		await write('PUT', 'atsEntityAcls', row());
		await write('PUT', 'atsEntityAclAssignees', member());
		sandbox.sight.start();
		const steps: Array<[object, number]> = [
			[{ systemRole: 'RESTRICTED' }, 1],
			[{ systemRole: 'EXTENDED' }, 0],
			[{ active: false }, 1],
		];
		const open = [];
		for (const [change] of steps) {
			company.changeUser(userId, change);
			open.push(sandbox.sight.report().open.length);
		}
		expect(open).toEqual(steps.map(([, count]) => count));
	});

	it('are watched for viewers and open jobs where that is asked for', async () => {
		plain();
		sandbox.sight.start({ reasons: ['viewers'] });
		await fetch(
			`${sandbox.linkedInUrl}/v2/atsIntegrations/integrationContext=${ORGANIZATION}&integrationType=ONE_CLICK_EXPORT&tenantType=RECRUITER&dataProvider=ATS/configurations?ids=JOB_POSTING_VIEWERS`,
			{
				method: 'PUT',
				headers: { authorization: `Bearer ${token}`, 'x-restli-method': 'batch_update' },
				body: JSON.stringify({
					entities: {
						JOB_POSTING_VIEWERS: { configurationValue: { string: 'ALL_PRODUCT_USERS' } },
					},
				}),
			},
		);
		const { granted } = sandbox.sight.report();
		expect(granted.filter(({ person }) => person === anna().person)).toHaveLength(6);
	});

	it('show each seat holder in Recruiter the jobs and applications of their own', async () => {
		plain();
		const { context, store } = sandbox;
		const candidate = [...context.company.candidates()].find(
			({ email, applications }) => email !== undefined && applications.length > 0,
		);
		const records = store.of(ORGANIZATION);
		const memberUrn = sandbox.room.exports.members.at(0).personUrn;
		records.candidates.set('C1', {
			fields: {
				manualMatchedMember: memberUrn,
				firstName: candidate?.firstName,
				lastName: candidate?.lastName,
				externalProfileUrl: 'https://ats.example.com/1',
			},
			writtenAtMs: 1,
			notes: new Map(),
		});
		for (const index of [0, 1])
			records.applications.set(`A${index}`, {
				fields: {
					atsCandidateId: 'C1',
					atsJobPostingId: job(index),
					atsJobPostingName: `Job ${index}`,
				},
				stages: new Map(),
				notes: new Map(),
				interviewFeedback: new Map(),
			});
		await write('PUT', 'atsEntityAcls', row());
		await write('PUT', 'atsEntityAclAssignees', member());
		const { id } = anna();
		const other = sandbox.seats
			.list('urn:li:contract:2001')
			.find((seat) => seat.state === 'ACTIVE' && seat.id !== id);
		const page = async (seat: number | undefined) => {
			const slug = memberUrn.replace('urn:li:person:', '');
			const answer = await fetch(
				`${sandbox.linkedInUrl}/recruiter/seats/${seat ?? 0}/people/${slug}/export`,
			);
			const text = await answer.text();
			return {
				jobs: [...text.matchAll(/<option value="[^"]*">([^<]*)</g)].map(([, title]) => title),
				applications: text.split('data-testid="ats-application"').length - 1,
				none: text.includes('no-jobs'),
			};
		};
		expect(await page(id)).toEqual({ jobs: ['Job 0'], applications: 1, none: false });
		expect(await page(other?.id)).toEqual({ jobs: [], applications: 0, none: true });
		const first = async (seat: number | undefined) =>
			await (await fetch(`${sandbox.linkedInUrl}/recruiter/seats/${seat ?? 0}`)).text();
		const mine = await first(id);
		expect(mine).toContain('1 that you may see');
		expect(mine).toContain(`data-testid="ats-job-${job()}"`);
		expect(await first(other?.id)).toContain('None that you may see');
		const refused = await control('POST', '/exports/generate', {
			people: 1,
			jobId: job(1),
			seatUrn: anna().seatUrn,
		});
		expect(refused.message).toBe('This job is not offered for export');
	});
});
