const LONGEST_URL = 2_000;

/**
 * What tells a member's public profile from others: the part behind `/in/`, in lower case; `undefined` when the address
 * is none of a member. Country hosts, protocol, trailing slash and query do not matter.
 */
export function profileSlug(url: string | undefined): string | undefined {
	if (url !== undefined && url.length > LONGEST_URL) return undefined;
	const match = /^(?:https?:\/\/)?(?:[\w-]+\.)*linkedin\.com\/in\/([^/?#\s]+)/i.exec(
		url?.trim() ?? '',
	);
	const slug = match?.[1];
	if (!slug) return undefined;
	try {
		return decodeURIComponent(slug).toLowerCase();
	} catch {
		return slug.toLowerCase();
	}
}
