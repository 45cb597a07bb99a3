import { acknowledgeSection } from './acknowledgeSection';
import { addContractsSection } from './addContractsSection';
import { choicesSection } from './choicesSection';
import { CLICK_PATH_STYLE } from './clickPathDrawing';
import { CONNECT_STEPS, type ConnectPageData } from './connectPageData';
import { type Html, html } from './html';
import { layout } from './layout';
import { requestSection, switchOnSection } from './requestSection';
import { sharingSection } from './sharingSection';
import { visibilitySection } from './visibilitySection';

const LEADS: Readonly<Record<ConnectPageData['step'], string>> = {
	acknowledge: 'First, acknowledge the sharing of data. All steps together take about ten minutes.',
	share: 'Next, decide what may be shared.',
	add: 'Next, add the Recruiter contracts that you want to connect.',
	request: 'Next, request access at LinkedIn. Nothing is switched on by that.',
	switchOn: 'Next, switch it on in LinkedIn Recruiter.',
	connected:
		'Connected. Existing jobs and candidates are sent to Recruiter automatically, in the background.',
};

/**
 * The whole way to a connection on one page: where one is, what comes next, and what was done, which can be changed. One
 * can leave at any time and come back to this address.
 */
export function connectPage(data: ConnectPageData): string {
	const { step, message, problem, errors, links } = data;
	const wrong = Object.keys(errors).length;
	return layout({
		title: 'Connect LinkedIn Recruiter with SmartRecruiters',
		lead: LEADS[step],
		style: CLICK_PATH_STYLE,
		body: html`${steps(data)}
		${message !== '' && html`<p class="good" role="status">${message}</p>`}
		${problem !== '' && html`<p class="notice" role="alert">${problem}</p>`}
		${wrong > 0 &&
		html`<p class="notice" role="alert">
			${message === '' ? 'Nothing was stored' : 'Not everything was stored'}: see below what is
			wrong.
		</p>`}
		${step === 'acknowledge' &&
		html`<p>
			<a href="${links.preflight}">First check whether everything is in place</a>, and what would go
			to LinkedIn. It only reads.
		</p>`}
		${data.hadOther &&
		step !== 'connected' &&
		html`<p class="notice">
			Another LinkedIn company page was connected here before.
			<a href="${links.move}">Take over what is known</a>: rules, people, and what was sent. It goes
			on when the sharing of data with this page is acknowledged.
		</p>`}
		${acknowledgeSection(data)}
		${step !== 'acknowledge' && [
			sharingSection(data),
			visibilitySection(data),
			addContractsSection(data),
			requestSection(data),
			switchOnSection(data),
			choicesSection(data),
		]}`,
		footer: html`<p>
			You can leave at any time and come back to this address. Doing something twice does no harm.
			${links.status !== '' && html`<a href="${links.status}">See how it is going</a>`}
			${step !== 'acknowledge' &&
			html`<a href="${links.preflight}">Check whether everything is in place</a>
				<a href="${links.move}">Move to another contract or company page</a>`}
		</p>`,
	});
}

function steps({ step }: ConnectPageData): Html {
	return html`<nav aria-label="Steps">
		<ol class="steps">
			${CONNECT_STEPS.map(
				([name, words], index) =>
					html`<li${name === step && html` aria-current="step"`}>${index + 1}. ${words}</li>`,
			)}
		</ol>
	</nav>`;
}
