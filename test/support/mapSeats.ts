import { z } from 'zod';
import type { N8nInstance } from '../../scripts/n8n/N8nInstance';
import type { SandboxProcess } from '../../scripts/n8n/SandboxProcess';
import { PEOPLE, SEATS } from '../../src/state/tables';

const ACME = { organization: 'urn:li:organization:1000', contract: 'urn:li:contract:2001' };

const MembersSchema = z.array(z.object({ urn: z.string(), candidateIds: z.array(z.string()) }));
const SeatsSchema = z.array(
	z.object({
		seatUrn: z.string(),
		state: z.string(),
		firstName: z.string(),
		lastName: z.string(),
	}),
);

export interface MappedSeats {
	mapped: string[];
	notMapped: string[];
}

/** State as a mapping of the first of so many active seats leaves it, with the people that Get Matches tells. */
export async function mapSeats(
	{ n8n, sandbox }: { n8n: N8nInstance; sandbox: SandboxProcess },
	{ seats: wanted, notMapped }: { seats: number; notMapped: number },
	{ organization, contract } = ACME,
): Promise<MappedSeats> {
	const all = SeatsSchema.parse(
		await sandbox.control('GET', `/linkedin/seats?contract=${contract}`),
	);
	const seats = all.filter(({ state }) => state === 'ACTIVE').slice(0, wanted);
	const now = new Date().toISOString();
	await n8n.insertRows(
		SEATS.name,
		SEATS.columns,
		seats.map(({ seatUrn, firstName, lastName }, nth) =>
			SEATS.schema.parse({
				organization,
				contract,
				seat: seatUrn,
				seatState: 'ACTIVE',
				seatName: `${firstName} ${lastName}`,
				userId: nth < wanted - notMapped ? `user${nth}` : '',
				mappedAt: nth < wanted - notMapped ? now : '',
			}),
		),
	);
	const members = MembersSchema.parse(await sandbox.control('GET', '/linkedin/members?limit=1000'));
	await n8n.insertRows(
		PEOPLE.name,
		PEOPLE.columns,
		members.flatMap(({ urn, candidateIds }) =>
			candidateIds.map((candidateId) =>
				PEOPLE.schema.parse({
					...{ organization, person: urn, candidateId },
					...{ knownBy: 'match', knownAt: now },
				}),
			),
		),
	);
	const urns = seats.map(({ seatUrn }) => seatUrn);
	return {
		mapped: urns.slice(0, wanted - notMapped),
		notMapped: urns.slice(wanted - notMapped),
	};
}
