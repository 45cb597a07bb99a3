import type { StateStore } from './StateStore';
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
	/** What a later try needs, as JSON. */
	payload?: string;
}

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
			records.map(({ kind, recordId, code, reason, whatToDo, retries, payload }): ParkedRow => {
				const key = recordKey(kind, recordId);
				const old = before.get(key);
				return {
					organization: this.organization,
					recordKey: key,
					kind,
					code,
					reason,
					whatToDo,
					firstSeenAt: old?.firstSeenAt || now,
					lastSeenAt: now,
					attempts: (old?.attempts ?? 0) + 1,
					retryAskedAt: '',
					retries: retries ?? false,
					payload: payload ?? old?.payload ?? '',
				};
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
		const rows: ParkedRow[] = [];
		for (const kind of this.kinds) {
			const where = { organization: this.organization, kind };
			rows.push(...(await this.store.read(PARKED, where, limit === undefined ? {} : { limit })));
		}
		return limit === undefined ? rows : rows.slice(0, limit);
	}

	/** Those that a person asked to try again. */
	async asked(limit?: number): Promise<ParkedRow[]> {
		const rows: ParkedRow[] = [];
		for (const kind of this.kinds) {
			const where = { organization: this.organization, kind, retryAskedAt: { not: '' } };
			rows.push(...(await this.store.read(PARKED, where, limit === undefined ? {} : { limit })));
		}
		return rows;
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

	private async byKeys(values: readonly string[]): Promise<ParkedRow[]> {
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
