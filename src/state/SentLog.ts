import { randomUUID } from 'node:crypto';
import type { SentKeeping } from './compactSent';
import { CONTRACTS, SENT, type SentRow } from './tables';

/** In the row that tells since when: somebody had deleted or emptied the table. */
const PARTIAL = 'partial';

/** The rows of `rsc_sent` that were not moved into buckets yet, and the one that tells since when there are any. */
export class SentLog {
	private begun = false;

	constructor(
		private readonly keeping: SentKeeping,
		private readonly organization: string,
	) {}

	/** Before the first thing is sent: so that a table that is gone later is not taken for one that was never filled. */
	async begin(): Promise<void> {
		if (this.begun) return;
		const { organization } = this;
		const { store, effects } = this.keeping;
		const [row] = await store.read(SENT, { organization, kind: 'begun' });
		const since = await this.since();
		const nowMs = row?.atMs ?? effects.now();
		if (!row) {
			const chunk = `${organization}:begun`;
			const entries = since === '' ? '' : PARTIAL;
			await store.put(SENT, [{ organization, chunk, kind: 'begun', atMs: nowMs, entries }]);
		}
		// Afterwards: else another run that begins at this moment would take the table for one that was emptied.
		if (since === '')
			await store.update(
				CONTRACTS,
				{ organization, contract: organization },
				{ sentSince: new Date(nowMs).toISOString() },
			);
		this.begun = true;
	}

	/** Whether the table holds everything that was sent: nobody has deleted or emptied it. */
	async isWhole(log: readonly SentRow[]): Promise<boolean> {
		const begun = log.find(({ kind }) => kind === 'begun');
		return begun ? begun.entries !== PARTIAL : (await this.since()) === '';
	}

	async write(kind: SentRow['kind'], entries: string, atMs: number): Promise<void> {
		const { organization } = this;
		const chunk = `${organization}:log:${randomUUID()}`;
		await this.keeping.store.put(SENT, [{ organization, chunk, kind, atMs, entries }]);
	}

	/** Nothing is at LinkedIn any more: the table does not count from here on. */
	async end(): Promise<void> {
		const { organization } = this;
		const { store } = this.keeping;
		await store.update(CONTRACTS, { organization, contract: organization }, { sentSince: '' });
		await store.remove(SENT, { organization });
		this.begun = false;
	}

	private async since(): Promise<string> {
		const { organization } = this;
		const [own] = await this.keeping.store.read(CONTRACTS, {
			organization,
			contract: organization,
		});
		return own?.sentSince ?? '';
	}
}
