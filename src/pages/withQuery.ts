/** An address with one more parameter, which may have some already. */
export const withQuery = (address: string, query: string): string =>
	`${address}${address.includes('?') ? '&' : '?'}${query}`;
