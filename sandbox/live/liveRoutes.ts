import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseBody } from '../core/parseBody';
import type { SandboxContext } from '../core/SandboxContext';
import { LIFE, planLife } from './planLife';

const LifeSchema = z.object({
	days: z.number().positive(),
	actionsPerDay: z.number().positive().default(20),
	seed: z.number().int().default(1),
	weights: z.record(z.number().int().nonnegative()).default({}),
});

/** Makes the company live, and tells what became of its webhooks. */
export function registerLiveRoutes(app: FastifyInstance, context: SandboxContext): void {
	app.post('/_sandbox/company/live', (request) => {
		const { days, actionsPerDay, seed, weights } = parseBody(request, LifeSchema);
		const known = Object.fromEntries(Object.entries(weights).filter(([kind]) => kind in LIFE));
		const actions = planLife({
			fromMs: context.clock.now(),
			days,
			actionsPerDay,
			seed,
			weights: known,
		});
		context.live.plan(actions);
		return { planned: actions.length };
	});

	app.get('/_sandbox/company/live', () => ({
		left: context.live.left,
		subscriptions: [...context.live.hub.subscriptions.values()].map(
			({ id, callbackUrl, events, status }) => ({ id, callbackUrl, events, status }),
		),
		webhooks: { ...context.live.hub.counts, nextDueAtMs: context.live.hub.nextDueAtMs ?? null },
	}));

	/** Acts and delivers what is due by now, and waits for the answers. */
	app.post('/_sandbox/company/catch-up', async () => {
		context.live.catchUp();
		await context.live.hub.deliverDue();
		return { left: context.live.left };
	});
}
