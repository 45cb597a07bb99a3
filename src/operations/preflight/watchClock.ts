import type { Effects, Transport } from '../../http/Transport';
import { type Check, lineOf, type PreflightLine } from './PreflightLine';

/** The vendors' `Date` headers count whole seconds. */
const HALF_A_SECOND_MS = 500;
/** Further apart than that, windows of changes and signed calls suffer. */
const MOST_APART_S = 30;

export interface WatchedClock {
	/** The same transport; it listens to the `Date` header of every answer. */
	transport: Transport;
	/** What the answers so far tell. */
	line: () => PreflightLine;
}

/** Holds n8n's clock against a vendor's. */
export function watchClock(
	transport: Transport,
	effects: Effects,
	check: Extract<Check, 'clockLinkedIn' | 'clockSmartRecruiters'>,
	vendor: string,
): WatchedClock {
	let apartMs: number | undefined;
	return {
		transport: async (request) => {
			const sentMs = effects.now();
			const answer = await transport(request);
			const saidMs = Date.parse(answer.headers.date ?? '');
			if (!Number.isNaN(saidMs)) {
				const middleMs = (sentMs + effects.now()) / 2;
				const apart = Math.abs(saidMs + HALF_A_SECOND_MS - middleMs);
				// A slow answer makes the clocks look further apart than they are.
				apartMs = Math.min(apart, apartMs ?? apart);
			}
			return answer;
		},
		line: () => {
			if (apartMs === undefined) return lineOf(check, 'clockUntold', { vendor });
			const seconds = Math.round(apartMs / 1000);
			const finding = seconds <= MOST_APART_S ? 'clockRight' : 'clockOff';
			return lineOf(check, finding, { vendor, seconds });
		},
	};
}
