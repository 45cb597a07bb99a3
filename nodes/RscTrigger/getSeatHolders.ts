import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { WaitLedger } from '../../src/http/WaitLedger';
import { getSeats } from '../../src/linkedin/seats';
import { fullName } from '../../src/mapping/seatToStored';
import { listOrReason } from '../../src/n8n/formLists';
import { readLinkedIn, worldOf } from '../../src/n8n/readConnection';
import { openLinkedIn } from '../../src/operations/connect';
import { readContracts } from './polledParameters';

/** A person waits for the list. */
const PATIENCE_MS = 20_000;

/** Active seat holders of the contracts by name; LinkedIn has no search of its own. */
export async function getSeatHolders(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await listOrReason(this, async () => {
		const linkedIn = await readLinkedIn(this);
		const { organizationUrn } = linkedIn.settings;
		const contractUrns = readContracts(this.getCurrentNodeParameter('contracts'), organizationUrn);
		const { api } = openLinkedIn(linkedIn, worldOf(this), {
			deadlineMs: Date.now() + PATIENCE_MS,
			ledger: new WaitLedger(),
		});
		const seats = await getSeats(api, { contractUrns, states: ['ACTIVE'] });
		return seats
			.map((seat) => {
				const name = fullName(seat) || seat.seatUrn;
				return { name: seat.email ? `${name} (${seat.email})` : name, value: seat.seatUrn };
			})
			.sort((a, b) => a.name.localeCompare(b.name));
	});
}
