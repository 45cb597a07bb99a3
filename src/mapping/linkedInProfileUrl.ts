import { webAddress } from './webAddress';

/** A member's profile address that LinkedIn takes, from what a person has typed; `undefined` when it is none. */
export function linkedInProfileUrl(text: string | undefined): string | undefined {
	const typed = text?.trim() ?? '';
	const address = webAddress(
		/^(?:[a-z]{2,3}\.)?linkedin\.com\//i.test(typed) ? `https://${typed}` : typed,
	);
	if (address === undefined) return undefined;
	const { hostname } = new URL(address);
	return /(?:^|\.)linkedin\.com$/.test(hostname) ? address : undefined;
}
