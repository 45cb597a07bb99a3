import { createServer, type IncomingHttpHeaders } from 'node:http';

export interface ReceivedRequest {
	headers: Record<string, string | undefined>;
	/** As it came. */
	body: string;
}

/** A callback on loopback that keeps what it gets. */
export interface Receiver {
	url: string;
	requests: ReceivedRequest[];
	/** What it answers to deliveries. */
	status: number;
	answerHandshake: boolean;
	close: () => Promise<void>;
}

/** @param onDelivery gives the status of the answer; default: the receiver's own */
export async function startReceiver(
	onDelivery?: (request: ReceivedRequest) => number | Promise<number>,
): Promise<Receiver> {
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const received = { headers: flat(request.headers), body: Buffer.concat(chunks).toString() };
			const secret = received.headers['x-hook-secret'];
			if (secret) {
				if (receiver.answerHandshake) response.setHeader('x-hook-secret', secret);
				response.writeHead(200).end();
				return;
			}
			receiver.requests.push(received);
			void Promise.resolve(onDelivery ? onDelivery(received) : receiver.status).then((status) =>
				response.writeHead(status).end(),
			);
		});
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const address = server.address();
	if (typeof address !== 'object' || !address) throw new Error('No port');
	const receiver: Receiver = {
		url: `http://127.0.0.1:${address.port}/hook`,
		requests: [],
		status: 202,
		answerHandshake: true,
		close: async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => {
				server.close(() => {
					resolve();
				});
			});
		},
	};
	return receiver;
}

function flat(headers: IncomingHttpHeaders): Record<string, string | undefined> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.join(', ') : value,
		]),
	);
}
