/** A page as a person without a mouse sees it: its text, its forms, and what its buttons send. */
export class FormPage {
	constructor(
		readonly status: number,
		readonly html: string,
		readonly url: string,
		private readonly signedIn: Record<string, string>,
		/** Of the answer. */
		readonly headers: Headers,
	) {}

	static async open(url: string, headers: Record<string, string>): Promise<FormPage> {
		const answer = await fetch(url, { headers });
		return new FormPage(answer.status, await answer.text(), url, headers, answer.headers);
	}

	/** What one reads, on one line. */
	get text(): string {
		return unescape(
			this.html
				.replace(/<(style|script)[\s\S]*?<\/\1>/g, ' ')
				.replace(/<[^>]+>/g, ' ')
				.replace(/\s+/g, ' '),
		);
	}

	/** The step that one is at. */
	get step(): string {
		return /<li[^>]*aria-current="step"[^>]*>\s*([^<]*)/.exec(this.html)?.[1]?.trim() ?? '';
	}

	/** Presses the button with this value of `action`, with fields changed; a list is several tick boxes. */
	async press(action: string, change: Record<string, string | string[]> = {}): Promise<FormPage> {
		const form = [...this.html.matchAll(/<form[\s\S]*?<\/form>/g)]
			.map(([markup]) => markup)
			.find((markup) => markup.includes(`value="${action}"`));
		if (!form) throw new Error(`No button "${action}" on: ${this.text}`);
		const fields = new URLSearchParams();
		for (const [name, value] of readFields(form)) if (!(name in change)) fields.append(name, value);
		for (const [name, value] of Object.entries(change))
			for (const one of [value].flat()) fields.append(name, one);
		fields.append('action', action);
		const target = /action="([^"]*)"/.exec(form)?.[1] ?? '';
		const url = new URL(unescape(target), this.url).href;
		const answer = await fetch(url, {
			method: 'POST',
			headers: { ...this.signedIn, 'content-type': 'application/x-www-form-urlencoded' },
			body: fields.toString(),
		});
		return new FormPage(answer.status, await answer.text(), url, this.signedIn, answer.headers);
	}
}

/** What the form would send as it stands. */
function readFields(form: string): Array<[string, string]> {
	const found: Array<[string, string]> = [];
	for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
		const name = attribute(tag, 'name');
		const box = /type="checkbox"/.test(tag);
		if (name && (!box || /\schecked/.test(tag))) found.push([name, attribute(tag, 'value')]);
	}
	for (const [, head = '', body = ''] of form.matchAll(/<textarea([^>]*)>([\s\S]*?)<\/textarea>/g))
		found.push([attribute(head, 'name'), unescape(body)]);
	for (const [, head = '', body = ''] of form.matchAll(/<select([^>]*)>([\s\S]*?)<\/select>/g)) {
		const chosen =
			/<option[^>]*\sselected[^>]*>/.exec(body)?.[0] ?? /<option[^>]*>/.exec(body)?.[0];
		found.push([attribute(head, 'name'), attribute(chosen ?? '', 'value')]);
	}
	return found;
}

const attribute = (tag: string, name: string): string =>
	unescape(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

const unescape = (text: string): string =>
	text
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)))
		.replace(/&amp;/g, '&');
