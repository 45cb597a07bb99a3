/** Browsers and both vendors take at least this much. */
const LONGEST = 2_000;

/** A text as an address that a browser opens, or `undefined`: `http` or `https`, a host with a dot, no user in it. */
export function webAddress(text: string | undefined): string | undefined {
	const address = text?.trim() ?? '';
	if (address === '' || address.length > LONGEST || !URL.canParse(address)) return undefined;
	const { protocol, hostname, username, password } = new URL(address);
	const isWeb = protocol === 'https:' || protocol === 'http:';
	const isPublic = /[^.]\.[^.]/.test(hostname) && username === '' && password === '';
	// Spaces, half characters and the like are repaired by `URL`, not by LinkedIn.
	return isWeb &&
		isPublic &&
		/^https?:\/\/[^\s\\<>"^`{|}\u0000-\u001F\uD800-\uDFFF]+$/i.test(address)
		? address
		: undefined;
}
