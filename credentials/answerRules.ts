import type { ICredentialTestRequest } from 'n8n-workflow';

/** What the Test button says for an answer other than success; n8n itself shows no more than "Forbidden". */
export function answerRules(
	vendor: string,
	messages: Readonly<Record<number, string>>,
): NonNullable<ICredentialTestRequest['rules']> {
	const redirected = `"API Base URL" leads to another address: enter that of ${vendor}’s API itself`;
	const later = `${vendor} is not working at the moment. Test again in a few minutes`;
	const all: Record<number, string> = {
		301: redirected,
		302: redirected,
		303: redirected,
		307: redirected,
		308: redirected,
		404: `What answers at "API Base URL" is not ${vendor}’s API`,
		429: `${vendor} accepts no more requests from this application at the moment. Test again in a few minutes`,
		500: later,
		502: later,
		503: later,
		504: later,
		...messages,
	};
	return Object.entries(all).map(([status, message]) => ({
		type: 'responseCode',
		properties: { value: Number(status), message },
	}));
}
