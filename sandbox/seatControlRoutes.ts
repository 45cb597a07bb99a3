import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseBody } from './core/parseBody';
import { Problem } from './core/Problem';
import type { LinkedInRoom } from './linkedin/guard';
import { SEAT_STATES } from './linkedin/seats/makeSeat';

const Contract = z.object({ contract: z.string().default('urn:li:contract:2001') });

/** Driving Recruiter's seat holders and SmartRecruiters' users. */
export function registerSeatControl(app: FastifyInstance, room: LinkedInRoom): void {
	const { context, seats } = room;

	/** Everything about the seats, with the user who really is the holder. */
	app.get('/_sandbox/linkedin/seats', (request) =>
		seats.list(Contract.parse(request.query).contract),
	);

	app.post('/_sandbox/linkedin/seats', (request) => {
		const { contract, count } = parseBody(
			request,
			Contract.extend({ count: z.number().int().nonnegative() }),
		);
		seats.setCount(contract, count);
		return { count: seats.list(contract).length };
	});

	app.patch('/_sandbox/linkedin/seats/:id', (request) => {
		const { id } = z.object({ id: z.string() }).parse(request.params);
		const { firstName, lastName, email, state } = parseBody(
			request,
			z
				.object({
					firstName: z.string(),
					lastName: z.string(),
					email: z.string(),
					state: z.enum(SEAT_STATES),
				})
				.partial(),
		);
		const changed = seats.change(`urn:li:seat:${id}`, {
			...(firstName !== undefined && { firstName }),
			...(lastName !== undefined && { lastName }),
			...(email !== undefined && { email }),
			...(state !== undefined && { state }),
		});
		if (!changed) throw new Problem(404, { message: 'No such seat' });
		return { ok: true };
	});

	app.delete('/_sandbox/linkedin/seats/:id', (request) => {
		const { id } = z.object({ id: z.string() }).parse(request.params);
		if (!seats.remove(`urn:li:seat:${id}`)) throw new Problem(404, { message: 'No such seat' });
		return { ok: true };
	});

	app.patch('/_sandbox/company/users/:id', (request) => {
		const { id } = z.object({ id: z.string() }).parse(request.params);
		const { firstName, lastName, email, active, systemRole, accessGroups } = parseBody(
			request,
			z
				.object({
					firstName: z.string(),
					lastName: z.string(),
					email: z.string(),
					active: z.boolean(),
					systemRole: z.string(),
					accessGroups: z.array(z.string()),
				})
				.partial(),
		);
		const changed = context.company.changeUser(id, {
			...(firstName !== undefined && { firstName }),
			...(lastName !== undefined && { lastName }),
			...(email !== undefined && { email }),
			...(active !== undefined && { active }),
			...(systemRole !== undefined && { systemRole }),
			...(accessGroups !== undefined && { accessGroups }),
			updatedOn: context.clock.now(),
		});
		if (!changed) throw new Problem(404, { message: 'No such user' });
		return { ok: true };
	});
}
