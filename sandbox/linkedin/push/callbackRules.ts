/** The sandbox calls nobody outside this machine. */
export function isLoopback(url: string): boolean {
	return URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

/** What is wrong with a callback URL (LinkedIn reference §3.1): HTTPS on 80 or 443, no ngrok; HTTP on this machine only. */
export function callbackComplaint(value: string): string | undefined {
	if (!URL.canParse(value)) return 'no URL';
	const { protocol, port, hostname } = new URL(value);
	if (isLoopback(value)) return /^https?:$/.test(protocol) ? undefined : 'HTTPS is wanted';
	if (protocol !== 'https:') return 'HTTPS is wanted';
	if (!['', '80', '443'].includes(port)) return 'only the ports 80 and 443 are allowed';
	return hostname.includes('ngrok') ? 'ngrok is not accepted' : undefined;
}
