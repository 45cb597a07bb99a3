import type { StateStore } from './StateStore';
import { SEATS, type SeatRow } from './tables';

/** Recruiter's seat holders and who they are in SmartRecruiters, as it was decided, in an organization. */
export class Seats {
	constructor(
		private readonly store: StateStore,
		private readonly organization: string,
	) {}

	async list(): Promise<SeatRow[]> {
		return await this.store.read(SEATS, { organization: this.organization });
	}

	/** Those that have a SmartRecruiters user. */
	async mapped(): Promise<SeatRow[]> {
		return (await this.list()).filter(({ userId }) => userId !== '');
	}

	/** Puts whole rows in place of those with the same seat. */
	async put(rows: ReadonlyArray<Omit<SeatRow, 'organization'>>): Promise<void> {
		const { organization } = this;
		await this.store.put(
			SEATS,
			rows.map((row) => ({ ...row, organization })),
		);
	}

	/** Stores how far a seat's past has come, unless somebody has changed the seat meanwhile. */
	async saveImport(
		{ seat, mappedAt }: Pick<SeatRow, 'seat' | 'mappedAt'>,
		change: Partial<Pick<SeatRow, 'importedFromMs' | 'importedUntilMs' | 'importCheckpoint'>>,
	): Promise<boolean> {
		const { organization } = this;
		return (await this.store.update(SEATS, { organization, seat, mappedAt }, change)) > 0;
	}
}
