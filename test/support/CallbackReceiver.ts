import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedPush {
	body: string;
	signature: string | undefined;
}

/** A customer's callback on this machine: answers the challenge as it is told to, and keeps what is pushed. */
export class CallbackReceiver {
	readonly challenges: URLSearchParams[] = [];

	readonly pushes: ReceivedPush[] = [];

	/** How challenges are answered; `silent` never answers. */
	challenge: 'right' | 'wrong' | 'silent' | 'text' = 'right';

	/** Status for the pushes to come, the last one for all that follow; 0 never answers. */
	statuses: number[] = [200];

	private server: Server | undefined;

	constructor(private readonly secret: string) {}

	get url(): string {
		const address = this.server?.address() as AddressInfo | null | undefined;
		return `http://127.0.0.1:${address?.port ?? 0}/linkedin-callback`;
	}

	async start(): Promise<void> {
		const server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				if (request.method === 'GET') {
					const query = new URL(request.url ?? '', this.url).searchParams;
					this.challenges.push(query);
					if (this.challenge === 'silent') return;
					const code = query.get('challengeCode') ?? '';
					const secret = this.challenge === 'wrong' ? 'another secret' : this.secret;
					const answer = createHmac('sha256', secret).update(code).digest('hex');
					response
						.writeHead(200, {
							'content-type': this.challenge === 'text' ? 'text/plain' : 'application/json',
						})
						.end(JSON.stringify({ challengeCode: code, challengeResponse: answer }));
					return;
				}
				const signature = request.headers['x-li-signature'];
				this.pushes.push({
					body: Buffer.concat(chunks).toString('utf8'),
					signature: typeof signature === 'string' ? signature : undefined,
				});
				const status = this.statuses.length > 1 ? this.statuses.shift() : this.statuses[0];
				if (status) response.writeHead(status).end();
			});
		});
		this.server = server;
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	}

	async stop(): Promise<void> {
		this.server?.closeAllConnections();
		await new Promise((resolve) => this.server?.close(resolve));
	}
}
