import { html, type Html } from '../../core/html';
import type { LinkedInRoom } from '../guard';
import {
	companyRefs,
	contractRef,
	CONTRACT_TYPE,
	type IntegrationRef,
	integrationOf,
	whyNotEnable,
} from '../integrationState';
import type { LinkedInApp } from '../LinkedInApps';
import type { StoredIntegration } from '../LinkedInStore';
import { qualifies, type RecruiterContract } from './contracts';
import { recruiterPage } from './layout';
import type { RecruiterPerson } from './RecruiterDirectory';

export const SETTINGS = '/linkedin/recruiter/settings/ats';

/** What one admin sees of the ATS tab. */
export interface AtsView {
	person: RecruiterPerson;
	contracts: RecruiterContract[];
	apps: LinkedInApp[];
}

const FEATURES: Record<string, string> = {
	ONE_CLICK_EXPORT: '1-Click Export',
	IN_ATS_INDICATOR: 'In-ATS indicator',
	PROFILE_PLUGIN: 'Recruiter profile in the ATS',
	[CONTRACT_TYPE]: 'Seats, InMails and notes in the ATS',
};

/** Product settings → ATS: the integrations by the names that the ATS gave them, and their switches. */
export function atsSettingsPage(room: LinkedInRoom, view: AtsView): Html {
	return recruiterPage({
		title: 'Product settings',
		person: view.person,
		here: SETTINGS,
		body: html`<nav aria-label="Product settings">
				<a href="/linkedin/recruiter">Home</a><a href="${SETTINGS}" aria-current="page">ATS</a>
			</nav>
			<p>
				Integrations that your ATS has asked for. Switch on the company level first, then each
				contract.
			</p>
			${view.apps.map((app) => appCard(room, view, app))}`,
	});
}

function appCard(room: LinkedInRoom, { contracts }: AtsView, app: LinkedInApp): Html {
	const own = contracts.filter(({ organization }) => organization === app.organization);
	return html`<section class="card" data-testid="app-${app.clientId}">
		<h2>${app.name ?? app.clientId}</h2>
		${level(room, app, 'Company level access', 'company', companyRefs(app))}
		${own.map((contract) =>
			qualifies(contract)
				? level(
						room,
						app,
						`Contract level access: ${contract.name} (${contract.product})`,
						`contract-${numberOf(contract)}`,
						[contractRef(contract.urn)],
						contract.urn,
					)
				: html`<div class="row" data-testid="contract-${numberOf(contract)}">
						<div>
							<strong>Contract level access: ${contract.name} (${contract.product})</strong><br />
							<span class="muted"
								>Recruiter Lite does not include Recruiter System Connect, so there is nothing to
								switch on.</span
							>
						</div>
					</div>`,
		)}
	</section>`;
}

const numberOf = ({ urn }: RecruiterContract): string => urn.split(':').pop() ?? '';

/** One switch with the integrations behind it. */
function level(
	room: LinkedInRoom,
	app: LinkedInApp,
	title: string,
	testId: string,
	refs: readonly IntegrationRef[],
	contract?: string,
): Html {
	const all = refs.map((ref) => ({ ref, state: integrationOf(room, app.organization, ref) }));
	const requested = all.filter(({ state }) => state.requested);
	const on = requested.filter(({ state }) => state.enabled).length;
	const checked = on === 0 ? 'false' : on === requested.length ? 'true' : 'mixed';
	const why = checked === 'false' ? whyNotEnable(room, app, refs) : undefined;
	return html`<div class="row" data-testid="${testId}">
		<div>
			<strong id="label-${app.clientId}-${testId}">${title}</strong>
			<ul class="plain">
				${requested.map(({ ref, state }) => line(ref, state))}
			</ul>
			${why !== undefined && html`<span class="muted" data-testid="why-${testId}">${why}</span>`}
		</div>
		<form method="post" action="${SETTINGS}">
			<input type="hidden" name="app" value="${app.clientId}" />
			${contract !== undefined && html`<input type="hidden" name="contract" value="${contract}" />`}
			<input type="hidden" name="enabled" value="${checked === 'true' ? 'false' : 'true'}" />
			<button
				role="switch"
				aria-checked="${checked}"
				aria-labelledby="label-${app.clientId}-${testId}"
				data-testid="toggle-${testId}"
				${why !== undefined && ' disabled'}
			>
				${LABELS[checked]}
			</button>
		</form>
	</div>`;
}

const LABELS = { true: 'On', false: 'Off', mixed: 'Partly on' };

const line = ({ integrationType }: IntegrationRef, state: StoredIntegration): Html =>
	html`<li><span${!state.integrationName && html` class="unnamed"`} data-testid="name-${integrationType}">${state.integrationName ?? 'Not named yet'}</span>
<span class="muted">${FEATURES[integrationType] ?? integrationType}: ${state.enabled ? 'on' : 'off'}</span></li>`;
