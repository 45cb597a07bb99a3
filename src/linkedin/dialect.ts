/** LinkedIn's API in its two generations: unversioned `/v2`, versioned `/rest` (LinkedIn reference §0). */
export type Generation = 'v2' | 'rest';

/** How one generation spells a resource. Names that are not listed are spelled as in `v2`. */
export interface ResourceForm {
	/** Path below the API's base URL. For a sub-resource of v2, the part behind the parent's key. */
	path: string;
	/** Our part name → the vendor's, in key order. */
	key: Readonly<Record<string, string>>;
	/** Constant key parts. */
	constants?: Readonly<Record<string, string>>;
	/** v2 field name → this generation's. */
	fields?: Readonly<Record<string, string>>;
	/** Set when records hang below a parent's key in the path, so that one call serves one parent only. */
	below?: ResourceName;
	/** Set when the entity repeats the organization as a plain field. */
	repeatsOrganization?: boolean;
	/** Set when this form is not confirmed by LinkedIn: the reference's section that says what is missing. */
	uncertain?: string;
}

export interface ResourceRow {
	/** LinkedIn reference §15.8. */
	default: Generation;
	v2?: ResourceForm;
	rest?: ResourceForm;
}

export type ResourceName =
	| 'jobPostings'
	| 'jobPostingTasks'
	| 'jobPostingStatus'
	| 'candidates'
	| 'candidateNotes'
	| 'applications'
	| 'applicationStages'
	| 'applicationNotes'
	| 'interviewFeedback'
	| 'integrations'
	| 'integrationConfigurations'
	| 'provisionedApplications'
	| 'seats'
	| 'exportedCandidates'
	| 'conversationEvents'
	| 'mailStubs'
	| 'prospectNotes'
	| 'entityAcls'
	| 'entityAclAssignees';

const ATS = { dataProvider: 'ATS' } as const;
const NO_KEY = {} as const;

/**
 * Every difference between the two generations, as data: a correction is one edit here. Defaults follow the LinkedIn
 * reference §15.8, renames §15.3; users override the generation per resource in the credential.
 */
export const RESOURCES: Readonly<Record<ResourceName, ResourceRow>> = {
	jobPostings: {
		default: 'rest',
		v2: { path: '/v2/simpleJobPostings', key: NO_KEY },
		rest: {
			path: '/rest/simpleJobPostings',
			key: NO_KEY,
			fields: { integrationContext: 'company' },
		},
	},
	jobPostingTasks: {
		default: 'rest',
		v2: { path: '/v2/simpleJobPostingTasks', key: NO_KEY },
		rest: { path: '/rest/simpleJobPostingTasks', key: NO_KEY },
	},
	jobPostingStatus: {
		default: 'v2',
		v2: { path: '/v2/jobPostingStatus', key: NO_KEY, uncertain: '§4.5' },
	},
	candidates: {
		default: 'rest',
		v2: {
			path: '/v2/atsCandidates',
			key: { candidateId: 'atsCandidateId', organization: 'integrationContext' },
			constants: ATS,
		},
		rest: {
			path: '/rest/candidates',
			key: { candidateId: 'externalCandidateId', organization: 'integrationContext' },
			fields: { atsCreatedAt: 'externalCreatedAt', atsLastModifiedAt: 'externalLastModifiedAt' },
			uncertain: '§15.8',
		},
	},
	candidateNotes: {
		default: 'rest',
		v2: { path: '/notes', key: { noteId: 'ids' }, below: 'candidates' },
		rest: {
			path: '/rest/candidateNotes',
			key: {
				candidateId: 'externalCandidateId',
				organization: 'integrationContext',
				noteId: 'externalNoteId',
			},
			fields: { atsCreatedAt: 'externalCreatedAt' },
		},
	},
	applications: {
		default: 'rest',
		v2: {
			path: '/v2/atsApplications',
			key: { applicationId: 'atsJobApplicationId', organization: 'integrationContext' },
			constants: ATS,
		},
		rest: {
			path: '/rest/atsApplications',
			key: { applicationId: 'atsJobApplicationId', organization: 'integrationContext' },
		},
	},
	applicationStages: {
		default: 'v2',
		v2: { path: '/stages', key: { stageId: 'ids' }, below: 'applications' },
		rest: {
			path: '/rest/applicationStage',
			key: {
				applicationId: 'jobApplicationId',
				organization: 'integrationContext',
				stageId: 'jobApplicationStageId',
			},
			repeatsOrganization: true,
			uncertain: '§15.3',
		},
	},
	applicationNotes: {
		default: 'rest',
		v2: { path: '/notes', key: { noteId: 'ids' }, below: 'applications' },
		rest: {
			path: '/rest/applicationNotes',
			key: {
				applicationId: 'externalJobApplicationId',
				organization: 'integrationContext',
				noteId: 'externalNoteId',
			},
		},
	},
	interviewFeedback: {
		default: 'v2',
		v2: { path: '/interviewFeedback', key: { feedbackId: 'ids' }, below: 'applications' },
		rest: {
			path: '/rest/applicationInterviewFeedbacks',
			key: {
				applicationId: 'jobApplicationId',
				organization: 'integrationContext',
				feedbackId: 'interviewFeedbackId',
			},
			uncertain: '§15.3',
		},
	},
	integrations: {
		default: 'v2',
		v2: {
			path: '/v2/atsIntegrations',
			key: {
				organization: 'integrationContext',
				integrationType: 'integrationType',
				tenantType: 'tenantType',
			},
			constants: ATS,
		},
		rest: {
			path: '/rest/integrations',
			key: {
				organization: 'integrationContext',
				integrationType: 'integrationType',
				tenantType: 'tenantType',
			},
			uncertain: '§15.3',
		},
	},
	integrationConfigurations: {
		default: 'v2',
		v2: { path: '/configurations', key: { configuration: 'ids' }, below: 'integrations' },
		rest: {
			path: '/rest/integrationConfigurations',
			key: {
				organization: 'integrationContext',
				integrationType: 'integrationType',
				tenantType: 'tenantType',
				configuration: 'configurationType',
			},
			uncertain: '§16.9',
		},
	},
	provisionedApplications: {
		default: 'v2',
		v2: { path: '/v2/provisionedApplications', key: NO_KEY },
	},
	seats: {
		default: 'rest',
		v2: { path: '/v2/seatsV2', key: NO_KEY },
		rest: { path: '/rest/seatsV2', key: NO_KEY, fields: { id: 'seatId', created: 'createdAt' } },
	},
	exportedCandidates: {
		default: 'rest',
		v2: { path: '/v2/exportedCandidates', key: NO_KEY, uncertain: '§7' },
		rest: { path: '/rest/exportedCandidates', key: NO_KEY, uncertain: '§7.1' },
	},
	conversationEvents: { default: 'v2', v2: { path: '/v2/conversationEvents', key: NO_KEY } },
	mailStubs: {
		default: 'v2',
		v2: { path: '/v2/mailStubs', key: NO_KEY, uncertain: '§9.2' },
		rest: { path: '/rest/mailStubs', key: NO_KEY, uncertain: '§15.3' },
	},
	prospectNotes: {
		default: 'v2',
		v2: { path: '/v2/prospectNotes', key: NO_KEY, uncertain: '§9.3' },
	},
	entityAcls: {
		default: 'v2',
		v2: {
			path: '/v2/atsEntityAcls',
			key: { group: 'atsEntityAclId', organization: 'integrationContext', jobId: 'atsEntityId' },
			constants: { ...ATS, atsEntityType: 'JOB_POSTING' },
		},
		rest: {
			path: '/rest/entityAcls',
			key: { group: 'entityAclId', organization: 'integrationContext', jobId: 'entityId' },
			constants: { ...ATS, entityType: 'JOB_POSTING' },
			uncertain: '§11.6',
		},
	},
	entityAclAssignees: {
		default: 'v2',
		v2: {
			path: '/v2/atsEntityAclAssignees',
			key: { group: 'atsEntityAclId', organization: 'integrationContext', person: 'assignee' },
			constants: { ...ATS, atsEntityType: 'JOB_POSTING' },
		},
		rest: {
			path: '/rest/entityAclAssignees',
			key: { group: 'entityAclId', organization: 'integrationContext', person: 'assignee' },
			constants: { ...ATS, entityType: 'JOB_POSTING' },
			uncertain: '§11.6',
		},
	},
};

/** Spells a record's fields as a generation wants them. */
export function spellFields(
	record: Readonly<Record<string, unknown>>,
	fields: ResourceForm['fields'] = {},
): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(record).map(([name, value]) => [fields[name] ?? name, value]),
	);
}

/** Reads a record's fields as a generation spells them: `v2` names come out. */
export function readFields(
	record: Readonly<Record<string, unknown>>,
	fields: ResourceForm['fields'] = {},
): Record<string, unknown> {
	const back = new Map(Object.entries(fields).map(([first, theirs]) => [theirs, first]));
	return Object.fromEntries(
		Object.entries(record).map(([name, value]) => [back.get(name) ?? name, value]),
	);
}
