import type {
	CompanyApplication,
	CompanyCandidate,
	CompanyReview,
	StatusChange,
} from '../company/entities';
import { Draw, indexToUuid } from '../company/random';
import type { SandboxWorld } from '../core/SandboxWorld';
import { actOnTeams, type TeamActionKind } from './actOnTeams';

export type ActionKind =
	| 'newApplicant'
	| 'applyAgain'
	| 'advance'
	| 'reject'
	| 'hire'
	| 'withdraw'
	| 'editPerson'
	| 'changeEmail'
	| 'changeSource'
	| 'editJob'
	| 'closeJob'
	| 'reopenJob'
	| 'bulkMove'
	| 'merge'
	| 'deletePerson'
	| 'deleteApplication'
	| 'review'
	| 'dropReview'
	| 'consent'
	| 'makeConfidential'
	| TeamActionKind;

/** One thing that somebody at the company does. */
export interface Action {
	kind: ActionKind;
	/** Epoch milliseconds. */
	atMs: number;
	seed: number;
	index: number;
}

const LADDER = ['NEW', 'IN_REVIEW', 'INTERVIEW', 'OFFERED', 'HIRED'];
const OVER = ['FILLED', 'CANCELLED'];
const KIND_BORN = 41;
const KIND_REVIEW = 42;

/** Where an action leaves its marks besides the company itself. */
export interface ToldLife {
	readonly reviews: ReadonlyMap<string, CompanyReview>;
	quietly: (change: () => void) => void;
	putReview: (review: CompanyReview, atMs: number) => void;
	deleteReview: (id: string, atMs: number) => void;
}

/** Does it, with people and jobs drawn by the action's own number; does nothing when nobody suits. */
export function act(
	action: Action,
	context: Pick<SandboxWorld, 'company' | 'switches'>,
	live: ToldLife,
): void {
	const { company } = context;
	const { atMs, seed, index } = action;
	const draw = new Draw(seed, index, 32);

	const someone = (
		suits: (one: CompanyCandidate) => boolean = () => true,
	): CompanyCandidate | undefined => {
		for (let tries = 0; tries < 60; tries += 1) {
			const one = company.candidateAt(draw.int(company.positions));
			if (one && one.applications.length > 0 && suits(one)) return one;
		}
		return undefined;
	};
	const someJob = (suits: (status: string) => boolean = () => true) => {
		for (let tries = 0; tries < 60; tries += 1) {
			const job = company.job(draw.int(company.jobCount));
			if (!job.template && suits(job.status)) return job;
		}
		return undefined;
	};
	const put = (candidate: CompanyCandidate, updated = true): void => {
		company.putCandidate({ ...candidate, ...(updated && { updatedOn: atMs }) });
	};
	const move = (candidate: CompanyCandidate | undefined, status: string, nth = 0): void => {
		if (!candidate) return;
		const counts = context.switches.boolean('sr§5.1 updatedOn moves with statuses');
		const applications = candidate.applications.map((one, at) =>
			at === nth ? moved(one, { changedOn: atMs, status }) : one,
		);
		put({ ...candidate, applications }, counts);
	};

	switch (action.kind) {
		case 'newApplicant': {
			const job = someJob((status) => !OVER.includes(status));
			if (!job) return;
			const { pools } = company.shape;
			put({
				id: indexToUuid(seed, KIND_BORN, index),
				firstName: draw.pick(pools.firstNames),
				lastName: draw.pick(pools.lastNames),
				email: `newcomer${seed}-${index}@example.com`,
				phoneNumber: '+1 555 0100',
				createdOn: atMs,
				updatedOn: atMs,
				location: { ...draw.pick(pools.cities) },
				tags: [],
				consent: 'ACQUIRED',
				experience: [
					{ title: draw.pick(pools.jobTitles), company: draw.pick(pools.companies), current: true },
				],
				applications: [application(seed, index, job.id, atMs)],
			});
			return;
		}
		case 'applyAgain': {
			const one = someone();
			const job = someJob((status) => !OVER.includes(status));
			if (!one || !job || one.applications.some(({ jobId }) => jobId === job.id)) return;
			put({ ...one, applications: [application(seed, index, job.id, atMs), ...one.applications] });
			return;
		}
		case 'advance': {
			const one = someone((candidate) => rungOf(candidate) >= 0 && rungOf(candidate) < 3);
			if (one) move(one, LADDER[rungOf(one) + 1] ?? 'IN_REVIEW');
			return;
		}
		case 'hire':
			move(
				someone((candidate) => rungOf(candidate) === 3),
				'HIRED',
			);
			return;
		case 'reject':
			move(
				someone((candidate) => rungOf(candidate) >= 0),
				'REJECTED',
			);
			return;
		case 'withdraw':
			move(
				someone((candidate) => rungOf(candidate) >= 0),
				'WITHDRAWN',
			);
			return;
		case 'editPerson': {
			const one = someone();
			if (!one) return;
			put({
				...one,
				phoneNumber: `+1 555 ${1000 + (index % 9000)}`,
				experience: [
					{ title: 'Engineer', company: draw.pick(company.shape.pools.companies), current: true },
					...one.experience.filter(({ current }) => !current),
				],
			});
			return;
		}
		case 'changeEmail': {
			const one = someone();
			if (one) put({ ...one, email: `moved${seed}-${index}@example.com` });
			return;
		}
		case 'changeSource': {
			const one = someone();
			if (!one) return;
			const [first, ...rest] = one.applications;
			if (first)
				put({ ...one, applications: [{ ...first, source: `Campaign ${index}` }, ...rest] });
			return;
		}
		case 'editJob': {
			// LinkedIn takes no more of a job that is closed (LinkedIn reference §4.3).
			const job = someJob((status) => !OVER.includes(status));
			if (!job) return;
			company.changeJob({
				...job,
				title: `${job.title.replace(/ \(v\d+\)$/, '')} (v${index})`,
				updatedOn: atMs,
				lastActivityOn: atMs,
			});
			return;
		}
		case 'closeJob': {
			const job = someJob((status) => !OVER.includes(status));
			if (job)
				company.changeJob({ ...job, status: 'FILLED', updatedOn: atMs, lastActivityOn: atMs });
			return;
		}
		case 'reopenJob': {
			const job = someJob((status) => OVER.includes(status));
			if (job)
				company.changeJob({ ...job, status: 'SOURCING', updatedOn: atMs, lastActivityOn: atMs });
			return;
		}
		case 'bulkMove':
			live.quietly(() => {
				for (let count = 4 + draw.int(8); count > 0; count -= 1)
					move(
						someone((candidate) => rungOf(candidate) >= 0 && rungOf(candidate) < 3),
						'REJECTED',
					);
			});
			return;
		case 'merge': {
			const winning = someone();
			const losing = someone((candidate) => candidate.id !== winning?.id);
			if (winning && losing) company.mergeCandidates(losing.id, winning.id, atMs);
			return;
		}
		case 'deletePerson': {
			const one = someone();
			if (one) company.deleteCandidate(one.id, atMs);
			return;
		}
		case 'deleteApplication': {
			const one = someone(({ applications }) => applications.length > 1);
			if (one) put({ ...one, applications: one.applications.slice(1) });
			return;
		}
		case 'review': {
			const one = someone();
			const [first] = one?.applications ?? [];
			const reviewer = draw.pick(company.users);
			if (!one || !first) return;
			live.putReview(
				{
					id: indexToUuid(seed, KIND_REVIEW, index),
					candidateId: one.id,
					jobId: first.jobId,
					reviewerId: reviewer.id,
					overallRating: 1 + draw.int(5),
					comment: `Review number ${index}`,
					createdOn: atMs,
					updatedOn: atMs,
				},
				atMs,
			);
			return;
		}
		case 'dropReview': {
			const [first] = live.reviews.keys();
			if (first) live.deleteReview(first, atMs);
			return;
		}
		case 'consent': {
			const one = someone();
			if (one) put({ ...one, consent: one.consent === 'ACQUIRED' ? 'PENDING' : 'ACQUIRED' });
			return;
		}
		case 'makeConfidential': {
			const one = someone();
			if (one) put({ ...one, tags: [...one.tags, 'confidential'] });
			return;
		}
		case 'joinTeam':
		case 'leaveTeam':
		case 'changeTeamRole':
		case 'changeSystemRole':
		case 'changeAccessGroup':
		case 'deactivateUser':
		case 'activateUser': {
			const job = someJob((status) => !OVER.includes(status));
			actOnTeams(action.kind, { company, draw, job, atMs });
		}
	}
}

function rungOf({ applications }: CompanyCandidate): number {
	const history = applications[0]?.history ?? [];
	return LADDER.indexOf(history[history.length - 1]?.status ?? '');
}

/** A reason belongs to the status that it came with. */
function moved(
	{ reason: _left, ...application }: CompanyApplication,
	change: StatusChange,
): CompanyApplication {
	const ends = change.status === 'REJECTED' || change.status === 'WITHDRAWN';
	return {
		...application,
		history: [...application.history, change],
		...(ends && { reason: { id: 'r1', label: 'Position filled' } }),
	};
}

function application(seed: number, index: number, jobId: string, atMs: number): CompanyApplication {
	return {
		applicationId: indexToUuid(seed, KIND_BORN + 2, index),
		jobId,
		source: 'Career site',
		history: [{ changedOn: atMs, status: 'NEW' }],
	};
}
