import type { StateStore } from './StateStore';
import { type OrganizationRow, ORGANIZATIONS } from './tables';

/** The organizations that the workflows serve, each with its own pair of credentials. */
export class Organizations {
	constructor(private readonly store: StateStore) {}

	/** In the order in which they were added. */
	async list(): Promise<OrganizationRow[]> {
		const rows = await this.store.read(ORGANIZATIONS, {});
		return rows.sort((a, b) => a.addedAt.localeCompare(b.addedAt));
	}

	async find(organization: string): Promise<OrganizationRow | undefined> {
		const [row] = await this.store.read(ORGANIZATIONS, { organization });
		return row;
	}

	/** In place of the one that it has. */
	async put(row: OrganizationRow): Promise<void> {
		await this.store.put(ORGANIZATIONS, [row]);
	}

	/** @returns whether it was there */
	async remove(organization: string): Promise<boolean> {
		return (await this.store.remove(ORGANIZATIONS, { organization })) > 0;
	}
}
