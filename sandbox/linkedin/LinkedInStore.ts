import { AclRows } from './acls/AclRows';

/** A job posting as LinkedIn keeps it (LinkedIn reference §4). */
export interface StoredJob {
	fields: Record<string, unknown>;
	listing: 'LISTED' | 'NOT_LISTED';
	jobPostingUrn: string;
}

export interface StoredStage {
	atsCreatedAt: number;
	stage: string;
}

/** Records keep generation-1 names, whichever generation wrote them. */
export interface StoredCandidate {
	fields: Record<string, unknown>;
	/** When it was written last, by the sandbox's clock. */
	writtenAtMs: number;
	notes: Map<string, Record<string, unknown>>;
}

export interface StoredApplication {
	fields: Record<string, unknown>;
	stages: Map<string, StoredStage>;
	notes: Map<string, Record<string, unknown>>;
	interviewFeedback: Map<string, Record<string, unknown>>;
}

export interface StoredTask {
	id: string;
	externalJobPostingId: string;
	operation: string;
	fields: Record<string, unknown>;
	dueAtMs: number;
	outcome?: { status: 'SUCCEEDED' | 'FAILED'; jobPosting?: string; errorMessage?: string };
}

export interface StoredIntegration {
	integrationName?: string;
	requested: boolean;
	enabled: boolean;
	/** Whether it has ever been on: what is off now was disabled then. */
	wasEnabled?: boolean;
	configurations: Map<string, string>;
}

/** Everything one organization has at LinkedIn. */
export class OrganizationRecords {
	readonly jobs = new Map<string, StoredJob>();

	readonly candidates = new Map<string, StoredCandidate>();

	readonly applications = new Map<string, StoredApplication>();

	readonly tasks = new Map<string, StoredTask>();

	/** Keyed by context and type. */
	readonly integrations = new Map<string, StoredIntegration>();

	/** Who may see what, where the customer steers sight (LinkedIn reference §11). */
	readonly acls = new AclRows();
}

/** What a write may have changed about who sees what. */
export type SightChange =
	| { kind: 'entityAcl'; entityId: string; group: string }
	| { kind: 'assignee'; group: string; assignee: string }
	| { kind: 'job'; jobId: string }
	| { kind: 'configuration' };

export class LinkedInStore {
	/** Told of every write that may change who sees what, after it has happened. */
	onSightChange: ((organization: string, change: SightChange) => void) | undefined;

	private organizations = new Map<string, OrganizationRecords>();

	/** Records that a test wants refused: `kind id`, or `delete kind id`, → status and message. */
	readonly refusals = new Map<string, { status: number; message: string }>();

	/** Records for which LinkedIn refuses the whole call (§4.3, §14.1): `kind id` → status and message. */
	readonly spoilers = new Map<string, { status: number; message: string }>();

	/** Numbers job postings. */
	nextNumber = 4_000_000_001;

	of(organization: string): OrganizationRecords {
		const known = this.organizations.get(organization);
		if (known) return known;
		const fresh = new OrganizationRecords();
		this.organizations.set(organization, fresh);
		return fresh;
	}

	reset(): void {
		this.organizations = new Map();
		this.refusals.clear();
		this.spoilers.clear();
	}

	/** All organizations as plain data, for a state file. */
	dump(): unknown {
		return [...this.organizations].map(([organization, records]) => ({
			organization,
			jobs: [...records.jobs],
			candidates: [...records.candidates].map(([id, { fields, writtenAtMs }]) => ({
				id,
				fields,
				writtenAtMs,
			})),
			applications: [...records.applications].map(([id, { fields, stages }]) => ({
				id,
				fields,
				stages: [...stages],
			})),
			integrations: [...records.integrations].map(([key, integration]) => ({
				key,
				...integration,
				configurations: [...integration.configurations],
			})),
			acls: records.acls.dump(),
		}));
	}
}
