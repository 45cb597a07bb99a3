import { createServer } from 'node:net';

/** Below the ports that Linux gives to outgoing connections, which could take one before its server listens. */
const LOWEST = 20_000;
const FOR_EACH_WORKER = 1_000;

/** A port on 127.0.0.1 that nobody uses at this moment. Workers of Jest choose from ranges of their own. */
export async function freePort(): Promise<number> {
	const worker = Number(process.env.JEST_WORKER_ID ?? 0) % 10;
	for (;;) {
		const port = LOWEST + worker * FOR_EACH_WORKER + Math.floor(Math.random() * FOR_EACH_WORKER);
		if (await isFree(port)) return port;
	}
}

/** Whether nobody listens on this port of 127.0.0.1. */
export async function isFree(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => {
			resolve(false);
		});
		server.listen(port, '127.0.0.1', () => {
			server.close(() => {
				resolve(true);
			});
		});
	});
}
