import { z } from 'zod';
import { PAGES_USER } from '../../n8n/connectStack';
import type { N8nInstance } from '../../n8n/N8nInstance';

const PATH = '/webhook/rsc-map-people';
const AnswerSchema = z.object({
	rows: z.array(z.object({ seat: z.string() })),
	refused: z.array(z.object({ seat: z.string(), text: z.string() })),
});

/** A seat holder on the page, with the user that is suggested. */
export interface SeatOnPage {
	seat: string;
	contract: string;
	status: string;
	userId: string;
	how: string;
}

/** Workflow 02's page, by plain HTTP: decides as its script does in a browser. */
export class MapPeoplePage {
	private constructor(
		private readonly address: string,
		private readonly key: string,
		private readonly html: string,
	) {}

	static async open(n8n: N8nInstance): Promise<MapPeoplePage> {
		await n8n.untilServed(PATH);
		const address = n8n.url + PATH;
		const answer = await fetch(address, {
			headers: { authorization: `Basic ${btoa(`${PAGES_USER.user}:${PAGES_USER.password}`)}` },
		});
		const html = await answer.text();
		const key = /data-key="([^"]+)"/.exec(html)?.[1];
		if (!key) throw new Error(`The page of workflow 02 answered ${answer.status}, without a key`);
		return new MapPeoplePage(address, key, html);
	}

	/** Every seat holder of every contract. */
	seats(): SeatOnPage[] {
		return [...this.html.matchAll(/<li\s+class="seat [^>]*>/g)].map(([tag]) => {
			const data = (name: string): string =>
				new RegExp(`data-${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
			return {
				seat: data('seat'),
				contract: data('contract'),
				status: data('status'),
				userId: data('user'),
				how: data('how'),
			};
		});
	}

	/** Presses Confirm for all of them. @returns how many were kept; @throws Error when one was refused */
	async confirm(seats: readonly SeatOnPage[]): Promise<number> {
		const decisions = seats.map(({ seat, contract, userId, how }) => ({
			seat,
			contract,
			userId,
			how,
		}));
		const { rows, refused } = AnswerSchema.parse(
			await this.ask('decide', { decisions: JSON.stringify(decisions) }),
		);
		const [first] = refused;
		if (first) throw new Error(`${first.seat} was not kept: ${first.text}`);
		return rows.length;
	}

	private async ask(action: string, values: Record<string, string>): Promise<unknown> {
		const answer = await fetch(this.address, {
			method: 'POST',
			body: new URLSearchParams({ key: this.key, action, ...values }),
		});
		if (!answer.ok) throw new Error(`The page of workflow 02 answered ${answer.status}`);
		return await answer.json();
	}
}
