/** An address that may stand in a link: foreign data can hold `javascript:` as well. Empty for any other. */
export function safeLink(address: string): string {
	return /^https?:\/\/[^\s]+$/i.test(address) ? address : '';
}
