import { html, type Html, json } from '../../core/html';
import { recruiterPage } from '../recruiter/layout';
import type { RecruiterContract } from '../recruiter/contracts';
import type { RecruiterPerson } from '../recruiter/RecruiterDirectory';
import type { ContractOption } from './integrate';
import type { WidgetRequest } from './widgetRequest';

const CONNECT = '/linkedin/rsc/connect';

/** Inside the hosting page: a button that opens the pop-up, and what came of it. */
export function framePage({ app, origin, query }: WidgetRequest): Html {
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<title>ATS integration (sandbox)</title>
				<style>
					:root {
						color-scheme: light dark;
					}
					body {
						font:
							16px/1.5 system-ui,
							'Open Sans',
							'DejaVu Sans',
							sans-serif;
						margin: 0;
						padding: 1rem;
						border: 1px solid #8c8c8c55;
						border-radius: 0.5rem;
					}
					button {
						font: inherit;
						padding: 0.5rem 1.1rem;
						border-radius: 1.2rem;
						border: 0;
						background: #0a66c2;
						color: #fff;
						cursor: pointer;
					}
					p {
						margin: 0 0 0.8rem;
					}
				</style>
			</head>
			<body>
				<p><strong>Connect LinkedIn Recruiter</strong> with ${app.name ?? app.clientId}</p>
				<p><button id="connect" data-testid="connect">Sign in to LinkedIn Recruiter</button></p>
				<p id="status" role="status" data-testid="widget-status">
					The sandbox's stand-in for LinkedIn's widget.
				</p>
				<script>
					const status = document.getElementById('status');
					const button = document.getElementById('connect');
					button.addEventListener('click', () => {
						const opened = window.open(
							${json(`${CONNECT}?${query}`)},
							'rsc-connect',
							'width=620,height=760',
						);
						if (!opened)
							status.textContent =
								'Your browser has blocked the window. Allow pop-ups for this page.';
					});
					window.addEventListener('message', (event) => {
						const { data } = event;
						if (
							event.source === window.parent &&
							event.origin === ${json(origin)} &&
							data?.type === 'rsc-no-callback'
						)
							status.textContent =
								'This page has no function called "' + data.name + '" (data-onintegrate).';
						if (event.origin !== window.location.origin || data?.type !== 'rsc-integrated') return;
						status.textContent = 'Requested for ' + data.contract + '.';
						button.textContent = 'Add another contract';
						window.parent.postMessage(
							{ type: data.type, elements: data.elements },
							${json(origin)},
						);
					});
				</script>
			</body>
		</html> `;
}

/** The widget or its pop-up says why it goes no further. */
export function refusalPage(
	reason: string,
	request?: WidgetRequest,
	person?: RecruiterPerson,
): Html {
	return recruiterPage({
		title: 'This cannot be connected',
		narrow: true,
		person,
		...(request && { here: `${CONNECT}?${request.query}` }),
		body: html`<p class="notice" role="alert" data-testid="refused">${reason}</p>`,
	});
}

/** Which of several contracts. */
export function chooserPage(
	request: WidgetRequest,
	person: RecruiterPerson,
	options: readonly ContractOption[],
): Html {
	return recruiterPage({
		title: 'Choose a contract',
		narrow: true,
		person,
		here: `${CONNECT}?${request.query}`,
		body: html`<form method="get" action="${CONNECT}">
			${[...new URLSearchParams(request.query)].map(
				([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
			)}
			<fieldset style="border:0;padding:0;margin:0">
				<legend>
					Which Recruiter contract do you want to connect with
					${request.app.name ?? request.app.clientId}?
				</legend>
				${options.map(({ contract, refusal }) => {
					const number = contract.urn.split(':').pop() ?? '';
					return html`<label class="choice"
						><input
							type="radio"
							name="contract"
							required
							value="${contract.urn}"
							data-testid="contract-${number}"
							${refusal !== undefined && ' disabled'}
						/>
						<span
							><strong>${contract.name}</strong><br /><span class="muted"
								>${contract.product}, contract ${number}</span
							>
							${refusal !== undefined &&
							html`<br /><span class="muted" data-testid="refusal-${number}"
									>${refusal}</span
								>`}</span
						></label
					>`;
				})}
			</fieldset>
			<p><button class="main" data-testid="continue">Continue</button></p>
		</form>`,
	});
}

/** What is going to be requested, for one contract. */
export function confirmPage(
	request: WidgetRequest,
	person: RecruiterPerson,
	contract: RecruiterContract,
): Html {
	return recruiterPage({
		title: 'Request access',
		narrow: true,
		person,
		here: `${CONNECT}?${request.query}`,
		body: html`<p>
				<strong>${request.app.name ?? request.app.clientId}</strong> asks for access to:
			</p>
			<ul>
				${request.company &&
				html`<li>your company: 1-Click Export, In-ATS indicator, Recruiter profile in the ATS</li>`}
				${request.contract &&
				html`<li>
					the contract
					<strong data-testid="chosen-contract">${contract.name}</strong> (${contract.product}):
					seats, InMails and notes
				</li>`}
			</ul>
			<p class="muted">
				Nothing is switched on by this. You do that afterwards in Recruiter, under Product settings,
				ATS.
			</p>
			<form method="post" action="${CONNECT}?${request.query}">
				<input type="hidden" name="contract" value="${contract.urn}" />
				<button class="main" data-testid="request">Request</button>
			</form>`,
	});
}

/** Hands the result to the frame that opened the pop-up, and closes itself soon. */
export function donePage(
	contract: RecruiterContract,
	elements: ReadonlyArray<Record<string, unknown>>,
): Html {
	const message = { type: 'rsc-integrated', elements, contract: contract.name };
	return recruiterPage({
		title: 'Requested',
		narrow: true,
		body: html`<p data-testid="done">
				Access for ${contract.name} is requested. This window closes by itself.
			</p>
			<script>
				if (window.opener) {
					window.opener.postMessage(${json(message)}, window.location.origin);
					setTimeout(() => window.close(), 1500);
				} else
					document.querySelector('[data-testid=done]').textContent +=
						' The page that opened it is gone: go back there and start again.';
			</script>`,
	});
}
