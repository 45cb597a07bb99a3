import { withQuery } from '../../pages/withQuery';
import { type WouldGo, whatWouldGo } from '../../operations/history/whatWouldGo';
import { preflight, type PreflightInput } from '../../operations/preflight/preflight';
import type { PreflightLine, Side } from '../../operations/preflight/PreflightLine';
import { textOf } from '../../operations/preflight/textOf';
import type { Runtime } from '../../operations/Runtime';
import { OWN_INTEGRATION_OFF, PREFLIGHT_VIEW, preflightPage } from '../../pages/preflightPage';
import type { LineGroup, ShownHistory } from '../../pages/preflightPageData';
import type { PageAnswer } from './answerPage';
import { orProblem } from './orProblem';
import { formValue, type PageCall } from './PageCall';

/** Somebody waits for the page, and proxies give up after a minute. */
const LOOK_MS = 25_000;

const TITLES: ReadonlyArray<readonly [Side, string]> = [
	['smartRecruiters', 'SmartRecruiters'],
	['linkedIn', 'LinkedIn'],
	['n8n', 'n8n'],
];
const RECORD_WORDS = {
	job: 'Jobs',
	candidate: 'Candidates',
	application: 'Applications',
} as const;

/** Whether a call of the connect page is for the preflight page. */
export const asksForPreflight = (call: PageCall): boolean => isAsked(call, PREFLIGHT_VIEW);

function isAsked({ query }: PageCall, parameter: string): boolean {
	const [name = '', value = ''] = parameter.split('=');
	return query[name] === value;
}

/** The preflight page: what is in the way, or, when its button was pressed, what would go. */
export async function showPreflightPage(
	runtime: Runtime,
	call: PageCall,
	input: Omit<PreflightInput, 'ownIntegrationOff'>,
): Promise<PageAnswer> {
	const { address, key } = call;
	const frame = { address: withQuery(address, PREFLIGHT_VIEW), key, links: { connect: address } };
	if (call.method === 'POST' && formValue(call, 'action') === 'whatWouldGo') {
		const goOnFrom = formValue(call, 'goOnFrom');
		const seen = await orProblem(
			async (): Promise<{ history?: ShownHistory; problem: string }> => ({
				history: toShown(await whatWouldGo(runtime, { timeLimitMs: LOOK_MS, goOnFrom })),
				problem: '',
			}),
			(problem) => ({ problem }),
		);
		return { html: preflightPage({ ...frame, ...seen, asksOwnIntegration: false }) };
	}
	const { lines } = await preflight(runtime, {
		...input,
		ownIntegrationOff: isAsked(call, OWN_INTEGRATION_OFF),
	});
	return {
		html: preflightPage({
			...frame,
			problem: '',
			groups: toGroups(lines),
			asksOwnIntegration: lines.some(({ finding }) => finding === 'ownIntegrationOn'),
		}),
	};
}

function toGroups(lines: readonly PreflightLine[]): LineGroup[] {
	return TITLES.map(([side, title]) => ({
		title,
		lines: lines
			.filter((line) => line.side === side)
			.map((line) => ({ check: line.check, level: line.level, ...textOf(line) })),
	}));
}

function toShown({ counts, refusals, ...rest }: WouldGo): ShownHistory {
	return {
		...rest,
		counts: counts.map(({ kind, ...one }) => ({ ...one, words: RECORD_WORDS[kind] })),
		refusals: refusals.map(({ kind, ...one }) => ({ ...one, word: kind })),
	};
}
