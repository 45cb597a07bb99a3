import type { Suggestions } from './browser/combobox';
import { candidateChoice, jobChoice } from './decisionForm';
import type { ChoosableCandidate, ChoosableJob } from './decisionsPageData';

/** As many as can be looked over. */
const MOST_SUGGESTED = 8;

/** What the page's script shows below a box, and what it puts among the choices when one is chosen. */
export interface DecisionSuggestions extends Suggestions {
	options: Array<Suggestions['options'][number] & { html: string }>;
}

/** At most eight candidates or jobs that fit what somebody types; SmartRecruiters' order is kept. */
export function decisionSuggestions(found: {
	candidates?: readonly ChoosableCandidate[];
	jobs?: readonly ChoosableJob[];
}): DecisionSuggestions {
	const { candidates = [], jobs = [] } = found;
	const options = [
		...candidates.map((one) => ({
			value: `link:${one.id}`,
			name: one.name,
			detail: one.detail,
			html: candidateChoice(one, false).text,
		})),
		...jobs.map((one) => ({
			value: one.id,
			name: one.title,
			detail: one.detail,
			html: jobChoice(one, false).text,
		})),
	];
	return { options: options.slice(0, MOST_SUGGESTED), note: noteOf(options.length, found.jobs) };
}

function noteOf(count: number, jobs: readonly ChoosableJob[] | undefined): string {
	if (count > MOST_SUGGESTED) return 'and more: type on';
	if (count > 0) return '';
	return jobs ? 'No open job found.' : 'Nobody found. Type a whole name or address.';
}
