import { CONTRACT_TYPE } from '../integrationState';
import type { GuardedCall, LinkedInRoom } from '../guard';
import { notPermitted } from '../problems';

/**
 * Recruiter's data of a contract are readable only where the contract belongs to the caller's organization and its
 * `CSA_API` integration is switched on (LinkedIn reference §2.1, §9). @throws Problem 403
 */
export function needContract(
	{ context, store }: LinkedInRoom,
	{ app, method }: GuardedCall,
	contractUrn: string,
	resource: string,
): void {
	if (!app.contracts.includes(contractUrn)) throw notPermitted(method, resource);
	if (!context.switches.boolean('li§2.1 sync needs enablement')) return;
	const integration = store
		.of(app.organization)
		.integrations.get(`${contractUrn} ${CONTRACT_TYPE}`);
	if (!integration?.enabled) throw notPermitted(method, resource);
}
