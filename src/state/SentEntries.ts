import { fromJson } from '../basics/fromJson';
import { StateError } from '../errors/StateError';
import { SENT, type SentRow } from './tables';

/** In place of a hash: LinkedIn refused the application, or its candidate. */
export const NOT_TAKEN = '-';

/** Of a candidate: job id → what is remembered of the application; empty where nothing is known; or `NOT_TAKEN`. */
export type SentJobs = ReadonlyMap<string, string>;

/** What a row says of one record. */
export interface SentEntry {
	gone: boolean;
	key: string;
	/** Job ids, each but for `gone` with its hash behind it. */
	rest: readonly string[];
}

/** @throws StateError for a damaged row */
export function readEntries({ kind, entries }: Pick<SentRow, 'kind' | 'entries'>): SentEntry[] {
	const lists = fromJson(entries || '[]');
	if (!areEntries(lists)) throw StateError.damagedRow(SENT.name, undefined, 'entries');
	const gone = kind === 'gone';
	return lists.map(([key = '', ...rest]) => ({ gone, key, rest }));
}

/** By hand: a schema takes seconds for what all buckets of a company hold. */
function areEntries(value: unknown): value is string[][] {
	return (
		Array.isArray(value) &&
		value.every(
			(list) =>
				Array.isArray(list) && list.length > 0 && list.every((one) => typeof one === 'string'),
		)
	);
}

/** What LinkedIn was sent of some records, as rows tell it one after the other: repeating them changes nothing. */
export class SentEntries {
	private readonly byKey = new Map<string, Map<string, string>>();

	get(key: string): SentJobs | undefined {
		return this.byKey.get(key);
	}

	keys(): string[] {
		return [...this.byKey.keys()];
	}

	apply({ gone, key, rest }: SentEntry): void {
		if (gone && rest.length === 0) {
			this.byKey.delete(key);
			return;
		}
		const jobs = this.byKey.get(key) ?? new Map<string, string>();
		if (gone) for (const jobId of rest) jobs.delete(jobId);
		else {
			for (let at = 0; at < rest.length; at += 2) jobs.set(rest[at] ?? '', rest[at + 1] ?? '');
			this.byKey.set(key, jobs);
		}
	}

	toText(): string {
		return sentToText(this.byKey);
	}
}

/** What was sent, by key, as a row holds it. */
export function sentToText(sent: ReadonlyMap<string, SentJobs>): string {
	return JSON.stringify([...sent].map(([key, jobs]) => [key, ...[...jobs].flat()]));
}
