import { connect } from 'node:net';
import { pause } from '../../scripts/n8n/pause';

const READY_WITHIN_MS = 30_000;

/** Waits until a server on 127.0.0.1 listens. */
export async function untilOpen(port: number): Promise<void> {
	const deadline = Date.now() + READY_WITHIN_MS;
	for (;;) {
		const open = await new Promise<boolean>((resolve) => {
			const socket = connect(port, '127.0.0.1', () => {
				socket.destroy();
				resolve(true);
			});
			socket.once('error', () => {
				resolve(false);
			});
		});
		if (open) return;
		if (Date.now() > deadline) throw new Error(`Nothing listens on ${port}`);
		await pause(100);
	}
}
