import { clickPathDrawing } from './clickPathDrawing';
import { contractTitle, levels } from './contractsSection';
import type { ConnectPageData } from './connectPageData';
import { type Html, html } from './html';
import { postForm } from './postForm';
import { switchOnHelp } from './switchOnHelp';
import { tickBox } from './tickBox';

const REQUESTABLE = ['chosen', 'disconnected'];
const SWITCHABLE = ['requested', 'waiting', 'switchedOff'];

/** Which of the chosen contracts LinkedIn is asked about. */
export function requestSection(data: ConnectPageData): Html | undefined {
	const chosen = data.contracts.filter(({ state }) => REQUESTABLE.includes(state));
	if (chosen.length === 0) return undefined;
	return html`<section aria-labelledby="request">
		<h2 id="request">Request access</h2>
		<div class="card">
			<p>
				This tells LinkedIn what is requested. Nothing is switched on by that. It can take a minute.
			</p>
			${postForm(data, [
				html`<fieldset>
					<legend>Contracts to connect</legend>
					${chosen.map((row, index) =>
						tickBox({
							name: 'contracts',
							value: row.contract,
							label: contractTitle(row),
							checked: true,
							error: index === 0 ? data.errors.contracts : undefined,
							focus: index === 0 && data.errors.contracts !== undefined,
						}),
					)}
				</fieldset>`,
				html`<button class="main" name="action" value="request">Request access</button>`,
			])}
		</div>
	</section>`;
}

/** Both switches in Recruiter, and how far each contract is. */
export function switchOnSection(data: ConnectPageData): Html | undefined {
	const { recruiterUrl, clickPaths, switches } = data;
	const waiting = data.contracts.filter(({ state }) => SWITCHABLE.includes(state));
	if (waiting.length === 0) return undefined;
	return html`<section aria-labelledby="switchOn">
		<h2 id="switchOn">Switch it on in LinkedIn</h2>
		<div class="card">
			<p>
				The rest happens in
				<a href="${recruiterUrl}" target="_blank" rel="noopener">LinkedIn Recruiter</a>, as a
				Recruiter admin. There are two switches: company level first, then contract level, once for
				each contract.
			</p>
			<div class="paths">${clickPaths.map((path) => clickPathDrawing(path, switches))}</div>
			${switchOnHelp()}
			${waiting.map(
				(row) =>
					html`<h3>${contractTitle(row)}</h3>
						${levels(row)}`,
			)}
			${postForm(data, html`<button class="main" name="action" value="check">Check again</button>`)}
		</div>
	</section>`;
}
