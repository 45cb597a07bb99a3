import { contractRef, integrationOf, setEnabled } from '../../sandbox/linkedin/integrationState';
import { CONTRACTS, DELETIONS, PARKED, SEATS } from '../../src/state/tables';
import { ORGANIZATION } from '../support/historyRuntime';
import { Company } from './Company';
import type { Counts } from './Counts';

const CONTRACT = 'urn:li:contract:2001';

/** With so many mapped seats on one contract. */
export async function withSeats(seats: number, measure: (company: Company) => Promise<Counts>) {
	return await Company.measured({ people: 60 }, async (company) => {
		company.sandbox.seats.setCount(CONTRACT, seats);
		const all = company.sandbox.seats.list(CONTRACT);
		for (const { seatUrn } of all) company.sandbox.seats.change(seatUrn, { state: 'ACTIVE' });
		await company.runtime.store.put(
			SEATS,
			all.map(({ seatUrn: seat }) => ({
				...SEATS.schema.parse({ organization: ORGANIZATION, seat, contract: CONTRACT }),
				...{ seatState: 'ACTIVE', userId: 'u1', mappedAt: '2026-01-01T00:00:00.000Z' },
			})),
		);
		return await measure(company);
	});
}

/** Contracts that are connected, with one mapped seat each. */
export async function withSeatOnEach(
	contracts: number,
	measure: (company: Company) => Promise<Counts>,
) {
	return await Company.measured({ people: 60 }, async (company) => {
		const names = Array.from({ length: contracts }, (_, at) => `urn:li:contract:${3_000 + at}`);
		for (const app of company.sandbox.room.apps.children())
			if (app.organization === ORGANIZATION) app.contracts.push(...names);
		const empty = { organization: ORGANIZATION };
		const { store } = company.runtime;
		await store.put(
			CONTRACTS,
			names.map((contract) => CONTRACTS.schema.parse({ ...empty, contract, state: 'connected' })),
		);
		for (const contract of names) {
			setEnabled(integrationOf(company.sandbox.room, ORGANIZATION, contractRef(contract)), true);
			company.sandbox.seats.setCount(contract, 1);
			for (const { seatUrn: seat } of company.sandbox.seats.list(contract)) {
				company.sandbox.seats.change(seat, { state: 'ACTIVE' });
				const mapped = { seatState: 'ACTIVE', userId: 'u1', mappedAt: '2026-01-01T00:00:00.000Z' };
				await store.put(SEATS, [SEATS.schema.parse({ ...empty, seat, contract, ...mapped })]);
			}
		}
		return await measure(company);
	});
}

/** With so many contracts, most of which are only requested. */
export async function withContracts(
	contracts: number,
	measure: (company: Company) => Promise<Counts>,
) {
	return await Company.measured({ people: 60 }, async (company) => {
		const empty = CONTRACTS.schema.parse({ organization: ORGANIZATION });
		const more = Array.from({ length: contracts - 1 }, (_, at) => `urn:li:contract:${3_000 + at}`);
		for (const app of company.sandbox.room.apps.children())
			if (app.organization === ORGANIZATION) app.contracts.push(...more);
		await company.runtime.store.put(
			CONTRACTS,
			more.map((contract) => ({ ...empty, contract, state: 'requested' as const })),
		);
		return await measure(company);
	});
}

/** After so many candidates were deleted. */
export async function withTombstones(rows: number, measure: (company: Company) => Promise<Counts>) {
	return await Company.measured({}, async (company) => {
		await company.runtime.store.put(
			DELETIONS,
			Array.from({ length: rows }, (_, at) => ({
				...{ organization: ORGANIZATION, recordKey: `candidate:gone-${at}`, kind: 'candidate' },
				...{ reason: 'deleted', proof: '204', found: true },
				deletedAt: '2026-01-05T08:00:00.000Z',
				deletedAtMs: Date.UTC(2026, 0, 5, 8),
			})),
		);
		return await measure(company);
	});
}

/** With so many parked candidates. */
export async function withParked(rows: number, measure: (company: Company) => Promise<Counts>) {
	return await Company.measured({}, async (company) => {
		const empty = PARKED.schema.parse({ organization: ORGANIZATION });
		await company.runtime.store.put(
			PARKED,
			Array.from({ length: rows }, (_, at) => ({
				...{ ...empty, recordKey: `candidate:odd-${at}`, kind: 'candidate' as const },
				...{ code: 'NO_NAME', reason: 'It has no name', whatToDo: 'Give it one' },
				...{ firstSeenAt: '2026-01-05T08:00:00.000Z', lastSeenAt: '2026-01-05T08:00:00.000Z' },
				attempts: 1,
			})),
		);
		return await measure(company);
	});
}
