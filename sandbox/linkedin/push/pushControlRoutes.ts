import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseBody } from '../../core/parseBody';
import { Problem } from '../../core/Problem';
import type { LinkedInRoom } from '../guard';

/** How tests drive the pushes; how they are signed, held, doubled and delayed is said by switches (`li§3.2` to `li§3.4`). */
export function registerPushControl(app: FastifyInstance, { apps, pushes }: LinkedInRoom): void {
	app.get('/_sandbox/pushes', () => pushes.log());

	/** A push of any type; `payload` is what its finder answers. */
	app.post('/_sandbox/pushes', (request) => {
		const { clientId, type, payload } = parseBody(
			request,
			z.object({
				clientId: z.string().default('sandbox-child'),
				type: z.string(),
				payload: z.array(z.unknown()).default([]),
			}),
		);
		const target = apps.byClientId(clientId);
		if (target?.kind !== 'child') throw new Problem(404, { message: 'No such application' });
		return { id: pushes.send(target, type, payload) };
	});

	app.post('/_sandbox/pushes/release', (request) => {
		const { order } = parseBody(
			request,
			z.object({ order: z.enum(['sent', 'reversed']).default('sent') }),
		);
		return { released: pushes.release(order) };
	});

	app.post('/_sandbox/pushes/settle', async () => {
		await pushes.settle();
		return pushes.log();
	});

	app.post('/_sandbox/pushes/:id/redeliver', (request) => {
		const { id } = z.object({ id: z.string() }).parse(request.params);
		if (!pushes.redeliver(id)) throw new Problem(404, { message: 'No such push' });
		return { ok: true };
	});

	/** The developer starts validation again after an endpoint was blocked (LinkedIn reference §3.2). */
	app.post('/_sandbox/pushes/restart', (request) => {
		const { clientId } = parseBody(
			request,
			z.object({ clientId: z.string().default('sandbox-child') }),
		);
		const target = apps.byClientId(clientId);
		if (!target) throw new Problem(404, { message: 'No such application' });
		pushes.registered(target);
		return { ok: true };
	});
}
