import { Draw } from '../company/random';
import { DAY_MS } from '../core/durations';
import type { Action, ActionKind } from './act';

/** How often each thing happens, relative to the others. */
export const LIFE: Readonly<Record<ActionKind, number>> = {
	newApplicant: 14,
	applyAgain: 5,
	advance: 24,
	reject: 12,
	hire: 4,
	withdraw: 2,
	editPerson: 12,
	changeEmail: 2,
	changeSource: 2,
	editJob: 5,
	closeJob: 2,
	reopenJob: 1,
	bulkMove: 4,
	merge: 3,
	deletePerson: 3,
	deleteApplication: 2,
	review: 5,
	dropReview: 1,
	consent: 2,
	makeConfidential: 1,
	// Only where somebody asks for them: LinkedIn shows every job to everybody unless ACLs are in use.
	joinTeam: 0,
	leaveTeam: 0,
	changeTeamRole: 0,
	changeSystemRole: 0,
	changeAccessGroup: 0,
	deactivateUser: 0,
	activateUser: 0,
};

export interface LifePlan {
	fromMs: number;
	days: number;
	actionsPerDay: number;
	seed: number;
	/** Replaces some of the weights; 0 leaves a kind out. */
	weights?: Partial<Record<ActionKind, number>>;
}

/** What a company will do over some days, evenly spread, the same for the same seed. */
export function planLife({ fromMs, days, actionsPerDay, seed, weights }: LifePlan): Action[] {
	const kinds = Object.entries({ ...LIFE, ...weights }).flatMap(([kind, weight]) =>
		isKind(kind) ? Array.from({ length: weight }, () => kind) : [],
	);
	const count = Math.round(days * actionsPerDay);
	const step = (days * DAY_MS) / count;
	return Array.from({ length: count }, (_, index) => {
		const draw = new Draw(seed, index, 31);
		return {
			kind: draw.pick(kinds),
			atMs: Math.floor(fromMs + index * step + draw.int(Math.max(1, Math.floor(step)))),
			seed,
			index,
		};
	});
}

function isKind(kind: string): kind is ActionKind {
	return kind in LIFE;
}
