import { type FindingCode, FINDINGS } from './findings/findings';
import type { Level } from './findings/Finding';

/** What is looked at; a line each, unless something has several answers. In the order in which they are shown. */
export const CHECKS = {
	smartRecruitersCredential: 'smartRecruiters',
	jobs: 'smartRecruiters',
	candidates: 'smartRecruiters',
	candidateDetails: 'smartRecruiters',
	statusHistory: 'smartRecruiters',
	users: 'smartRecruiters',
	departments: 'smartRecruiters',
	webhooks: 'smartRecruiters',
	auditEvents: 'smartRecruiters',
	notes: 'smartRecruiters',
	reviews: 'smartRecruiters',
	reports: 'smartRecruiters',
	writes: 'smartRecruiters',
	ownIntegration: 'smartRecruiters',
	linkedInCredential: 'linkedIn',
	contracts: 'linkedIn',
	seats: 'linkedIn',
	address: 'n8n',
	publicAddress: 'n8n',
	callback: 'n8n',
	handshake: 'n8n',
	clockLinkedIn: 'n8n',
	clockSmartRecruiters: 'n8n',
	dataTables: 'n8n',
	version: 'n8n',
	workers: 'n8n',
} as const;
export type Check = keyof typeof CHECKS;
export type Side = (typeof CHECKS)[Check];

/** What stands in a text of `FINDINGS`; never personal data. */
export type Facts = Readonly<Record<string, string | number>>;

/** One thing that was looked at. */
export interface PreflightLine {
	check: Check;
	side: Side;
	level: Level;
	finding: FindingCode;
	facts: Facts;
}

export function lineOf(check: Check, finding: FindingCode, facts: Facts = {}): PreflightLine {
	return { check, side: CHECKS[check], level: FINDINGS[finding].level, finding, facts };
}
