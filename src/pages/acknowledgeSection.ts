import type { ConnectPageData } from './connectPageData';
import { type Html, html } from './html';
import { postForm } from './postForm';
import { textField } from './textField';
import { tickBox } from './tickBox';
import { ago } from './words';

/** The text and the tick box; afterwards, who acknowledged it. */
export function acknowledgeSection(data: ConnectPageData): Html {
	const { step, text, textVersion, acknowledgedBy, acknowledgedAt, errors, typed, links, nowMs } =
		data;
	const paragraphs = [
		...text.map((paragraph) => html`<p>${paragraph}</p>`),
		links.disconnect !== '' &&
			html`<p>
				<a href="${links.disconnect}">How to switch it off, what is then deleted, and what stays</a>
			</p>`,
	];
	if (step !== 'acknowledge') {
		return html`<section aria-labelledby="acknowledge">
			<h2 id="acknowledge">Acknowledged</h2>
			<details class="card">
				<summary>By ${acknowledgedBy}, ${ago(acknowledgedAt, nowMs)}</summary>
				${paragraphs}
			</details>
		</section>`;
	}
	return html`<section aria-labelledby="acknowledge">
		<h2 id="acknowledge">Before data are shared</h2>
		<div class="card">
			${paragraphs}
			${postForm(data, [
				html`<input type="hidden" name="textVersion" value="${textVersion}" />`,
				tickBox({
					name: 'acknowledged',
					label: 'I have read this, and acknowledge it for my company',
					error: errors.acknowledged,
					focus: errors.acknowledged !== undefined,
				}),
				textField({
					name: 'name',
					label: 'Your name and e-mail address',
					hint: 'Stored with the time and the version of this text.',
					value: typed.name,
					error: errors.name,
					focus: errors.name !== undefined && errors.acknowledged === undefined,
				}),
				html`<button class="main" name="action" value="acknowledge">
					Acknowledge and continue
				</button>`,
			])}
		</div>
	</section>`;
}
