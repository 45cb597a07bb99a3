/** By address: the workflow that answers there, as far as this process has seen. */
const holders = new Map<string, string>();

/** Remembers which workflow has an address. n8n tells a node nothing of other workflows, so that each tells of itself. */
export function noteHolder(url: string, workflowName: string | undefined): void {
	if (url !== '' && workflowName) holders.set(url, workflowName);
}

/** The name of the workflow that was last seen at an address. */
export function holderOf(url: string): string | undefined {
	return holders.get(url);
}
