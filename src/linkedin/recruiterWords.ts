import { type IntegrationType } from './integrations';

/**
 * The words on Recruiter's screens. UNCERTAIN §2.1: no source shows the labels of the switches; these are what ATS
 * vendors call them in their guides.
 */
export const RECRUITER_WORDS = {
	/** Where the switches are today. */
	path: ['Profile picture', 'Product settings', 'Integrations', 'Manage integrations'],
	/** Where they are in an older Recruiter. */
	olderPath: ['More', 'Admin settings', 'ATS'],
	/** Opens the switches of one integration, which carries the name that Request Access gave it. */
	edit: 'Edit',
	company: 'Company level access',
	contract: 'Contract level access',
} as const;

/** What a recruiter misses while an integration is off (§2.3). */
export const FEATURES: Readonly<Record<IntegrationType, string>> = {
	ONE_CLICK_EXPORT: 'One-click export of candidates from Recruiter to the ATS',
	IN_ATS_INDICATOR: 'The indicator in Recruiter that a person is in the ATS, with their status',
	PROFILE_PLUGIN: 'The Recruiter profile beside the candidate in the ATS',
	CSA_API: 'Seat holders, InMails, prospect notes and contact details from Recruiter in the ATS',
};

/** Short names of the integrations, as the LinkedIn admin sees them behind the customer's name. */
export const INTEGRATION_WORDS: Readonly<Record<IntegrationType, string>> = {
	ONE_CLICK_EXPORT: '1-Click Export',
	IN_ATS_INDICATOR: 'In-ATS Indicator',
	PROFILE_PLUGIN: 'Profile Widget',
	CSA_API: 'Recruiter Activity',
};

/** Recruiter's start page, from which the click path leads on; the address of the settings themselves was not seen. */
export const RECRUITER_PATH = '/recruiter';
