/** Names one person of an export: almost always there is only one. No id of LinkedIn ends like that, URNs included. */
export function exportKeyOf(requestId: string, index: number): string {
	return index === 0 ? requestId : `${requestId}~${index}`;
}

/** What LinkedIn calls the request in which a person was exported. */
export function requestIdOf(exportKey: string): string {
	return exportKey.replace(/~\d+$/, '');
}
