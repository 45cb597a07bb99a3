import type { FastifyInstance } from 'fastify';
import { registerBatchResource } from './batchResource';
import { registerConfigurationRoutes } from './configurationRoutes';
import type { LinkedInRoom } from './guard';
import { registerIntegrationRoutes } from './integrationRoutes';
import { companyRefs, contractRef, defineIntegrationSwitches } from './integrationState';
import { registerJobRoutes } from './jobRoutes';
import { registerOauthRoutes } from './oauthRoutes';
import { peopleResources } from './peopleResources';
import { registerProvisioningRoutes } from './provisioningRoutes';
import { registerRecruiterPages } from './recruiter/registerRecruiterPages';
import { registerWidgetRoutes } from './widget/widgetRoutes';

/** LinkedIn's side of the sandbox, below `/linkedin`. */
export function registerLinkedIn(app: FastifyInstance, room: LinkedInRoom): void {
	const { switches } = room.context;
	switches.define('li§2.1 sync needs enablement', true);
	switches.define('li§5.1 replace keeps manual match', false);
	switches.define('li§16.12 retry-after seconds', 0);
	defineIntegrationSwitches(switches);
	registerOauthRoutes(app, room.context, room.apps);
	registerProvisioningRoutes(app, room);
	registerIntegrationRoutes(app, room);
	registerConfigurationRoutes(app, room);
	registerRecruiterPages(app, room);
	registerWidgetRoutes(app, room);
	registerJobRoutes(app, room);
	const keepsLink = () => switches.boolean('li§5.1 replace keeps manual match');
	for (const resource of peopleResources(keepsLink, matchedMembers))
		registerBatchResource(app, room, resource);
}

/** Requests and switches on every integration of every customer, or takes them back. */
export function setConnected(room: LinkedInRoom, connected: boolean): void {
	for (const child of room.apps.children()) {
		const { integrations } = room.store.of(child.organization);
		for (const ref of [...companyRefs(child), ...child.contracts.map(contractRef)]) {
			integrations.set(`${ref.integrationContext} ${ref.integrationType}`, {
				requested: connected,
				enabled: connected,
				...(connected && child.name !== undefined && { integrationName: child.name }),
				configurations: new Map(),
			});
		}
	}
}

/** LinkedIn recognises people by e-mail (LinkedIn reference §5.2): here, every other address is a member's. */
function matchedMembers(fields: Record<string, unknown>): string[] {
	const [email] = Array.isArray(fields.emailAddresses) ? fields.emailAddresses.map(String) : [];
	if (!email) return [];
	let hash = 0;
	for (const char of email.toLowerCase()) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
	return hash % 2 === 0 ? [`urn:li:person:${hash.toString(36).padStart(10, 'm')}`] : [];
}
