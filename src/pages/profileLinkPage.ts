import { html } from './html';
import { layout } from './layout';

/** The way from a candidate to the page with LinkedIn's profile widget, which stands on another site. */
export function profileLinkPage(candidateId: string, link: string): string {
	return layout({
		title: 'Recruiter profile',
		lead: html`Candidate ${candidateId}`,
		...(link === '' && { note: 'The page with LinkedIn’s widget is not set up yet.' }),
		body:
			link !== '' &&
			html`<p><a href="${link}">Open the Recruiter profile</a></p>
				<p class="muted">The link is valid for one hour, for this candidate only.</p>`,
	});
}
