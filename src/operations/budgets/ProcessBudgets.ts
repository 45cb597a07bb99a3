import type { LinkedInSettings } from '../../linkedin/LinkedInSettings';
import type { SmartRecruitersSettings } from '../../smartrecruiters/SmartRecruitersApi';
import { LinkedInAccount } from './LinkedInAccount';
import { Membership } from './Membership';
import { SmartRecruitersAccount } from './SmartRecruitersAccount';

/**
 * What all executions of one process may ask of the vendors, by account: one set of budgets for each. There is one of these
 * in a process of n8n; tests make their own.
 */
export class ProcessBudgets {
	private readonly membership: Membership;

	private readonly linkedIns = new Map<string, LinkedInAccount>();

	private readonly smartRecruiters = new Map<string, SmartRecruitersAccount>();

	/** @param process names this process, for nobody else */
	constructor(process: string) {
		this.membership = new Membership(process);
	}

	/** LinkedIn counts by application, and there is one for each organization (LinkedIn reference §1). */
	ofLinkedIn({ baseUrl, organizationUrn }: LinkedInSettings): LinkedInAccount {
		const name = `${baseUrl} ${organizationUrn}`;
		const found = this.linkedIns.get(name) ?? new LinkedInAccount(name, this.membership);
		this.linkedIns.set(name, found);
		return found;
	}

	/** SmartRecruiters counts by credential (SmartRecruiters reference §1.6). */
	ofSmartRecruiters({ baseUrl, credentialId }: SmartRecruitersSettings): SmartRecruitersAccount {
		const name = `${baseUrl} ${credentialId}`;
		const found =
			this.smartRecruiters.get(name) ?? new SmartRecruitersAccount(name, this.membership);
		this.smartRecruiters.set(name, found);
		return found;
	}
}
