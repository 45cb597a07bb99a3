import { z } from 'zod';
import type { SandboxProcess } from '../../n8n/SandboxProcess';
import { MapPeoplePage } from './MapPeoplePage';
import type { Place, Stop } from './Stop';

const SeatsSchema = z.array(
	z.object({ seatUrn: z.string(), state: z.string(), trueUserId: z.string().nullish() }),
);
const RowsSchema = z.array(
	z.object({ seat: z.string(), userId: z.string(), matchedBy: z.string() }),
);

/** The certain suggestions are confirmed; those that need a look are left to a person. */
export const mapPeople: Stop<'mapped'> = {
	name: 'mapped',
	title: 'Who is who: an admin confirms the certain suggestions on the page of workflow 02',
	byHand: ({ n8n }) => `Confirm who holds which seat: ${n8n.url}/webhook/rsc-map-people`,
	walk: async ({ n8n, tell }) => {
		const page = await MapPeoplePage.open(n8n);
		const seats = page.seats();
		const certain = seats.filter(({ status }) => status === 'certain');
		const kept = await page.confirm(certain);
		tell(`${kept} of ${seats.length} seat holders are mapped; the others wait for a person`);
		return { seats: kept, of: seats.length };
	},
	holds: async (place, { seats }) => {
		const rows = (await mappedSeats(place)).filter(({ matchedBy }) => matchedBy === 'email');
		const truth = new Map<string, string | null | undefined>();
		for (const contract of ['urn:li:contract:2001', 'urn:li:contract:2002'])
			for (const { seatUrn, trueUserId } of await seatsOf(place.sandbox, contract))
				truth.set(seatUrn, trueUserId);
		const right = rows.filter(({ seat, userId }) => truth.get(seat) === userId);
		return right.length === rows.length && (seats === 0 || rows.length > 0);
	},
};

/** The rows of `rsc_seats` that have a user. */
export async function mappedSeats({ n8n }: Place): Promise<z.infer<typeof RowsSchema>> {
	return RowsSchema.parse(await n8n.table('rsc_seats')).filter(({ userId }) => userId !== '');
}

/** The seats of a contract, with the user who really holds each. */
export async function seatsOf(
	sandbox: SandboxProcess,
	contract: string,
): Promise<z.infer<typeof SeatsSchema>> {
	return SeatsSchema.parse(await sandbox.control('GET', `/linkedin/seats?contract=${contract}`));
}
