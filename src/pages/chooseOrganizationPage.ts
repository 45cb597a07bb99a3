import { html } from './html';
import { layout } from './layout';
import { withQuery } from './withQuery';
import { urnNumber } from './words';

/** Where one set of workflows serves several organizations: whose page is wanted. */
export function chooseOrganizationPage(
	organizations: ReadonlyArray<{ organization: string; name: string }>,
	address: string,
): string {
	return layout({
		title: 'Which organization?',
		lead: 'These workflows serve several LinkedIn organizations.',
		body: html`<ul>
			${organizations.map(({ organization, name }) => {
				const number = urnNumber(organization);
				const link = withQuery(address, `organization=${number}`);
				return html`<li><a href="${link}">${name || `Organization ${number}`}</a></li>`;
			})}
		</ul>`,
	});
}
