import { pause } from '../n8n/pause';
import { formFields, pageText, pageTitle } from './formFields';

const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 200;

/**
 * Somebody at pages of n8n's forms, by plain HTTP instead of a browser: reads a page, fills in what is asked, sends it as
 * the page's own script does, and waits for the next one.
 */
export class FormVisitor {
	private constructor(
		private page: string,
		/** Where this page is answered. */
		private address: string,
		private readonly headers: Record<string, string>,
	) {}

	static async open(
		address: string,
		{ user, password }: { user: string; password: string },
	): Promise<FormVisitor> {
		const headers = { authorization: `Basic ${btoa(`${user}:${password}`)}` };
		return new FormVisitor(await read(address, headers), address, headers);
	}

	get title(): string {
		return pageTitle(this.page);
	}

	get text(): string {
		return pageText(this.page);
	}

	/** The address of the first link that matches. */
	link(pattern: RegExp): string | undefined {
		return [...this.page.matchAll(/href="([^"]+)"/g)]
			.map(([, href = '']) => href.replace(/&amp;/g, '&'))
			.find((href) => pattern.test(href));
	}

	/**
	 * Answers the page and goes on to the next.
	 *
	 * @param answers by label or its beginning; what is not named stays as the page has it
	 * @throws Error when the page has no such field, or no page follows within a minute
	 */
	async answer(answers: Readonly<Record<string, string | readonly string[]>> = {}): Promise<void> {
		const fields = formFields(this.page);
		const body = new FormData();
		const left = new Map(Object.entries(answers));
		for (const { name, label, choice, value } of fields) {
			const [key] = [...left.keys()].filter((one) => label.startsWith(one));
			const given = key === undefined ? value : (left.get(key) ?? value);
			if (key !== undefined) left.delete(key);
			body.append(
				name,
				choice ? JSON.stringify(typeof given === 'string' ? [given] : given) : String(given),
			);
		}
		if (left.size > 0)
			throw new Error(`"${this.title}" has no field ${[...left.keys()].join(', ')}`);
		const token = /const authToken = '([^']*)'/.exec(this.page)?.[1] ?? '';
		const response = await fetch(this.address, {
			method: 'POST',
			body,
			headers: { ...this.headers, ...(token && { 'x-auth-token': token }) },
		});
		if (!response.ok) throw new Error(`"${this.title}" answered ${response.status}`);
		const waiting = /"formWaitingUrl":"([^"]+)"/.exec(await response.text())?.[1];
		await this.follow(waiting ?? this.address);
	}

	/** Waits until the workflow shows its next page, and reads it. */
	private async follow(address: string): Promise<void> {
		const status = new URL(address);
		status.pathname += '/n8n-execution-status';
		const deadline = Date.now() + PATIENCE_MS;
		for (;;) {
			const state = await (await fetch(status)).text();
			if (state === 'form-waiting') break;
			if (['error', 'crashed', 'canceled', 'null'].includes(state) || Date.now() > deadline)
				throw new Error(`After "${this.title}" no page came: ${state}`);
			await pause(LOOK_EVERY_MS);
		}
		this.page = await read(address, this.headers);
		this.address = address;
	}
}

async function read(address: string, headers: Record<string, string>): Promise<string> {
	const response = await fetch(address, { headers });
	if (!response.ok) throw new Error(`${new URL(address).pathname} answered ${response.status}`);
	return await response.text();
}
