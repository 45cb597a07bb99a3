import type { LinkedInRoom } from './guard';
import { companyRefs, contractRef } from './integrationState';

/**
 * LinkedIn gives a customer another company page, by whose number everything is named from here on (LinkedIn reference
 * §2.1, §2.2). Nothing is requested for it yet. Whether LinkedIn moves what it holds is not documented: a switch.
 */
export function changeCompanyPage(room: LinkedInRoom, from: string, to: string): number {
	const customers = room.apps.children().filter(({ organization }) => organization === from);
	const before = room.store.of(from);
	const after = room.store.of(to);
	for (const app of customers) {
		app.organization = to;
		for (const ref of [...companyRefs(app), ...app.contracts.map(contractRef)]) {
			const key = `${ref.integrationContext} ${ref.integrationType}`;
			after.integrations.set(key, {
				requested: false,
				enabled: false,
				...(app.name !== undefined && { integrationName: app.name }),
				configurations: new Map(),
			});
		}
	}
	before.integrations.clear();
	room.recruiter.moveCompanyPage(from, to);
	if (!room.context.switches.boolean('li§2.1 new company page keeps records'))
		return customers.length;
	for (const [id, record] of before.jobs) after.jobs.set(id, record);
	for (const [id, record] of before.candidates) after.candidates.set(id, record);
	for (const [id, record] of before.applications) after.applications.set(id, record);
	before.jobs.clear();
	before.candidates.clear();
	before.applications.clear();
	return customers.length;
}
