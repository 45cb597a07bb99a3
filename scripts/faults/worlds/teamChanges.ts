import { sightOfUser, type UserSight } from '../../../sandbox/company/sightOfUser';
import { seatHolders } from '../../../sandbox/compare/sight';
import { sidesOf } from '../../../sandbox/sightControlRoutes';
import { ORGANIZATION } from '../../support/historyRuntime';
import type { WorldView } from './WorldView';

/** Somebody with a seat, and a job. */
interface Pair {
	userId: string;
	jobId: string;
	/** Why SmartRecruiters shows it to them, or does not. */
	why: UserSight['why'];
}

/** Active users who have a seat, with each job that LinkedIn holds. */
function pairs({ sandbox: { room } }: WorldView): Pair[] {
	const sides = sidesOf(room, ORGANIZATION);
	const { company, records, seats } = sides;
	return seatHolders(seats).flatMap(({ userId, active }) => {
		const user = userId === undefined ? undefined : company.userById(userId);
		if (!user?.active || !active) return [];
		return [...records.jobs.keys()].flatMap((jobId) => {
			const job = company.jobById(jobId);
			if (!job) return [];
			const { why } = sightOfUser(user, job, company.teamOf(jobId));
			return { userId: user.id, jobId, why };
		});
	});
}

const join = ({ sandbox, nowMs }: WorldView, { userId, jobId }: Pair): void => {
	const { company } = sandbox.context;
	company.changeTeam(jobId, [...company.teamOf(jobId), { userId, role: 'RECRUITER' }], nowMs);
};
const leave = ({ sandbox, nowMs }: WorldView, { userId, jobId }: Pair): void => {
	const { company } = sandbox.context;
	const others = company.teamOf(jobId).filter((one) => one.userId !== userId);
	company.changeTeam(jobId, others, nowMs);
};
const activate = ({ sandbox, nowMs }: WorldView, { userId }: Pair, active: boolean): void => {
	sandbox.context.company.changeUser(userId, { active, updatedOn: nowMs });
};

/** In a small company there may be nobody for a part. */
interface Chosen {
	leaver?: Pair | undefined;
	joiner?: Pair | undefined;
	/** Never comes so far as to see the job. */
	other?: Pair | undefined;
}
const chosen = new WeakMap<WorldView, Chosen>();
function chosenIn(world: WorldView): Chosen {
	const known = chosen.get(world);
	if (known) return known;
	const all = pairs(world);
	const leaver = all.find(({ why }) => why === 'hiringTeam');
	const outside = all.filter(({ why, userId }) => why === 'none' && userId !== leaver?.userId);
	const [joiner] = outside;
	const other = outside.find(({ userId }) => userId !== joiner?.userId);
	const found = { leaver, joiner, other };
	chosen.set(world, found);
	return found;
}

/**
 * One joins a team, and leaves it; another one is deactivated, leaves a team, and comes back; a third one joins a team, and is
 * deactivated before anybody has looked. In between, Sync Visibility runs at each third step.
 */
export function comeAndGo(world: WorldView, step: number): void {
	const { leaver, joiner, other } = chosenIn(world);
	if (joiner && step === 4) join(world, joiner);
	if (joiner && step === 5) leave(world, joiner);
	if (leaver && step === 6) activate(world, leaver, false);
	// No webhook tells of it.
	if (leaver && step === 7)
		world.sandbox.context.live.quietly(() => {
			leave(world, leaver);
		});
	if (leaver && step === 8) activate(world, leaver, true);
	if (other && step === 10) {
		join(world, other);
		activate(world, other, false);
	}
}
