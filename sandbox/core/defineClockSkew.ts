import type { FastifyInstance } from 'fastify';
import type { Switches } from './Switches';

const AHEAD = 'http date header ahead seconds';

/** What the vendors' `Date` headers say beside the clock of this machine; who compares them sees a clock that is wrong. */
export function defineClockSkew(app: FastifyInstance, switches: Switches): void {
	switches.define(AHEAD, 0);
	app.addHook('onSend', async (_request, reply) => {
		const aheadMs = switches.number(AHEAD) * 1000;
		if (aheadMs !== 0) reply.header('date', new Date(Date.now() + aheadMs).toUTCString());
		await Promise.resolve();
	});
}
