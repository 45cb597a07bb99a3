/** What SmartRecruiters tells of (reference §10.5), as people read it: the subject, then what happened to it. */
const APPROVAL = {
	'approval.created': 'Approval Requested',
	'approval.approved': 'Approval Given',
	'approval.rejected': 'Approval Refused',
	'approval.abandoned': 'Approval Abandoned',
	'approval.step.approved': 'Approval Step Given',
	'approval.step.rejected': 'Approval Step Refused',
	'approval.comment.created': 'Approval Commented',
	'approver.skipped': 'Approver Skipped',
	'approver.delegated': 'Approver Delegated',
} as const;

export const WEBHOOK_EVENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	application: {
		created: 'Created',
		'status.updated': 'Status Changed',
		'fields.updated': 'Fields Changed',
		'onboarding-status.updated': 'Onboarding Status Changed',
		'source.updated': 'Source Changed',
		'screening-answers.created': 'Screening Answers Given',
		'screening-answers.updated': 'Screening Answers Changed',
		'attachment.created': 'Attachment Added',
	},
	candidate: { created: 'Created', updated: 'Changed', deleted: 'Deleted' },
	interview: { created: 'Created', updated: 'Changed', canceled: 'Canceled' },
	job: {
		created: 'Created',
		updated: 'Changed',
		'status.updated': 'Status Changed',
		'hiring-team.updated': 'Hiring Team Changed',
		'ad.created': 'Ad Created',
		'ad.updated': 'Ad Changed',
		'ad.postings.updated': 'Ad Published or Unpublished',
		...APPROVAL,
	},
	offer: { created: 'Created', updated: 'Changed', ...APPROVAL },
	onboarding: {
		'process.started': 'Process Started',
		'assignments.high-priority.completed': 'High-Priority Assignments Completed',
		'assignments.completed': 'Assignments Completed',
	},
	position: { created: 'Created', updated: 'Changed', deleted: 'Deleted' },
	review: { created: 'Created', updated: 'Changed', deleted: 'Deleted' },
};

const SUBJECTS = new Map(Object.entries(WEBHOOK_EVENTS));

/** Stands for every event of a subject: `candidate.*`. */
const ANY = '*';

/** Names as the user chose them → the events that SmartRecruiters knows, in a steady order. */
export function expandEvents(chosen: readonly string[]): string[] {
	const expanded = chosen.flatMap((name) => {
		const [subject = '', ...rest] = name.split('.');
		return rest.join('.') === ANY
			? Object.keys(SUBJECTS.get(subject) ?? {}).map((one) => `${subject}.${one}`)
			: [name];
	});
	return [...new Set(expanded)].sort();
}
