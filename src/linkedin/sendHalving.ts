import { HttpStatusError } from '../errors/HttpStatusError';
import { BatchRefusedError } from './BatchRefusedError';

/** For these, LinkedIn refuses a whole call although the fault may be one record's (LinkedIn reference §4.3). */
const SPOILT = [400, 409, 413, 422, 500];
/** How often a whole batch is sent before a 500 counts as an answer; parts of it are then sent once each. */
const FIRST_ATTEMPTS = 2;
/** So many refusals of a batch of which nothing has gone through yet: it is not about single records. */
const MOST_FRUITLESS = 64;
/** From this many records on, "500 for each of them" is an outage and not a property of each. */
const OUTAGE_SIZE = 8;

export interface HalvedOutcome<R, A> {
	/** What LinkedIn answered, to which records. */
	answers: Array<{ records: readonly R[]; answer: A }>;
	/** Those for which LinkedIn refuses the whole call, standing alone. */
	refused: Array<{ record: R; status: number; field?: string }>;
	/** Those that were not tried to the end: not confirmed, to be tried again. */
	unsent: R[];
}

/**
 * Sends a batch, and where LinkedIn refuses all of it for its content, halves it until what is refused stands alone: at
 * most `2 · log2(n)` further calls for one bad record, and never more than `2 · n - 1` in all. When nothing at all goes
 * through, it gives up early: a 500 is then waited out as an outage, the rest of anything else is not confirmed.
 *
 * @param send with the number of attempts after which a 500 is thrown; `undefined` for as patient as can be
 * @throws HttpStatusError for a refusal that is not about content, such as 403
 */
export async function sendHalving<R, A>(
	records: readonly R[],
	send: (records: readonly R[], attemptsOn500: number | undefined) => Promise<A>,
): Promise<HalvedOutcome<R, A>> {
	const outcome: HalvedOutcome<R, A> = { answers: [], refused: [], unsent: [] };
	if (records.length === 0) return outcome;
	let fruitless = 0;
	let busy = 0;
	/** Whether the whole of it was refused. */
	const isSpoilt = async (group: readonly R[], attempts: number): Promise<boolean> => {
		try {
			outcome.answers.push({ records: group, answer: await send(group, attempts) });
			return false;
		} catch (error) {
			if (!(error instanceof HttpStatusError) || !SPOILT.includes(error.status)) throw error;
			fruitless += 1;
			if (error.status === 500) busy += 1;
			const [record] = group;
			if (record === undefined || group.length > 1) return true;
			const field = error instanceof BatchRefusedError ? error.field : undefined;
			outcome.refused.push({ record, status: error.status, ...(field && { field }) });
			return false;
		}
	};

	const spoilt = (await isSpoilt(records, FIRST_ATTEMPTS)) ? [records] : [];
	for (let group = spoilt.pop(); group; group = spoilt.pop()) {
		if (outcome.answers.length === 0 && fruitless >= MOST_FRUITLESS) {
			outcome.unsent.push(...group, ...spoilt.flat());
			break;
		}
		const middle = Math.ceil(group.length / 2);
		// Both halves before either is cut: the sooner anything goes through, the sooner it is clear that LinkedIn works.
		const left = group.slice(0, middle);
		const right = group.slice(middle);
		const leftSpoilt = await isSpoilt(left, 1);
		if (await isSpoilt(right, 1)) spoilt.push(right);
		if (leftSpoilt) spoilt.push(left);
	}
	const outage = outcome.answers.length === 0 && busy === fruitless;
	if (!outage || records.length < OUTAGE_SIZE) return outcome;
	return {
		answers: [{ records, answer: await send(records, undefined) }],
		refused: [],
		unsent: [],
	};
}
