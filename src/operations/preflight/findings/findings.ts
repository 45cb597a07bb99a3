import { ADDRESS_FINDINGS } from './addressFindings';
import { CONTRACT_FINDINGS } from './contractFindings';
import { HOST_FINDINGS } from './hostFindings';
import { LINKEDIN_FINDINGS } from './linkedInFindings';
import { SMARTRECRUITERS_FINDINGS } from './smartRecruitersFindings';

/** Everything that Preflight can find, with what an admin reads. Texts alone: code asks for the name and the level. */
export const FINDINGS = {
	...LINKEDIN_FINDINGS,
	...SMARTRECRUITERS_FINDINGS,
	...CONTRACT_FINDINGS,
	...ADDRESS_FINDINGS,
	...HOST_FINDINGS,
};

export type FindingCode = keyof typeof FINDINGS;
