import type { FastifyInstance } from 'fastify';
import { aclResources, defineAclSwitches } from './acls/aclResources';
import { registerBatchResource } from './batchResource';
import { registerConfigurationRoutes } from './configurationRoutes';
import { registerActivityRoutes } from './activity/activityRoutes';
import { registerActivityPages } from './activity/activityPages';
import { defineExportSwitches } from './exports/exportFields';
import { registerExportPages } from './exports/exportPages';
import { registerExportRoutes } from './exports/exportRoutes';
import { definePurgedSwitches, registerPurgedRoutes } from './exports/purgedRoutes';
import { type LinkedInRoom, RECORDS_PER_MINUTE } from './guard';
import { registerIntegrationRoutes } from './integrationRoutes';
import { companyRefs, contractRef, defineIntegrationSwitches } from './integrationState';
import { registerJobRoutes } from './jobRoutes';
import { defineNulls } from './nulls';
import { registerOauthRoutes } from './oauthRoutes';
import { personOfEmail } from './Members';
import { peopleResources } from './peopleResources';
import { registerProvisioningRoutes } from './provisioningRoutes';
import { defineSightSwitches } from './sight';
import { registerMemberRoutes } from './memberRoutes';
import { registerDeprecatedSeatRoutes } from './seats/deprecatedSeatRoutes';
import { registerSeatRoutes } from './seats/seatRoutes';
import { registerRecruiterPages } from './recruiter/registerRecruiterPages';
import { registerProfileRoutes } from './widget/profileRoutes';
import { registerWidgetRoutes } from './widget/widgetRoutes';

/** LinkedIn's side of the sandbox, below `/linkedin`. */
export function registerLinkedIn(app: FastifyInstance, room: LinkedInRoom): void {
	const { switches } = room.context;
	switches.define('li§2.1 sync needs enablement', true);
	switches.define('li§2.1 new company page keeps records', false);
	switches.define('li§5.1 replace keeps manual match', false);
	switches.define('li§15.3 versioned candidates have the manual match', true);
	switches.define('li§14.7 one sync quota', false);
	switches.define(RECORDS_PER_MINUTE, 10_000);
	switches.define('li§16.12 retry-after seconds', 0);
	switches.define('li§12 deleting what is gone succeeds', false);
	switches.define('li§14.3 PUT needs its method', true);
	defineNulls(switches);
	defineIntegrationSwitches(switches);
	registerOauthRoutes(app, room.context, room.apps);
	registerProvisioningRoutes(app, room);
	registerIntegrationRoutes(app, room);
	registerConfigurationRoutes(app, room);
	registerRecruiterPages(app, room);
	registerWidgetRoutes(app, room);
	registerProfileRoutes(app, room, matchedMembers);
	registerJobRoutes(app, room);
	registerSeatRoutes(app, room);
	registerDeprecatedSeatRoutes(app, room);
	registerMemberRoutes(app, room);
	registerActivityRoutes(app, room);
	registerActivityPages(app, room);
	defineExportSwitches(switches);
	definePurgedSwitches(switches);
	registerExportRoutes(app, room);
	registerPurgedRoutes(app, room);
	registerExportPages(app, room);
	const restHasStages = () => switches.boolean('li§15.3 versioned stages exist');
	const keepsLink = () => switches.boolean('li§5.1 replace keeps manual match');
	const restHasLink = () => switches.boolean('li§15.3 versioned candidates have the manual match');
	switches.define('li§15.3 versioned stages exist', true);
	for (const resource of peopleResources(keepsLink, matchedMembers, restHasLink, restHasStages))
		registerBatchResource(app, room, resource);
	defineAclSwitches(room);
	defineSightSwitches(switches);
	for (const resource of aclResources(room)) registerBatchResource(app, room, resource);
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

function matchedMembers(fields: Record<string, unknown>): string[] {
	const [email] = Array.isArray(fields.emailAddresses) ? fields.emailAddresses.map(String) : [];
	const person = email && personOfEmail(email);
	return person ? [person] : [];
}
