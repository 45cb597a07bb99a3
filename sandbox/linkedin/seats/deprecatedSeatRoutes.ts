import type { FastifyInstance } from 'fastify';
import { guard, type LinkedInRoom } from '../guard';
import { withNullElements } from '../nulls';
import { problem } from '../problems';
import { needContract } from './contractAccess';
import { finderPage, finderQuery } from './finderQuery';
import type { RecruiterSeat } from './RecruiterSeats';

const PATH = '/v2/seats';
const DEFAULT_COUNT = 10;

/** The finder that LinkedIn's collection still prints, although it was to be removed in 2022 (LinkedIn reference §8.2). */
export function registerDeprecatedSeatRoutes(app: FastifyInstance, room: LinkedInRoom): void {
	const { switches } = room.context;
	switches.define('li§8.2 deprecated seats exist', true);
	app.get(`/linkedin${PATH}`, (request) => {
		const call = guard(room, request, {
			resource: 'seats',
			generation: 'v2',
			dailyLimit: 100_000,
			dailyGroup: 'csa',
			caller: 'child',
		});
		if (!switches.boolean('li§8.2 deprecated seats exist'))
			throw problem(404, 'Resource seats does not exist', 0);
		const query = finderQuery(call);
		if (query.text('q') !== 'seatsByAttributes') throw problem(400, 'Finder is not known');
		const contracts = query.list('contracts');
		if (contracts.length === 0) throw problem(400, 'Query parameter contracts is required');
		const active = query.text('active');
		if (active !== undefined && active !== 'true' && active !== 'false')
			throw problem(400, 'Query parameter active is invalid');
		for (const contract of contracts) needContract(room, call, contract, 'seats');
		const fields = query.text('fields')?.split(',');
		const found = contracts
			.flatMap((contract) => room.seats.list(contract))
			.filter(({ state }) => active === undefined || (state === 'ACTIVE') === (active === 'true'))
			.map((seat) => project(element(seat), fields));
		return finderPage(PATH, call, withNullElements(switches, found), {
			start: query.whole('start') ?? 0,
			count: query.whole('count') ?? DEFAULT_COUNT,
			withTotal: switches.boolean('li§14.6 seats total'),
			foreignHost: switches.boolean('li§14.6 next links name a foreign host'),
		});
	});
}

function element(seat: RecruiterSeat): Record<string, unknown> {
	const { id, firstName, lastName, email, personUrn, contractUrn, state, seatRoles } = seat;
	return {
		id,
		firstName,
		lastName,
		...(email !== undefined && { email }),
		...(personUrn !== undefined && { member: personUrn }),
		contractId: contractUrn,
		active: state === 'ACTIVE',
		admin: seatRoles.includes('ADMIN_SEAT'),
	};
}

function project(
	fields: Record<string, unknown>,
	wanted: readonly string[] | undefined,
): Record<string, unknown> {
	return wanted
		? Object.fromEntries(Object.entries(fields).filter(([name]) => wanted.includes(name)))
		: fields;
}
