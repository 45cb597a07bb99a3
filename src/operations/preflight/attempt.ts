import { ConnectorError } from '../../errors/ConnectorError';
import { HttpStatusError } from '../../errors/HttpStatusError';
import { PauseSignal } from '../../errors/PauseSignal';
import type { LimitName, LimitText } from '../../errors/limitTexts';
import type { Effects } from '../../http/Transport';
import { within } from '../push/within';

/** What came of a read that was tried. */
export type Attempt<T> =
	| { kind: 'answered'; value: T }
	| { kind: 'refused'; status: number }
	| { kind: 'limited'; limit: LimitText }
	/** No answer, or none that can be used. */
	| { kind: 'silent'; reason: string };

/** A vendor that takes longer than this to answer is told as one that does not answer. */
const LONGEST_ANSWER_S = 15;

const OUTAGES: readonly LimitName[] = ['linkedInOutage', 'smartRecruitersOutage'];

/** Tries a read whose failure is an answer, too; what this package does not know is thrown. */
export async function attempt<T>(effects: Effects, work: () => Promise<T>): Promise<Attempt<T>> {
	const tried = work().then(
		(value): Attempt<T> => ({ kind: 'answered', value }),
		(error: unknown): Attempt<T> => failed(error),
	);
	const inTime = await within(effects, LONGEST_ANSWER_S * 1000, tried);
	return inTime ?? { kind: 'silent', reason: `no answer within ${LONGEST_ANSWER_S} seconds` };
}

function failed(error: unknown): Exclude<Attempt<never>, { kind: 'answered' }> {
	if (error instanceof HttpStatusError) return { kind: 'refused', status: error.status };
	if (error instanceof PauseSignal) {
		const { limit, limitText } = error;
		return OUTAGES.includes(limit)
			? { kind: 'silent', reason: 'no complete answer' }
			: { kind: 'limited', limit: limitText };
	}
	if (!(error instanceof ConnectorError)) throw error;
	return { kind: 'silent', reason: error.message };
}
