import type { FastifyInstance } from 'fastify';
import { type Generation, guard, type LinkedInRoom } from '../guard';
import { withNullElements } from '../nulls';
import { problem } from '../problems';
import { needContract } from './contractAccess';
import { finderPage, finderQuery } from './finderQuery';
import type { RecruiterSeat } from './RecruiterSeats';
import { SEAT_STATES } from './makeSeat';

const DEFAULT_COUNT = 10;

/** Who holds a seat on which contract (LinkedIn reference §8.1, §15.3). */
export function registerSeatRoutes(app: FastifyInstance, room: LinkedInRoom): void {
	const { switches } = room.context;
	switches.define('li§8 seats per contract', 11);
	// E-mail is inferred, not documented; so is whether every state is told and whether a total comes.
	switches.define('li§8.1 seat has email', true);
	switches.define('li§14.6 seats total', true);
	switches.define('li§14.6 largest page of seats', 1000);
	for (const generation of ['v2', 'rest'] as const) {
		const path = `/${generation}/seatsV2`;
		app.get(`/linkedin${path}`, (request) => {
			const call = guard(room, request, {
				resource: 'seatsV2',
				generation,
				dailyLimit: 100_000,
				dailyGroup: 'csa',
				caller: 'child',
			});
			const query = finderQuery(call);
			if (query.text('q') !== 'attributes') throw problem(400, 'Finder is not known');
			const contracts = query.list('contracts');
			if (contracts.length === 0) throw problem(400, 'Query parameter contracts is required');
			const states = query.list('states');
			for (const state of states)
				if (!SEAT_STATES.some((one) => one === state))
					throw problem(400, 'Query parameter states is invalid');
			const start = query.whole('start');
			if (start === undefined) throw problem(400, 'Query parameter start is required');
			const count = Math.min(
				query.whole('count') ?? DEFAULT_COUNT,
				switches.number('li§14.6 largest page of seats'),
			);
			for (const contract of contracts) needContract(room, call, contract, 'seatsV2');
			const found = contracts
				.flatMap((contract) => room.seats.list(contract))
				.filter(({ state }) => states.length === 0 || states.includes(state));
			const page = finderPage(path, call, withNullElements(switches, found), {
				start,
				count,
				withTotal: switches.boolean('li§14.6 seats total'),
				foreignHost: switches.boolean('li§14.6 next links name a foreign host'),
			});
			const withEmail = switches.boolean('li§8.1 seat has email');
			return {
				...page,
				elements: page.elements.map((seat) => seat && element(seat, generation, withEmail)),
			};
		});
	}
}

function element(seat: RecruiterSeat, generation: Generation, withEmail: boolean) {
	const { id, firstName, lastName, contractUrn, personUrn, state, seatRoles, email } = seat;
	return {
		firstName,
		lastName,
		contract: contractUrn,
		...(personUrn && { member: personUrn }),
		state,
		seatRoles,
		...(withEmail && email && { email }),
		...(generation === 'v2'
			? { id, created: { time: seat.createdAtMs } }
			: { seatId: id, createdAt: { actor: 'urn:li:system:0', time: seat.createdAtMs } }),
	};
}
