import { ConfigurationError } from '../../errors/ConfigurationError';
import { profileLinkPage } from '../../pages/profileLinkPage';
import type { PageAnswer } from './answerPage';
import type { PageCall } from './PageCall';

/**
 * Leads from a candidate to the page with LinkedIn's profile widget, with a key for this candidate. The key stands behind
 * the "#": it goes to no server.
 *
 * @throws ConfigurationError when no candidate is named
 */
export function openProfilePage(
	{ query: { candidate = '' }, callbackKeys: { profileLink } }: PageCall,
	profilePage: string,
): PageAnswer {
	if (profileLink === '') {
		throw new ConfigurationError(
			'The address contains no candidate',
			'Open it from a candidate: it ends in ?candidate=ID.',
		);
	}
	if (!/^https?:\/\//i.test(profilePage)) return { html: profileLinkPage(candidate, '') };
	const url = new URL(profilePage);
	url.searchParams.set('candidate', candidate);
	url.hash = `key=${profileLink}`;
	return {
		status: 303,
		headers: { Location: url.href },
		html: profileLinkPage(candidate, url.href),
	};
}
