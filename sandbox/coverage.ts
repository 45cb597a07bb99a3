/** What the sandbox answers, beside the reference: a test holds this table against the routes that are registered. */
export interface CoverageRow {
	/** Methods, joined by a slash, and the path below the vendor's prefix. */
	route: string;
	/** L = LinkedIn reference, S = SmartRecruiters reference. */
	section: string;
	status: 'supported' | 'partial' | 'not_started';
	/** Test files, below test/. */
	testedBy?: readonly string[];
	/** What is missing. */
	notes?: string;
}

const backfill = 'operations/backfill.test.ts';
const linkedIn = 'sandbox/linkedin.test.ts';
const linkedInBatches = 'sandbox/linkedinBatches.test.ts';
const linkedInJobs = 'sandbox/linkedinJobs.test.ts';
const smartRecruiters = 'sandbox/smartrecruiters.test.ts';
const webhooks = 'sandbox/webhooks.test.ts';
const profile = 'sandbox/profileWidget.test.ts';
const seats = 'sandbox/seats.test.ts';
const connecting = 'sandbox/connecting.test.ts';
const switchingOn = 'sandbox/switchingOn.test.ts';
const configuring = 'sandbox/configuring.test.ts';
const pages = 'sandbox/pages.test.ts';
const exported = 'operations/exportPerson.test.ts';
const activity = 'sandbox/activity.test.ts';
const reports = 'sandbox/reports.test.ts';
const member = 'sandbox/memberSignIn.test.ts';
const collection = 'sandbox/collection.test.ts';
const acls = 'sandbox/acls.test.ts';
const aclAssignees = 'sandbox/aclAssignees.test.ts';
const teams = 'sandbox/hiringTeams.test.ts';
const batch = 'GET/POST/PUT/DELETE';

const supported = (route: string, section: string, ...testedBy: string[]): CoverageRow => ({
	route,
	section,
	status: 'supported',
	testedBy,
});
export const COVERAGE: readonly CoverageRow[] = [
	supported('POST /linkedin/oauth/v2/accessToken', 'L §1.2', linkedIn),
	supported('POST /linkedin/oauth/v2/introspectToken', 'L §1.2', linkedIn),
	supported('GET/POST /linkedin/oauth/v2/authorization', 'L §1.3', member),
	supported('GET /linkedin/v2/me', 'L §1.3', member, collection),
	supported('POST/GET /linkedin/v2/provisionedApplications', 'L §1.4', linkedIn),
	supported('POST /linkedin/v2/provisionedApplications/:urn', 'L §1.4', linkedIn),
	supported(`${batch} /linkedin/v2/atsIntegrations`, 'L §2.3', linkedIn, connecting),
	supported(`${batch} /linkedin/rest/integrations`, 'L §15.3', linkedIn, connecting),
	supported(
		`${batch} /linkedin/v2/atsIntegrations/:key/configurations`,
		'L §2.4',
		linkedIn,
		configuring,
	),
	{
		route: `${batch} /linkedin/rest/integrationConfigurations`,
		section: 'L §15.3, §16.9',
		status: 'partial',
		testedBy: [configuring],
		notes: 'Nobody has seen the name of the key part that names the configuration: any is taken.',
	},
	supported('GET /linkedin/xdoor/scripts/in.js', 'L §2.2', pages),
	supported('GET /linkedin/rsc/extensions/onboarding-widget', 'L §2.2', pages),
	supported('GET /linkedin/recruiter/widget/ATSIntegration', 'L §2.2', connecting),
	supported('GET /linkedin/rsc/widget', 'L §2.2', connecting, pages),
	supported('GET /linkedin/rsc/extensions/profile-widget', 'L §10', profile),
	supported('GET /linkedin/recruiter/widget/hcm', 'L §10', profile),
	supported('GET/POST /linkedin/rsc/profile', 'L §10', profile),
	supported('GET/POST /linkedin/rsc/connect', 'L §2.2', connecting, pages),
	supported('GET/POST /linkedin/login', 'L §2.2', connecting, pages),
	supported('POST /linkedin/logout', 'L §2.2', pages),
	supported('GET /linkedin/recruiter', 'L §2.1', pages),
	supported('GET/POST /linkedin/recruiter/settings/ats', 'L §2.1', switchingOn, pages),
	supported(`${batch} /linkedin/v2/simpleJobPostings`, 'L §4.1', backfill, linkedInJobs),
	supported(`${batch} /linkedin/rest/simpleJobPostings`, 'L §15.3', backfill),
	supported(`${batch} /linkedin/v2/simpleJobPostingTasks`, 'L §4.4', backfill),
	supported(`${batch} /linkedin/rest/simpleJobPostingTasks`, 'L §15.3', backfill),
	supported(`${batch} /linkedin/v2/jobPostingStatus`, 'L §4.5', backfill),
	supported(`${batch} /linkedin/v2/atsCandidates`, 'L §5.1–§5.3, §5.5', backfill, linkedInBatches),
	supported(`${batch} /linkedin/rest/candidates`, 'L §15.3', backfill, linkedInBatches),
	supported(`${batch} /linkedin/v2/atsCandidates/:key/notes`, 'L §5.4', linkedInBatches),
	supported(`${batch} /linkedin/rest/candidateNotes`, 'L §15.3', linkedInBatches),
	supported(`${batch} /linkedin/v2/atsApplications`, 'L §6.1, §6.3', backfill, linkedInBatches),
	supported(`${batch} /linkedin/rest/atsApplications`, 'L §15.3', backfill),
	supported(`${batch} /linkedin/v2/atsApplications/:key/stages`, 'L §6.2', backfill),
	supported(`${batch} /linkedin/rest/applicationStage`, 'L §15.3', backfill),
	supported(`${batch} /linkedin/v2/atsApplications/:key/notes`, 'L §6.2', linkedInBatches),
	supported(`${batch} /linkedin/rest/applicationNotes`, 'L §15.3', linkedInBatches),
	supported(
		`${batch} /linkedin/v2/atsApplications/:key/interviewFeedback`,
		'L §6.2',
		linkedInBatches,
	),
	supported(`${batch} /linkedin/rest/applicationInterviewFeedbacks`, 'L §15.3', linkedInBatches),
	supported(
		'GET/POST /linkedin/recruiter/seats/:seat/people/:person/export',
		'L §7',
		'sandbox/exports.test.ts',
	),
	supported('GET /linkedin/in/:slug', 'L §7', 'sandbox/exports.test.ts'),
	supported(`${batch} /linkedin/v2/exportedCandidates`, 'L §7', exported),
	supported(`${batch} /linkedin/rest/exportedCandidates`, 'L §15.3', exported),
	supported(
		`${batch} /linkedin/rest/atsPurgedExportedCandidates`,
		'L §7.2',
		'operations/closedProfiles.test.ts',
	),
	supported('GET /linkedin/v2/seats', 'L §8.2', collection),
	supported('GET /linkedin/v2/seatsV2', 'L §8.1', seats),
	supported('GET /linkedin/rest/seatsV2', 'L §15.3', seats),
	supported(`${batch} /linkedin/v2/conversationEvents`, 'L §9.1', activity),
	supported(`${batch} /linkedin/v2/mailStubs`, 'L §9.2', activity),
	supported(`${batch} /linkedin/rest/mailStubs`, 'L §15.3', activity),
	supported(`${batch} /linkedin/v2/prospectNotes`, 'L §9.3', activity),
	supported('GET /linkedin/recruiter/seats', 'L §9', activity),
	supported('GET /linkedin/recruiter/seats/:seat', 'L §9', activity),
	supported('GET /linkedin/recruiter/seats/:seat/people/:person', 'L §9', activity),
	supported('POST /linkedin/recruiter/seats/:seat/people/:person/inmails', 'L §9.1', activity),
	supported('POST /linkedin/recruiter/seats/:seat/people/:person/notes', 'L §9.3', activity),
	supported('POST /linkedin/recruiter/seats/:seat/people/:person/notes/:note', 'L §9.3', activity),
	supported('GET/POST /linkedin/inbox/:person', 'L §9.1, §9.2', activity),
	supported(`${batch} /linkedin/v2/atsEntityAcls`, 'L §11.2', acls),
	supported(`${batch} /linkedin/rest/entityAcls`, 'L §11.2, §15.3', aclAssignees),
	supported(`${batch} /linkedin/v2/atsEntityAclAssignees`, 'L §11.3', aclAssignees),
	supported(`${batch} /linkedin/rest/entityAclAssignees`, 'L §11.3, §15.3', aclAssignees),

	supported('GET /smartrecruiters/identity/oauth/allow', 'S §2.3', smartRecruiters),
	supported('POST /smartrecruiters/identity/oauth/token', 'S §2.2, §2.3', smartRecruiters),
	supported('GET /smartrecruiters/jobs', 'S §4.1', backfill, smartRecruiters),
	supported('GET /smartrecruiters/jobs/:jobId', 'S §4.2', backfill),
	supported('GET /smartrecruiters/jobs/:jobId/jobads', 'S §4.5', backfill),
	supported('GET /smartrecruiters/jobs/:jobId/jobads/:adId', 'S §4.5', smartRecruiters),
	supported('GET /smartrecruiters/jobs/:jobId/jobads/:adId/postings', 'S §4.5', backfill),
	supported('GET /smartrecruiters/jobs/:jobId/status/history', 'S §4.3', smartRecruiters),
	supported('GET/POST /smartrecruiters/jobs/:jobId/hiring-team', 'S §4.4', teams),
	supported('DELETE /smartrecruiters/jobs/:jobId/hiring-team/:userId', 'S §4.4', teams),
	supported('GET /smartrecruiters/jobs/:jobId/note', 'S §4.3', smartRecruiters),
	supported('GET /smartrecruiters/candidates', 'S §5.1, §5.2', backfill, smartRecruiters),
	supported('GET /smartrecruiters/candidates/:id', 'S §5.3', backfill, smartRecruiters),
	supported('POST /smartrecruiters/candidates', 'S §5.4', smartRecruiters),
	supported('POST /smartrecruiters/jobs/:jobId/candidates', 'S §5.4', smartRecruiters),
	supported('PATCH /smartrecruiters/candidates/:id', 'S §5.5', smartRecruiters),
	supported('DELETE /smartrecruiters/candidates/:id', 'S §5.5', smartRecruiters),
	supported('GET /smartrecruiters/candidates/:id/tags', 'S §5.6', smartRecruiters),
	supported('POST /smartrecruiters/candidates/:id/tags', 'S §5.6', smartRecruiters),
	supported('PUT /smartrecruiters/candidates/:id/tags', 'S §5.6', smartRecruiters),
	supported('DELETE /smartrecruiters/candidates/:id/tags', 'S §5.6', smartRecruiters),
	{
		route: 'GET /smartrecruiters/candidates/:id/attachments',
		section: 'S §5.7',
		status: 'partial',
		testedBy: [smartRecruiters],
		notes: 'Always empty.',
	},
	supported('GET /smartrecruiters/candidates/:id/consent', 'S §13', smartRecruiters),
	supported('GET /smartrecruiters/candidates/:id/consents', 'S §13', smartRecruiters),
	supported('GET /smartrecruiters/candidates/:id/jobs/:jobId', 'S §6.2', smartRecruiters),
	supported('DELETE /smartrecruiters/candidates/:id/jobs/:jobId', 'S §6.2', smartRecruiters),
	supported('GET /smartrecruiters/candidates/:id/jobs/:jobId/status/history', 'S §6.2', backfill),
	supported('PUT /smartrecruiters/candidates/:id/jobs/:jobId/status', 'S §6.2', smartRecruiters),
	supported('PUT /smartrecruiters/candidates/:id/jobs/:jobId/source', 'S §6.2', smartRecruiters),
	supported(
		'GET /smartrecruiters/job-applications-api/v202112/job-applications/:applicationId',
		'S §6.3',
		smartRecruiters,
	),
	supported('POST /smartrecruiters/messages/shares', 'S §7.1', smartRecruiters),
	supported('DELETE /smartrecruiters/messages/shares/:noteId', 'S §7.1', smartRecruiters),
	supported('GET /smartrecruiters/messages', 'S §7.2', smartRecruiters),
	supported('GET /smartrecruiters/app/people/candidates', 'S §14', activity),
	supported('GET /smartrecruiters/app/people/candidates/:id', 'S §14', activity),
	supported('GET /smartrecruiters/user-api/v201804/users', 'S §9.1', smartRecruiters),
	supported('GET /smartrecruiters/user-api/v201804/users/me', 'S §9.2', smartRecruiters),
	supported('GET /smartrecruiters/user-api/v201804/users/:userId', 'S §9.2', smartRecruiters),
	supported('GET /smartrecruiters/user-api/v201804/system-roles', 'S §9.2', teams),
	supported('GET /smartrecruiters/user-api/v201804/access-groups', 'S §9.2', teams),
	supported('POST /smartrecruiters/user-api/v201804/access-groups/:groupId/users', 'S §9.2', teams),
	supported(
		'DELETE /smartrecruiters/user-api/v201804/access-groups/:groupId/users/:userId',
		'S §9.2',
		teams,
	),
	supported('GET /smartrecruiters/configuration/company', 'S §11.1', smartRecruiters),
	supported('GET /smartrecruiters/configuration/departments', 'S §11.1', smartRecruiters),
	supported('GET /smartrecruiters/configuration/hiring-processes', 'S §11.2', smartRecruiters),
	supported('GET /smartrecruiters/configuration/rejection-reasons', 'S §11.1', smartRecruiters),
	supported('GET /smartrecruiters/configuration/withdrawal-reasons', 'S §11.1', smartRecruiters),
	supported('GET /smartrecruiters/configuration/candidate-properties', 'S §11.1', smartRecruiters),
	supported('GET /smartrecruiters/configuration/job-properties', 'S §11.1', smartRecruiters),
	supported('GET /smartrecruiters/configuration/sources', 'S §11.3', smartRecruiters),
	supported('GET /smartrecruiters/configuration/sources/:type/values', 'S §11.3', smartRecruiters),
	supported('POST /smartrecruiters/webhooks-api/v201907/subscriptions', 'S §10.1', webhooks),
	supported('GET /smartrecruiters/webhooks-api/v201907/subscriptions', 'S §10.1', webhooks),
	supported('GET /smartrecruiters/webhooks-api/v201907/subscriptions/:id', 'S §10.1', webhooks),
	supported('DELETE /smartrecruiters/webhooks-api/v201907/subscriptions/:id', 'S §10.1', webhooks),
	{
		route: 'PUT /smartrecruiters/webhooks-api/v201907/subscriptions/:id/activation',
		section: 'S §10.2',
		status: 'partial',
		testedBy: [webhooks],
		notes: 'Callback authentication by OAuth is taken, but not carried out.',
	},
	supported(
		'POST/GET /smartrecruiters/webhooks-api/v201907/subscriptions/:id/secret-key',
		'S §10.4',
		webhooks,
	),
	supported(
		'GET /smartrecruiters/webhooks-api/v201907/subscriptions/:id/callbacks-log',
		'S §10.1',
		webhooks,
	),
	supported('GET/POST /smartrecruiters/reviews-api/v201910/reviews', 'S §8', webhooks),
	supported(
		'GET/PATCH/DELETE /smartrecruiters/reviews-api/v201910/reviews/:reviewId',
		'S §8',
		webhooks,
	),
	{
		route: 'GET /smartrecruiters/audit-api/v201910/audit-events',
		section: 'S §12.2',
		status: 'partial',
		testedBy: [webhooks],
		notes: 'The shape of the answer is not published; two guesses, by switch.',
	},
	supported('GET /smartrecruiters/reporting-api/v201804/reports', 'S §12.1', reports),
	supported('GET /smartrecruiters/reporting-api/v201804/reports/:reportId', 'S §12.1', reports),
	supported(
		'GET/POST /smartrecruiters/reporting-api/v201804/reports/:reportId/files',
		'S §12.1',
		reports,
	),
	supported(
		'GET /smartrecruiters/reporting-api/v201804/reports/:reportId/files/recent',
		'S §12.1',
		reports,
	),
	supported(
		'GET /smartrecruiters/reporting-api/v201804/reports/:reportId/files/recent/data',
		'S §12.1',
		reports,
	),
	supported('GET /smartrecruiters/reporting-api/v201804/files/:fileId', 'S §12.1', reports),
	supported('GET /smartrecruiters/reporting-api/v201804/files/:fileId/data', 'S §12.1', reports),
];

/** How far what the sandbox answers is known to be what the vendor answers. */
export type Confidence = 'documented' | 'uncertain' | 'page';

/** Routes whose form the reference marks as uncertain or inferred: names of fields or key parts that nobody has seen. */
const UNCERTAIN: readonly string[] = [
	'/linkedin/v2/jobPostingStatus',
	'/linkedin/rest/candidates',
	'/linkedin/rest/applicationStage',
	'/linkedin/rest/applicationInterviewFeedbacks',
	'/linkedin/rest/integrations',
	'/linkedin/rest/integrationConfigurations',
	'/linkedin/v2/exportedCandidates',
	'/linkedin/rest/exportedCandidates',
	'/linkedin/v2/mailStubs',
	'/linkedin/rest/mailStubs',
	'/linkedin/v2/atsEntityAcls',
	'/linkedin/rest/entityAcls',
	'/linkedin/v2/atsEntityAclAssignees',
	'/linkedin/rest/entityAclAssignees',
	'/linkedin/v2/prospectNotes',
	'/smartrecruiters/audit-api/v201910/audit-events',
];
/** What people open in a browser: made for the sandbox, after what the vendors describe. */
const PAGES =
	/^\/linkedin\/(recruiter|inbox|in|login|logout|rsc|xdoor)\b|^\/smartrecruiters\/app\/|\/oauth\/(allow|v2\/authorization)$/;

export function confidenceOf({ route }: CoverageRow): Confidence {
	const path = route.slice(route.indexOf(' ') + 1);
	if (PAGES.test(path)) return 'page';
	return UNCERTAIN.includes(path) ? 'uncertain' : 'documented';
}
