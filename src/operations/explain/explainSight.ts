import {
	groupsOfConfidentialJob,
	groupsOfJob,
	groupsOfPeople,
	isOpenToAll,
	seesEveryJob,
	type VisibilityRules,
} from '../../mapping/visibility';
import { resolveDepartments } from '../../mapping/resolveDepartments';
import { type JobFacts, jobVisibility } from '../../mapping/SharingRules';
import { listDepartments } from '../../smartrecruiters/departments';
import { getHiringTeam } from '../../smartrecruiters/hiringTeams';
import { getJobItem } from '../../smartrecruiters/jobs';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { getUser, type SrUser } from '../../smartrecruiters/users';
import type { VisibilityChoice } from '../../state/Settings';
import type { SeatRow } from '../../state/tables';
import type { StoredGroups } from '../../state/VisibilityLedger';
import { mappedPeople } from '../../sync/visibility/syncPeople';
import { toVisibilityRules } from '../../sync/visibility/toVisibilityRules';
import { askVendor } from './askVendor';
import { BrokenLink, type Chain } from './causes';
import type { ExplainedState } from './ExplainedState';

/** Who does not see a job: a seat holder, or a user of SmartRecruiters; empty when nobody is named. */
export interface Viewer {
	seat: string;
	userId: string;
}

interface Asked {
	state: ExplainedState;
	smartRecruiters: SmartRecruitersApi;
	jobId: string;
}

const WHO = 'Who sees jobs in Recruiter';
const SEAT = 'Recruiter seat';
const TEAM = 'Sight in SmartRecruiters';
const LISTS = 'Access lists at LinkedIn';
/** More names than these nobody reads. */
const MOST_NAMES = 25;
const NOBODY: StoredGroups = new Map();

/** Why somebody does not see a job that LinkedIn holds; with nobody named, who sees it. */
export async function explainSight(chain: Chain, asked: Asked, viewer: Viewer): Promise<void> {
	const { state, jobId } = asked;
	const isNamed = viewer.seat !== '' || viewer.userId !== '';
	const effect = await state.sightEffect();
	const choice = await state.sightChoice();
	if (effect !== 'team') {
		if (isNamed) lookAtSeat(chain, await state.seats(), viewer);
		const isComing = choice?.who === 'team' || effect === 'switching';
		chain.ok(
			WHO,
			isComing
				? 'still everybody with a Recruiter seat: Sync Visibility has not finished the change to hiring teams'
				: 'everybody with a Recruiter seat',
		);
		return;
	}
	const job = await jobFacts(asked);
	const rules = choice?.who === 'team' ? await rulesOf(asked, choice) : undefined;
	const listed = (await state.sightOfJob(jobId)) ?? NOBODY;
	const isConfidential = (await state.sharesConfidential()) && (await isKeptBack(asked, job));
	if (rules && !isConfidential && isOpenToAll(job, rules)) {
		if (isNamed) lookAtSeat(chain, await state.seats(), viewer);
		if (listed.size > 0) throw new BrokenLink('SIGHT_NOT_OPENED', LISTS);
		chain.ok(WHO, 'everybody with a Recruiter seat: the job is an exception');
		return;
	}
	chain.ok(
		WHO,
		isConfidential
			? 'the hiring team alone: the job is confidential'
			: 'the hiring team and administrators',
	);
	const question = { job, isConfidential, rules, listed, viewer };
	if (isNamed) await explainViewer(chain, asked, question);
	else await nameViewers(chain, state, listed);
}

interface ViewerQuestion {
	job: JobFacts;
	isConfidential: boolean;
	/** Without them only what LinkedIn was sent is known. */
	rules: VisibilityRules | undefined;
	listed: StoredGroups;
	viewer: Viewer;
}

async function explainViewer(
	chain: Chain,
	asked: Asked,
	{ job, isConfidential, rules, listed, viewer }: ViewerQuestion,
): Promise<void> {
	const seats = await asked.state.seats();
	const own = activeSeats(chain, seats, viewer);
	const mapped = own.find(({ userId, person }) => userId !== '' && person !== '');
	if (!mapped) throw new BrokenLink('SIGHT_NOT_MAPPED', SEAT);
	const { person, userId } = mapped;
	const people = mappedPeople(seats).filter((one) => one.person === person);
	if (new Set(people.map((one) => one.userId)).size > 1)
		throw new BrokenLink('SIGHT_TWO_USERS', SEAT);
	const user = await askVendor(
		TEAM,
		'CREDENTIAL_REFUSED',
		async () => await getUser(asked.smartRecruiters, userId),
	);
	if (!user?.active) throw new BrokenLink('SIGHT_USER_INACTIVE', TEAM);
	const given = (await asked.state.sightOfPerson(person)) ?? NOBODY;
	const shared = new Set([...given.keys()].filter((group) => listed.has(group)));
	if (rules) {
		const wanted = groupsOfPeople(people, new Map([[userId, user]]), rules).get(person);
		const team = await teamOf(asked);
		const seen = isConfidential
			? groupsOfConfidentialJob(team, () => true)
			: groupsOfJob(job, team, () => true, rules);
		if (![...(wanted ?? [])].some((group) => seen.has(group)))
			throw new BrokenLink('SIGHT_NOT_ON_TEAM', TEAM, isLate(given, listed));
		chain.ok(TEAM, isConfidential ? 'on the hiring team' : whySeen(user, team));
	} else chain.skip(TEAM, 'nothing is chosen: everybody is to see jobs again');
	if (shared.size === 0) throw new BrokenLink('SIGHT_NOT_WRITTEN', LISTS);
	if (![...shared].some((group) => given.get(group) === true && listed.get(group) === true))
		throw new BrokenLink('SIGHT_REFUSED', LISTS);
	chain.ok(LISTS, 'they show the job to this person');
}

/** Where everybody sees the job: a seat is needed, and no mapping. @throws BrokenLink when none is active */
function lookAtSeat(chain: Chain, seats: readonly SeatRow[], viewer: Viewer): void {
	const isKnown = viewer.seat !== '' || seats.some(({ userId }) => userId === viewer.userId);
	if (isKnown) activeSeats(chain, seats, viewer);
	else chain.skip(SEAT, 'no seat is linked to this user, so nobody can say which one it is');
}

/** The seats that are meant. @throws BrokenLink when none is active */
function activeSeats(chain: Chain, seats: readonly SeatRow[], { seat, userId }: Viewer): SeatRow[] {
	const own = seats.filter((row) => (seat === '' ? row.userId === userId : row.seat === seat));
	if (own.length === 0) throw new BrokenLink(seat ? 'SEAT_UNKNOWN' : 'SIGHT_NOT_MAPPED', SEAT);
	const active = own.filter(({ seatState }) => seatState === 'ACTIVE');
	if (active.length === 0) throw new BrokenLink('SEAT_NOT_ACTIVE', SEAT, own[0]?.seatState);
	chain.ok(SEAT, 'active');
	return active;
}

/** Who sees it by what LinkedIn has confirmed. */
async function nameViewers(
	chain: Chain,
	state: ExplainedState,
	listed: StoredGroups,
): Promise<void> {
	if (listed.size === 0) throw new BrokenLink('SIGHT_NOT_WRITTEN', LISTS);
	const names = new Map((await state.seats()).map((row) => [row.person, row.seatName]));
	const seen = [...(await state.sightOfPeople())]
		.filter(([, given]) => isShown(given, listed))
		.map(([person]) => names.get(person) || 'somebody without a name')
		.sort((a, b) => a.localeCompare(b, 'en'));
	if (seen.length === 0) {
		const isRefused = ![...listed.values()].includes(true);
		throw new BrokenLink(isRefused ? 'SIGHT_REFUSED' : 'SEEN_BY_NOBODY', LISTS);
	}
	const more = seen.length - MOST_NAMES;
	const named = seen.slice(0, MOST_NAMES).join(', ');
	chain.ok(LISTS, `seen by ${named}${more > 0 ? `, and ${more} more` : ''}`);
}

const isShown = (given: StoredGroups, listed: StoredGroups): boolean =>
	[...given].some(([group, isConfirmed]) => isConfirmed && listed.get(group) === true);

const isLate = (given: StoredGroups, listed: StoredGroups): string =>
	isShown(given, listed) ? 'Recruiter shows it until the next Sync Changes or Sync Visibility' : '';

function whySeen(user: SrUser, team: readonly string[]): string {
	if (seesEveryJob(user)) return 'this person sees every job';
	return team.includes(user.id) ? 'on the hiring team' : 'by an access group';
}

async function teamOf({ smartRecruiters, jobId }: Asked): Promise<string[]> {
	const found = await askVendor(
		TEAM,
		'CREDENTIAL_REFUSED',
		async () => await getHiringTeam(smartRecruiters, jobId),
	);
	if (!found) throw new BrokenLink('JOB_GONE', TEAM);
	return found.content.map(({ id }) => id);
}

async function jobFacts({ smartRecruiters, jobId }: Asked): Promise<JobFacts> {
	const found = await askVendor(
		WHO,
		'CREDENTIAL_REFUSED',
		async () => await getJobItem(smartRecruiters, jobId),
	);
	if (!found) throw new BrokenLink('JOB_GONE', WHO);
	return found;
}

/** Whether the sharing rules keep this job back. */
async function isKeptBack(asked: Asked, job: JobFacts): Promise<boolean> {
	const sharing = await asked.state.sharing();
	const known = sharing.departmentsNeverSent.length > 0 ? await departmentsOf(asked) : [];
	const neverSent = resolveDepartments(sharing.departmentsNeverSent, known).found;
	const keptPrivate = resolveDepartments([], []).found;
	return jobVisibility(job, sharing, { neverSent, keptPrivate }) === 'never';
}

const departmentsOf = async ({ smartRecruiters }: Asked) =>
	await askVendor(WHO, 'CREDENTIAL_REFUSED', async () => await listDepartments(smartRecruiters));

async function rulesOf(asked: Asked, choice: VisibilityChoice): Promise<VisibilityRules> {
	return toVisibilityRules(choice, await departmentsOf(asked));
}
