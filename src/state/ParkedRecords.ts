import type { StateStore, Where } from './StateStore';
import { PARKED, type ParkedKind, type ParkedRow } from './tables';

/** A record that could not go, for now. */
export interface ToPark {
	kind: ParkedKind;
	recordId: string;
	code: string;
	reason: string;
	whatToDo: string;
	/** Whether another try can settle it without a person. */
	retries?: boolean;
	/** When such a try makes sense, by how often it was parked by now; epoch milliseconds. */
	nextTryAtMs?: (attempts: number) => number;
	/** What a later try needs, as JSON. */
	payload?: string;
	/** Whether it takes the place of what is parked under its id; always if absent. */
	replaces?: (old: ParkedRow) => boolean;
}

/** How many rows are looked at together, and how often, when old ones are removed. */
const PRUNED_AT_ONCE = 500;
const MOST_PRUNINGS = 10;

export const recordKey = (kind: string, recordId: string): string => `${kind}:${recordId}`;

/** Records that could not go, of one organization and of the kinds that their owner works on: nobody else's are touched. */
export class ParkedRecords<K extends ParkedKind> {
	constructor(
		private readonly store: StateStore,
		private readonly organization: string,
		private readonly kinds: readonly K[],
	) {}

	/** Parks records, or parks them again: counted, with the first time kept. */
	async park(records: ReadonlyArray<ToPark & { kind: K }>, nowMs: number): Promise<void> {
		if (records.length === 0) return;
		const keys = records.map(({ kind, recordId }) => recordKey(kind, recordId));
		const before = new Map((await this.byKeys(keys)).map((row) => [row.recordKey, row] as const));
		const now = new Date(nowMs).toISOString();
		await this.store.put(
			PARKED,
			records.flatMap((record): ParkedRow[] => {
				const { kind, recordId, code, reason, whatToDo, retries, payload, nextTryAtMs } = record;
				const key = recordKey(kind, recordId);
				const old = before.get(key);
				if (old && record.replaces?.(old) === false) return [];
				const attempts = (old?.attempts ?? 0) + 1;
				const row = {
					organization: this.organization,
					recordKey: key,
					kind,
					code,
					reason,
					whatToDo,
					firstSeenAt: old?.firstSeenAt || now,
					lastSeenAt: now,
					attempts,
					retryAskedAt: '',
					retries: retries ?? false,
					nextTryAtMs: nextTryAtMs?.(attempts) ?? 0,
					payload: payload ?? old?.payload ?? '',
				};
				return [row];
			}),
		);
	}

	/** These went after all, or need not go any more. */
	async remove(records: ReadonlyArray<{ kind: K; recordId: string }>): Promise<number> {
		if (records.length === 0) return 0;
		const values = records.map(({ kind, recordId }) => recordKey(kind, recordId));
		return await this.store.remove(
			PARKED,
			{ organization: this.organization },
			{ column: 'recordKey', values },
		);
	}

	/** All of these kinds, those parked first first. */
	async list(limit?: number): Promise<ParkedRow[]> {
		return (await this.ofEachKind({}, limit)).slice(0, limit);
	}

	/** Those that another try may settle without a person. */
	async retryable(): Promise<ParkedRow[]> {
		return await this.ofEachKind({ retries: true });
	}

	/** Those that were parked for this reason. */
	async withCode(code: string): Promise<ParkedRow[]> {
		return await this.ofEachKind({ code });
	}

	/** Those that a person asked to try again. */
	async asked(limit?: number): Promise<ParkedRow[]> {
		return await this.ofEachKind({ retryAskedAt: { not: '' } }, limit);
	}

	/** Those that a person asked to try again, and those for which another try by itself makes sense by now. */
	async due(nowMs: number, limit: number): Promise<ParkedRow[]> {
		const asked = await this.asked(limit);
		const due = await this.ofEachKind({ retries: true, nextTryAtMs: { lt: nowMs + 1 } }, limit);
		const rows = new Map([...asked, ...due].map((row) => [row.recordKey, row] as const));
		return [...rows.values()].slice(0, limit);
	}

	/** These stay as they are, and are not due before then. */
	async postpone(rows: readonly ParkedRow[], nextTryAtMs: number): Promise<void> {
		if (rows.length === 0) return;
		await this.store.put(
			PARKED,
			rows.map((row) => ({ ...row, retryAskedAt: '', nextTryAtMs })),
		);
	}

	/**
	 * Removes those that no try has settled for so long, the oldest first and at most some thousands a call. What waits for
	 * a person stays.
	 *
	 * @returns how many were removed
	 */
	async prune(firstSeenBeforeMs: number): Promise<number> {
		let removed = 0;
		for (const kind of this.kinds) {
			const where = { organization: this.organization, kind, retries: true };
			for (let round = 0; round < MOST_PRUNINGS; round += 1) {
				const rows = await this.store.read(PARKED, where, { limit: PRUNED_AT_ONCE });
				const old = rows.filter(({ firstSeenAt }) => Date.parse(firstSeenAt) < firstSeenBeforeMs);
				const values = old.map(({ recordKey: key }) => key);
				if (old.length > 0)
					removed += await this.store.remove(PARKED, where, { column: 'recordKey', values });
				if (old.length < PRUNED_AT_ONCE) break;
			}
		}
		return removed;
	}

	/** A person asks to try all of these kinds again. @returns how many there are */
	async askAgain(nowMs: number): Promise<number> {
		let asked = 0;
		for (const kind of this.kinds) {
			asked += await this.store.update(
				PARKED,
				{ organization: this.organization, kind },
				{ retryAskedAt: new Date(nowMs).toISOString() },
			);
		}
		return asked;
	}

	/** At most so many of each kind. Mostly there is none, which one statement tells of all kinds. */
	private async ofEachKind(
		where: Omit<Where<ParkedRow>, 'organization' | 'kind'>,
		limit?: number,
	): Promise<ParkedRow[]> {
		const { organization } = this;
		if (this.kinds.length > 1) {
			const any = await this.store.read(PARKED, { organization, ...where }, { limit: 1 });
			if (any.length === 0) return [];
		}
		const rows: ParkedRow[] = [];
		const options = limit === undefined ? {} : { limit };
		for (const kind of this.kinds)
			rows.push(...(await this.store.read(PARKED, { organization, kind, ...where }, options)));
		return rows;
	}

	/** Those of these keys that are parked. */
	async byKeys(values: readonly string[]): Promise<ParkedRow[]> {
		return await this.store.read(
			PARKED,
			{ organization: this.organization },
			{ anyOf: { column: 'recordKey', values } },
		);
	}
}

/** The id behind the kind in a record key. */
export function recordIdOf({ recordKey: key }: Pick<ParkedRow, 'recordKey'>): string {
	return key.slice(key.indexOf(':') + 1);
}
