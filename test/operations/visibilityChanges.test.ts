import { linkedInSight, seatHolders } from '../../sandbox/compare/sight';
import { ACCESS_GROUPS } from '../../sandbox/company/makeTeam';
import { settleTasks } from '../../sandbox/linkedin/jobRoutes';
import { sidesOf } from '../../sandbox/sightControlRoutes';
import { ORGANIZATION } from '../../scripts/support/historyRuntime';
import { backfillInput } from '../../scripts/support/runToEnd';
import { MINUTE_MS } from '../../src/basics/durations';
import { backfill } from '../../src/operations/history/backfill';
import { syncVisibility } from '../../src/operations/history/syncVisibility';
import { mapOne } from '../../src/operations/mapping/mapOne';
import { unmap } from '../../src/operations/mapping/unmap';
import { VisibilityLedger } from '../../src/state/VisibilityLedger';
import {
	choose,
	closeAfterEach,
	compared,
	held,
	leave,
	mapEverybody,
	member,
	open,
	runtime,
	sandbox,
	settle,
	sync,
	syncOnce,
} from '../support/visibleJobs';

beforeEach(async () => {
	await open();
	await mapEverybody();
});
closeAfterEach();

/** Every pair of a person and a job that Recruiter shows. */
function pairs(): Set<string> {
	const sides = sidesOf(sandbox.room, ORGANIZATION);
	return new Set(
		seatHolders(sides.seats).flatMap(({ person }) =>
			[...held().jobs.keys()].flatMap((jobId) =>
				linkedInSight(sides, person, jobId).sees ? `${person} ${jobId}` : [],
			),
		),
	);
}
const both = (one: ReadonlySet<string>, other: ReadonlySet<string>): string[] =>
	[...one].filter((pair) => other.has(pair));

/** What Recruiter showed after every request to LinkedIn. */
function watched(): Array<Set<string>> {
	const seen: Array<Set<string>> = [];
	const { transport } = runtime.linkedIn;
	runtime.linkedIn.transport = async (request) => {
		const answer = await transport(request);
		settleTasks(sandbox.room, held());
		seen.push(pairs());
		return answer;
	};
	return seen;
}
const lost = (seen: ReadonlyArray<Set<string>>, kept: readonly string[]): string[] =>
	seen.flatMap((now) => kept.filter((pair) => !now.has(pair)));
const gained = (seen: ReadonlyArray<Set<string>>, allowed: ReadonlySet<string>): string[] =>
	seen.flatMap((now) => [...now].filter((pair) => !allowed.has(pair)));

describe('another choice', () => {
	it('opens a job to everybody, and restricts it again: its team loses it at no moment', async () => {
		await choose();
		await sync();
		const [jobId = ''] = [...held().jobs].flatMap(([id, { listing }]) =>
			listing === 'LISTED' ? id : [],
		);
		const ofTeam = [...pairs()].filter((pair) => pair.endsWith(jobId));
		const seen = watched();
		await choose({ openJobs: [jobId] });
		await sync();
		const people = seatHolders(sidesOf(sandbox.room, ORGANIZATION).seats);
		expect([...pairs()].filter((pair) => pair.endsWith(jobId))).toHaveLength(people.length);
		expect(held().acls.groupsOfEntity('JOB_POSTING', jobId).size).toBe(0);
		await choose();
		await sync();
		expect([...pairs()].filter((pair) => pair.endsWith(jobId)).sort()).toEqual(ofTeam.sort());
		expect(ofTeam.length).toBeGreaterThan(0);
		expect(seen.length).toBeGreaterThan(10);
		expect(lost(seen, ofTeam)).toEqual([]);
	});

	it('changes the scheme there and back: nobody loses what both give, or sees what neither does', async () => {
		const accessGroups = ACCESS_GROUPS.map(({ id, departments }) => ({
			id,
			departments: [...departments],
		}));
		await choose();
		await sync();
		// Somebody who sees a job by its team, and by an access group.
		const { company } = sandbox.context;
		const { jobId, userId } = member();
		const job = company.jobById(jobId);
		if (!job) throw new Error('Nobody is on a team');
		const [group] = ACCESS_GROUPS;
		company.changeJob({ ...job, department: group?.departments[0] ?? '' });
		company.changeUser(userId, { systemRole: 'STANDARD', accessGroups: [group?.id ?? ''] });
		await sync();
		const byPerson = pairs();
		const there = watched();
		await choose({ accessGroups, scheme: 'accessGroup' });
		await sync();
		const byGroup = pairs();
		expect(byGroup).not.toEqual(byPerson);
		await choose();
		await sync();
		expect(pairs()).toEqual(byPerson);
		expect(there.length).toBeGreaterThan(10);
		expect(both(byPerson, byGroup).length).toBeGreaterThan(5);
		expect(lost(there, both(byPerson, byGroup))).toEqual([]);
		expect(gained(there, new Set([...byPerson, ...byGroup]))).toEqual([]);
		expect(compared().surplus.count).toBe(0);
	});

	it('is not stored when somebody would be in more groups than LinkedIn takes', async () => {
		const { company } = sandbox.context;
		const ids = Array.from({ length: 11 }, (_, nth) => `group-${nth}`);
		const [seat] = sandbox.seats.list('urn:li:contract:2001');
		company.changeUser(seat?.trueUserId ?? '', {
			...{ active: true, systemRole: 'STANDARD', accessGroups: ids },
		});
		const accessGroups = ids.map((id) => ({ id, departments: [] }));
		const tooMany = await choose({ scheme: 'accessGroup', accessGroups });
		expect(tooMany).toMatchObject({ kept: false, preview: { inTooManyGroups: 1 } });
		expect(tooMany.message).toContain('1 person would be in more than 10 groups');
		const ten = await choose({ scheme: 'accessGroup', accessGroups: accessGroups.slice(0, 10) });
		expect(ten).toMatchObject({ kept: true, preview: { inTooManyGroups: 0 } });
		// Beside a group of their own, nine.
		expect(await choose({ accessGroups: accessGroups.slice(0, 10) })).toMatchObject({
			kept: false,
		});
		await expect(choose({ scheme: 'accessGroup' })).rejects.toThrow('somebody has to say');
	});
});

describe('a seat', () => {
	it('that is unmapped, or mapped, is followed by the next run of Backfill', async () => {
		await choose();
		await sync();
		const before = pairs();
		const { userId } = member();
		const seat = sandbox.seats
			.list('urn:li:contract:2001')
			.find(({ trueUserId }) => trueUserId === userId);
		const seatUrn = seat?.seatUrn ?? '';
		const everyMinute = async () => {
			settle();
			await backfill(runtime, backfillInput({ details: false }));
		};
		await unmap(runtime, seatUrn);
		await everyMinute();
		const groups = () => held().acls.groupsOfPerson('JOB_POSTING', seat?.personUrn ?? '');
		expect([...groups()]).toEqual([]);
		await mapOne(runtime, {
			...{ seatUrn, userId, contractUrns: ['urn:li:contract:2001'] },
			...{ importDays: 0, timeLimitMs: MINUTE_MS },
		});
		await everyMinute();
		expect([...groups()]).toEqual([`u-${userId}`]);
		expect(pairs()).toEqual(before);
		// Nothing waits any more: then LinkedIn is asked nothing.
		const seen = watched();
		await everyMinute();
		expect(seen).toEqual([]);
	});
});

describe('a team that changes while all jobs are compared', () => {
	it('is looked at before the run ends', async () => {
		await choose();
		await sync();
		const changed = member();
		const { transport } = runtime.smartRecruiters;
		let told: unknown;
		runtime.smartRecruiters.transport = async (request) => {
			const answer = await transport(request);
			if (told === undefined && request.url.includes(`/jobs/${changed.jobId}/hiring-team`)) {
				told = '';
				leave(changed);
				const other = { ...runtime, owner: 'the webhook' };
				const options = { scope: 'waiting' as const, jobIds: [changed.jobId] };
				const { report } = await syncVisibility(other, {
					...{ ...options, timeLimitMs: MINUTE_MS, jobCheckDelayMs: 0 },
				});
				told = report.state;
			}
			return answer;
		};
		await syncOnce('all');
		expect(told).toBe('busy');
		expect(compared().surplus.count).toBe(0);
	});
});

describe('jobs that wait', () => {
	it('are looked at although one of them cannot be read, which is tried again', async () => {
		await choose({ openDepartments: ['Engineering'] });
		await sync();
		const changed = member();
		const [other = ''] = [...held().jobs.keys()].filter((id) => id !== changed.jobId);
		const sees = (): boolean => {
			const seat = sandbox.seats
				.list('urn:li:contract:2001')
				.find(({ trueUserId }) => trueUserId === changed.userId);
			return pairs().has(`${seat?.personUrn ?? ''} ${changed.jobId}`);
		};
		leave(changed);
		expect(sees()).toBe(true);
		const { transport } = runtime.smartRecruiters;
		runtime.smartRecruiters.transport = async (request) =>
			request.url.endsWith(`/jobs/${other}`)
				? { status: 200, headers: {}, body: '{"id":7}' }
				: await transport(request);
		const { rejections } = await syncOnce('waiting', [other, changed.jobId]);
		expect(rejections).toMatchObject([{ kind: 'job', recordId: other }]);
		expect(sees()).toBe(false);
		const ledger = new VisibilityLedger(runtime.store, ORGANIZATION);
		expect((await ledger.wanted(10)).map(({ jobIds }) => jobIds)).toEqual([[other]]);
		runtime.smartRecruiters.transport = transport;
		await syncOnce('waiting');
		expect(await ledger.wanted(10)).toEqual([]);
	});

	it('wait for the next run when the time is over, and the first of them does not', async () => {
		await choose();
		await sync();
		const ledger = new VisibilityLedger(runtime.store, ORGANIZATION);
		const ids = [...held().jobs.keys()].slice(0, 3);
		for (const id of ids) await ledger.want([id], runtime.effects.now());
		const { transport } = runtime.smartRecruiters;
		runtime.smartRecruiters.transport = async (request) => {
			sandbox.context.clock.advance(5 * 1000);
			return await transport(request);
		};
		await syncOnce('waiting', [], 4_000);
		expect(await ledger.wanted(10)).toHaveLength(2);
		runtime.smartRecruiters.transport = transport;
		await syncOnce('waiting');
		expect(await ledger.wanted(10)).toEqual([]);
	});
});
