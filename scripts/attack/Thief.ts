import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A host that must never be called: whatever arrives here was led away from a vendor. */
export class Thief {
	/** What arrived: method, address and headers. */
	readonly caught: string[] = [];

	private constructor(
		private readonly server: Server,
		/** With port. */
		readonly host: string,
	) {}

	static async open(): Promise<Thief> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const thief = new Thief(server, `127.0.0.1:${(server.address() as AddressInfo).port}`);
		server.on('request', (request, response) => {
			thief.caught.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
			request.resume();
			response.writeHead(200, { 'content-type': 'application/json' }).end('{"elements":[]}');
		});
		return thief;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
