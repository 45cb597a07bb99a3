import type { FastifyInstance } from 'fastify';
import { registerBatchResource } from './batchResource';
import { registerActivityRoutes } from './activity/activityRoutes';
import { registerActivityPages } from './activity/activityPages';
import type { LinkedInRoom } from './guard';
import { COMPANY_TYPES, CONTRACT_TYPE, registerIntegrationRoutes } from './integrationRoutes';
import { registerJobRoutes } from './jobRoutes';
import { registerOauthRoutes } from './oauthRoutes';
import { personOfEmail } from './Members';
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
	registerActivityRoutes(app, room);
	registerActivityPages(app, room);
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

function matchedMembers(fields: Record<string, unknown>): string[] {
	const [email] = Array.isArray(fields.emailAddresses) ? fields.emailAddresses.map(String) : [];
	const person = email && personOfEmail(email);
	return person ? [person] : [];
}
