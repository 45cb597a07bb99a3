import { createHash } from 'node:crypto';
import { Company } from '../../sandbox/company/Company';
import type { CompanyCandidate, CompanyJob } from '../../sandbox/company/entities';
import { Switches } from '../../sandbox/core/Switches';
import { act, type ActionKind } from '../../sandbox/live/act';
import { type LifePlan, planLife } from '../../sandbox/live/planLife';

interface Happening {
	/** What somebody did. */
	kind: ActionKind;
	/** Epoch milliseconds. */
	atMs: number;
	/** No webhook tells of it, as of some bulk actions. */
	quiet: boolean;
}

/** One record that changes at SmartRecruiters. */
export type MonthEvent = Happening &
	(
		| { record: 'candidate'; before?: CompanyCandidate; after: CompanyCandidate }
		| { record: 'deletion'; candidateId: string }
		| { record: 'merge'; losingId: string; winningId: string }
		| { record: 'job'; before: CompanyJob; after: CompanyJob }
	);

export interface LifeOptions {
	seed: number;
	people: number;
	jobs: number;
	users: number;
	/** Before it, everything generated lies. */
	baseMs: number;
	fromMs: number;
	days: number;
	actionsPerDay: number;
	weights?: NonNullable<LifePlan['weights']>;
}

/**
 * What a company does, record by record, the same for the same seed: played on a company of its own, to which nothing
 * comes from LinkedIn.
 */
export function makeEvents(options: LifeOptions): MonthEvent[] {
	const { seed, people, jobs, users, baseMs, ...life } = options;
	const company = new Company({ seed, people, jobs, users, baseMs });
	const switches = new Switches();
	switches.define('sr§5.1 updatedOn moves with statuses', true);
	const events: MonthEvent[] = [];
	let now: Happening = { kind: 'advance', atMs: 0, quiet: false };
	company.onChange = (change) => {
		if (change.kind === 'job') {
			const { before, after } = change;
			if (before) events.push({ ...now, record: 'job', before, after });
			return;
		}
		if (change.kind !== 'candidate') return;
		const { before, after, mergedIntoId } = change;
		if (after) events.push({ ...now, record: 'candidate', ...(before && { before }), after });
		else if (before && mergedIntoId) {
			// What came just before is what the merge does to who stays.
			events.pop();
			const pair = { losingId: before.id, winningId: mergedIntoId };
			events.push({ ...now, record: 'merge', ...pair });
		} else if (before) events.push({ ...now, record: 'deletion', candidateId: before.id });
	};
	const told = {
		reviews: new Map(),
		quietly: (change: () => void) => {
			now = { ...now, quiet: true };
			change();
		},
		putReview: () => undefined,
		deleteReview: () => undefined,
	};
	for (const action of planLife({ seed, ...life })) {
		now = { kind: action.kind, atMs: action.atMs, quiet: false };
		act(action, { company, switches }, told);
	}
	return events;
}

/** Does to a company what has been planned; what LinkedIn's exports have added stays. @returns who or what it is now */
export function applyEvent(company: Company, event: MonthEvent): void {
	switch (event.record) {
		case 'job':
			company.changeJob(event.after);
			return;
		case 'deletion':
			company.deleteCandidate(event.candidateId, event.atMs);
			return;
		case 'merge':
			company.mergeCandidates(event.losingId, event.winningId, event.atMs);
			return;
		case 'candidate': {
			const { before, after } = event;
			const current = company.candidateById(after.id);
			if (!before || !current) {
				if (!before) company.putCandidate(after);
				return;
			}
			company.putCandidate({
				...current,
				...changedFields(before, after),
				updatedOn: after.updatedOn,
			});
		}
	}
}

function changedFields(
	before: CompanyCandidate,
	after: CompanyCandidate,
): Partial<CompanyCandidate> {
	const changed = Object.entries(after).filter(
		([name, value]) =>
			JSON.stringify(value) !==
			JSON.stringify(Object.entries(before).find(([own]) => own === name)?.[1]),
	);
	return Object.fromEntries(changed);
}

/** The same for the same events. */
export function hashOfEvents(events: readonly object[]): string {
	return createHash('sha256').update(JSON.stringify(events)).digest('hex').slice(0, 12);
}
