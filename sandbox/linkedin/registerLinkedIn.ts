import type { FastifyInstance } from 'fastify';
import { registerBatchResource } from './batchResource';
import type { LinkedInRoom } from './guard';
import { COMPANY_TYPES, CONTRACT_TYPE, registerIntegrationRoutes } from './integrationRoutes';
import { registerJobRoutes } from './jobRoutes';
import { registerOauthRoutes } from './oauthRoutes';
import { peopleResources } from './peopleResources';
import { registerProvisioningRoutes } from './provisioningRoutes';
import { registerSeatRoutes } from './seats/seatRoutes';

/** LinkedIn's side of the sandbox, below `/linkedin`. */
export function registerLinkedIn(app: FastifyInstance, room: LinkedInRoom): void {
	const { switches } = room.context;
	switches.define('li§2.1 sync needs enablement', true);
	switches.define('li§5.1 replace keeps manual match', false);
	switches.define('li§16.12 retry-after seconds', 0);
	registerOauthRoutes(app, room.context, room.apps);
	registerProvisioningRoutes(app, room);
	registerIntegrationRoutes(app, room);
	registerJobRoutes(app, room);
	registerSeatRoutes(app, room);
	const keepsLink = () => switches.boolean('li§5.1 replace keeps manual match');
	for (const resource of peopleResources(keepsLink, matchedMembers))
		registerBatchResource(app, room, resource);
}

/** Requests and switches on every integration of every customer, or takes them back. */
export function setConnected(room: LinkedInRoom, connected: boolean): void {
	for (const { organization, contracts } of room.apps.children()) {
		const { integrations } = room.store.of(organization);
		for (const type of COMPANY_TYPES) {
			integrations.set(`${organization} ${type}`, {
				requested: connected,
				enabled: connected,
				configurations: new Map(),
			});
		}
		for (const contract of contracts) {
			integrations.set(`${contract} ${CONTRACT_TYPE}`, {
				requested: connected,
				enabled: connected,
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
