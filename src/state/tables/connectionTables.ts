import type { z } from 'zod';
import { defineTable, oneOf, text } from '../Table';

/** One row per Recruiter contract, and one for the organization itself, which holds the company level. */
export const CONTRACTS = defineTable('rsc_contracts', ['organization', 'contract'], {
	organization: text,
	/** Contract URN, or the organization's URN. */
	contract: text,
	name: text,
	/** What the admin said it is: recruiterCorporate, recruiterProfessionalServices, recruiterLite or unknown. */
	product: text,
	state: oneOf([
		'',
		/** The organization's row only. */
		'acknowledged',
		'chosen',
		'requested',
		'waiting',
		'connected',
		'refused',
		/** Off in LinkedIn, after it was connected. */
		'switchedOff',
		'disconnected',
	]),
	acknowledgedBy: text,
	acknowledgedAt: text,
	acknowledgedText: text,
	companyLevel: text,
	contractLevel: text,
	/** Which toggles are missing, in the admin's words; empty when none is. */
	missing: text,
	whatToDo: text,
	requestedAt: text,
	connectedAt: text,
	checkedAt: text,
	/** The organization's row only: when the sharing rules were decided, so that their loss is noticed. */
	rulesAt: text,
	/** The organization's row only: JSON of what trials have told about LinkedIn's API. */
	learned: text,
	/** The organization's row only: JSON of which tables held something and when, so that their loss is noticed. */
	watched: text,
	/** The organization's row only: since when `rsc_sent` knows what LinkedIn was sent; ISO 8601, so that its loss is noticed. */
	sentSince: text,
});

/** Organizations that one set of workflows serves beside that of its credentials, and the credentials of each. */
export const ORGANIZATIONS = defineTable('rsc_organizations', ['organization'], {
	organization: text,
	name: text,
	/** Ids of credentials in n8n. */
	linkedInCredential: text,
	smartRecruitersCredential: text,
	/** Type of the second one. */
	authentication: oneOf(['smartRecruitersOAuth2Api', 'smartRecruitersApi']),
	/** SmartRecruiters' identifier of the company whose credential it was when it was added. */
	company: text,
	addedAt: text,
});

/** The choices of the admin, one row per organization. */
export const SETTINGS = defineTable('rsc_settings', ['organization'], {
	organization: text,
	/** JSON of the sharing rules. */
	sharing: text,
	/** JSON of everything else. */
	choices: text,
	/** JSON: who sees jobs and applications in Recruiter; empty while nobody has chosen. */
	visibility: text,
	changedBy: text,
	changedAt: text,
});

export type ContractRow = z.output<typeof CONTRACTS.schema>;
export type OrganizationRow = z.output<typeof ORGANIZATIONS.schema>;
