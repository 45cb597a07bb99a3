/// <reference lib="dom" />

/**
 * Sends fields to the page's own address, with the key of this visit: n8n serves pages without an origin, so that requests
 * carry no sign-in. Pages hold the source of this function as text, so it uses nothing but the browser.
 *
 * @returns the answer's JSON, unread
 * @throws Error whose message is for the person
 */
export async function sendFields(fields: Record<string, string>): Promise<unknown> {
	let answer: Response;
	try {
		answer = await fetch(location.href.split('#')[0] ?? '', {
			method: 'POST',
			body: new URLSearchParams({ ...fields, key: document.body.dataset.key ?? '' }),
			referrerPolicy: 'no-referrer',
		});
	} catch {
		throw new Error('The page cannot reach n8n. Check the connection, and try again.');
	}
	if (answer.status === 401 || answer.status === 403)
		throw new Error('This page is too old. Load it again, and repeat what you did last.');
	const body: unknown = await answer.json().catch(() => undefined);
	if (answer.ok && body !== undefined) return body;
	const reason =
		typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string'
			? body.error
			: 'n8n could not do it. Try again; if it keeps happening, look at n8n’s log.';
	throw new Error(reason);
}
