import { NotConnectedError } from '../errors/NotConnectedError';
import { StateError } from '../errors/StateError';
import type { StateStore } from './StateStore';
import { CONTRACTS, type ContractRow, SYNC } from './tables';

/**
 * Whether anything may be sent for an organization. `open`: a contract is connected. `waiting`: acknowledged, but no
 * contract is switched on. `paused`: it was connected, and is switched off in LinkedIn.
 */
export type Gate = 'open' | 'waiting' | 'paused';

/** What is known of an organization's contracts. Every row is read and written by organization *and* contract. */
export class Contracts {
	constructor(
		private readonly store: StateStore,
		/** `urn:li:organization:{id}`. */
		readonly organization: string,
	) {}

	/** Its contracts, without the organization's own row. */
	async list(): Promise<ContractRow[]> {
		const rows = await this.store.read(CONTRACTS, { organization: this.organization });
		return rows.filter(({ contract }) => contract !== this.organization);
	}

	/** URNs of those that are connected. */
	async connected(): Promise<string[]> {
		const rows = await this.list();
		return rows.filter(({ state }) => state === 'connected').map(({ contract }) => contract);
	}

	/** The organization's own row, whatever it says. */
	async own(): Promise<ContractRow | undefined> {
		const [row] = await this.store.read(CONTRACTS, {
			organization: this.organization,
			contract: this.organization,
		});
		return row;
	}

	/** What was kept with `keepLearned`; empty when nothing was. */
	async learned(): Promise<string> {
		return (await this.own())?.learned ?? '';
	}

	/** Keeps what was found out about LinkedIn's API, as JSON; of an organization that has no row, nothing is kept. */
	async keepLearned(json: string): Promise<void> {
		const { organization } = this;
		await this.store.update(CONTRACTS, { organization, contract: organization }, { learned: json });
	}

	/** The organization's own row, if the sharing of data was acknowledged; disconnecting takes that back. */
	async acknowledgement(): Promise<ContractRow | undefined> {
		const row = await this.own();
		const given = row && row.acknowledgedBy !== '' && row.acknowledgedAt !== '';
		return given && row.state !== 'disconnected' ? row : undefined;
	}

	/**
	 * Stores whole rows of this organization.
	 *
	 * @throws StateError for a row of another one: its state would be inherited
	 */
	async put(rows: readonly ContractRow[]): Promise<void> {
		if (rows.some(({ organization }) => organization !== this.organization)) {
			throw new StateError(
				'The contract to be stored belongs to another organization',
				'Report this with the steps that lead to it. Nothing was stored.',
			);
		}
		await this.store.put(CONTRACTS, rows);
	}

	/**
	 * Asked by every operation that sends or writes, before it does; told as it was a few seconds ago (`RememberingStore`).
	 *
	 * @throws NotConnectedError while the sharing of data was not acknowledged, or after it was disconnected
	 * @throws StateError when the contracts of an organization that was synced are gone
	 */
	async gate(): Promise<Gate> {
		const rows = await this.store.read(CONTRACTS, { organization: this.organization });
		const own = rows.find(({ contract }) => contract === this.organization);
		if (!own) await this.refuseLostTable();
		if (!own || own.acknowledgedBy === '' || own.state === 'disconnected') {
			const wasConnected = own?.state === 'disconnected';
			throw new NotConnectedError(
				wasConnected
					? 'This organization was disconnected'
					: 'The sharing of data with LinkedIn has not been acknowledged',
				'Open the connect page of workflow 01 and acknowledge it, or run RSC Contract Activate with "Acknowledge". Nothing is sent before that.',
				wasConnected,
			);
		}
		const contracts = rows.filter(({ contract }) => contract !== this.organization);
		if (contracts.some(({ state }) => state === 'connected')) return 'open';
		return contracts.some(({ state }) => state === 'switchedOff') ? 'paused' : 'waiting';
	}

	/**
	 * A user can delete a table: then it must not look as if nothing had ever been connected.
	 *
	 * @throws StateError when the contracts of an organization that was synced are gone
	 */
	async refuseLostTable(): Promise<void> {
		if (await this.own()) return;
		const synced = await this.store.read(SYNC, { organization: this.organization }, { limit: 1 });
		if (synced.length === 0) return;
		throw new StateError(
			'The Data Table rsc_contracts no longer knows this organization, although it was synced: the table was deleted or emptied',
			'Restore the table from a backup of n8n, or open the connect page of workflow 01 and connect the contracts again; nothing is sent twice.',
		);
	}
}
