import type { Switches } from '../core/Switches';
import type { Generation, LinkedInRoom } from './guard';
import type { LinkedInApp } from './LinkedInApps';
import type { StoredIntegration } from './LinkedInStore';

export const COMPANY_TYPES = ['ONE_CLICK_EXPORT', 'IN_ATS_INDICATOR', 'PROFILE_PLUGIN'] as const;
export const CONTRACT_TYPE = 'CSA_API';
export const STATUS_CHANGE = 'INTEGRATION_STATUS_CHANGE';

/** Which integration: the company's carry the organization's URN, the contract's the contract's (LinkedIn reference §2.3). */
export interface IntegrationRef {
	integrationContext: string;
	integrationType: string;
}

/** What a status change's push is about; the status is the one at that moment. */
export interface StatusChange extends IntegrationRef {
	status: string;
}

/** What the reference leaves open about an integration's status. */
export function defineIntegrationSwitches(switches: Switches): void {
	switches.define('li§2.3 status field', 'onboardingStatus');
	switches.define('li§2.3 requested symbol', 'REQUESTED');
	switches.define('li§2.3 enabled symbol', 'ENABLED');
	switches.define('li§2.3 disabled symbol', 'DISABLED');
	switches.define('li§2.3 unknown request id', 'empty');
	switches.define('li§2.3 finder tells the status of that moment', false);
	switches.define('li§3.4 one push for each integration', false);
	switches.define('li§3.4 push on request', false);
	switches.define('li§17.9 enabling needs a name', true);
}

/** @returns what is known of an integration; made on first sight, not requested */
export function integrationOf(
	room: LinkedInRoom,
	organization: string,
	{ integrationContext, integrationType }: IntegrationRef,
): StoredIntegration {
	const { integrations } = room.store.of(organization);
	const key = `${integrationContext} ${integrationType}`;
	const known = integrations.get(key);
	if (known) return known;
	const fresh = { requested: false, enabled: false, configurations: new Map<string, string>() };
	integrations.set(key, fresh);
	return fresh;
}

/** The company's integrations and one for each of its contracts. */
export const companyRefs = ({ organization }: LinkedInApp): IntegrationRef[] =>
	COMPANY_TYPES.map((integrationType) => ({ integrationContext: organization, integrationType }));
export const contractRef = (contract: string): IntegrationRef => ({
	integrationContext: contract,
	integrationType: CONTRACT_TYPE,
});

/** Requested, then enabled or disabled; a name alone changes no symbol. */
export function statusOf(switches: Switches, integration: StoredIntegration): string {
	if (integration.enabled) return switches.text('li§2.3 enabled symbol');
	return switches.text(
		integration.wasEnabled ? 'li§2.3 disabled symbol' : 'li§2.3 requested symbol',
	);
}

/** An integration as the API shows it. */
export function integrationEntity(
	{ context: { switches } }: LinkedInRoom,
	{ integrationContext, integrationType }: IntegrationRef,
	generation: Generation,
	integration: StoredIntegration | undefined,
	status?: string,
): Record<string, unknown> {
	return {
		integrationContext,
		integrationType,
		tenantType: 'RECRUITER',
		...(generation === 'v2' && { dataProvider: 'ATS' }),
		...(integration?.integrationName && { integrationName: integration.integrationName }),
		[switches.text('li§2.3 status field')]:
			status ?? (integration ? statusOf(switches, integration) : 'UNKNOWN'),
	};
}

/** What an admin asks for in the widget; repeating it changes nothing (LinkedIn reference §2.1, step 2). */
export function requestIntegrations(
	room: LinkedInRoom,
	app: LinkedInApp,
	refs: readonly IntegrationRef[],
): void {
	const fresh = refs.filter((ref) => !integrationOf(room, app.organization, ref).requested);
	for (const ref of fresh) integrationOf(room, app.organization, ref).requested = true;
	if (room.context.switches.boolean('li§3.4 push on request')) announce(room, app, fresh);
}

/** Switches integrations on or off without telling anybody. */
export function setEnabled(integration: StoredIntegration, enabled: boolean): void {
	if (enabled || integration.enabled) integration.wasEnabled = true;
	integration.enabled = enabled;
}

/** Why an admin cannot switch these on: not requested, or not named (LinkedIn reference §17.9). */
export function whyNotEnable(
	room: LinkedInRoom,
	app: LinkedInApp,
	refs: readonly IntegrationRef[],
): string | undefined {
	const requested = refs
		.map((ref) => integrationOf(room, app.organization, ref))
		.filter((integration) => integration.requested);
	if (requested.length === 0) return 'Your ATS has not asked for this yet.';
	const unnamed = requested.some(({ integrationName }) => !integrationName);
	return unnamed && room.context.switches.boolean('li§17.9 enabling needs a name')
		? 'Your ATS has not named its integrations yet. They can be switched on once it has.'
		: undefined;
}

/** What an admin does in Recruiter's settings: only requested integrations move, and the ATS is told. */
export function toggleIntegrations(
	room: LinkedInRoom,
	app: LinkedInApp,
	refs: readonly IntegrationRef[],
	enabled: boolean,
): void {
	const moved = refs.filter((ref) => {
		const integration = integrationOf(room, app.organization, ref);
		return integration.requested && integration.enabled !== enabled;
	});
	for (const ref of moved) setEnabled(integrationOf(room, app.organization, ref), enabled);
	announce(room, app, moved);
}

/** Pushes INTEGRATION_STATUS_CHANGE about the integrations (LinkedIn reference §3.4). */
export function announce(
	room: LinkedInRoom,
	app: LinkedInApp,
	refs: readonly IntegrationRef[],
): void {
	const { switches } = room.context;
	const changes = refs.map(
		(ref): StatusChange => ({
			...ref,
			status: statusOf(switches, integrationOf(room, app.organization, ref)),
		}),
	);
	if (changes.length === 0) return;
	const batches = switches.boolean('li§3.4 one push for each integration')
		? changes.map((change) => [change])
		: [changes];
	for (const batch of batches) room.pushes.send(app, STATUS_CHANGE, batch);
}
