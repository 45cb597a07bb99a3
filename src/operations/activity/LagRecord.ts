import { z } from 'zod';
import { fromJson } from '../../basics/fromJson';

const DAY_S = 86_400;
/** More than these of one day tell no more about its half and its slowest. */
const MOST = 1_000;

const SamplesSchema = z.array(z.tuple([z.number(), z.number()]));

/** How long it took from Recruiter to the note, of what happened in the last 24 hours; JSON in a checkpoint. */
export class LagRecord {
	private samples: Array<[happenedAtS: number, lagSeconds: number]>;

	constructor(json: string) {
		this.samples = read(json);
	}

	add(happenedAtMs: number, lagSeconds: number): void {
		this.samples.push([Math.floor(happenedAtMs / 1000), lagSeconds]);
	}

	/** Forgets what is older than a day. */
	json(nowMs: number): string {
		this.samples = this.recent(nowMs).slice(-MOST);
		return JSON.stringify(this.samples);
	}

	count(nowMs: number): number {
		return this.recent(nowMs).length;
	}

	/** For the status page. */
	words(nowMs: number): string {
		const lags = this.recent(nowMs)
			.map(([, lag]) => lag)
			.sort((a, b) => a - b);
		const minutes = (share: number): number =>
			Math.ceil((lags[Math.floor(lags.length * share)] ?? 0) / 60);
		return lags.length === 0
			? 'Nothing new in the last 24 hours'
			: `Imported in the last 24 hours: half of them within ${minutes(0.5)} min of Recruiter, 95 % within ${minutes(0.95)} min`;
	}

	private recent(nowMs: number): Array<[number, number]> {
		return this.samples.filter(([happenedAtS]) => happenedAtS >= nowMs / 1000 - DAY_S);
	}
}

function read(json: string): Array<[number, number]> {
	return SamplesSchema.safeParse(fromJson(json || '[]')).data ?? [];
}
