import { keepPerson } from './ledger';
import { core, createTable, CREDENTIALS, own, rows, set, sticky, when } from './nodes';
import type { WorkflowDraft } from './workflow';

const HOOK = "$('Link or Unlink').first().json.body";

/** The page tells that a recruiter linked or unlinked somebody; what is written down is what LinkedIn then says. */
export const PROFILE_PAGE: WorkflowDraft = {
	id: 'rscProfile',
	name: 'RSC 07 Profile Page',
	file: '07-profile-page',
	nodes: [
		sticky(
			'About',
			[-700, -420],
			[560, 460],
			"## The Recruiter profile beside a candidate\n\n*docs/profile/index.html* shows LinkedIn's official profile widget for one candidate. When a recruiter links or unlinks a person there, the page tells this workflow, and it asks LinkedIn what holds now.\n\n**Set-up**\n1. Put the page on a site of yours, and have that site listed for your application at LinkedIn (*validJsSdkDomains*).\n2. Choose the LinkedIn credential in **Get Connection** and **Get Matches**.\n3. Enter your site in **Link or Unlink** > Options > Allowed Origins (CORS).\n4. Publish, and enter the production URL of **Link or Unlink** in the page's settings.\n5. Open the page with the candidate's id behind it: *?candidate=ID*. The link may stand on the candidate in SmartRecruiters.\n\nA call is only a hint: nobody can write a false match with it.",
			5,
		),
		core(
			'Link or Unlink',
			'webhook',
			2.1,
			[-560, 120],
			{
				httpMethod: 'POST',
				path: 'rsc-profile',
				responseMode: 'onReceived',
				options: { allowedOrigins: '*', responseCode: { values: { responseCode: 204 } } },
			},
			{ webhookId: '5a7d0c1e-0700-4000-8000-000000000007' },
		),
		when(
			'A Candidate?',
			[-360, 120],
			'/^[\\w-]{1,100}$/.test(String($json.body?.candidateId ?? ""))',
		),
		own(
			'Get Connection',
			'historicalSync',
			[-160, 120],
			{ resource: 'history', operation: 'getConnection' },
			{ credentials: CREDENTIALS.linkedIn },
		),
		createTable('rsc_people', [40, 120]),
		own(
			'Get Matches',
			'historicalSync',
			[240, 120],
			{
				resource: 'record',
				operation: 'getMatches',
				candidateIds: `={{ ${HOOK}.candidateId }}`,
			},
			{ credentials: CREDENTIALS.linkedIn, executeOnce: true },
		),
		rows('Forget Old Match', [480, 20], 'rsc_people', 'deleteRows', {
			filter: {
				organization: '={{ $json.organization }}',
				candidateId: '={{ $json.candidateId }}',
			},
			alwaysOutputData: true,
		}),
		set(
			'Back to the Match',
			[680, 20],
			{
				organization: "={{ $('Get Matches').first().json.organization }}",
				person: "={{ $('Get Matches').first().json.person }}",
				candidateId: "={{ $('Get Matches').first().json.candidateId }}",
				knownBy: "={{ $('Get Matches').first().json.knownBy === 'by hand' ? 'widget' : 'match' }}",
				knownAt: "={{ $('Get Matches').first().json.knownAt }}",
			},
			{ executeOnce: true },
		),
		keepPerson('Keep Match', [880, 20]),
		rows('Forget Match', [480, 220], 'rsc_people', 'deleteRows', {
			filter: {
				organization: '={{ $json.organization }}',
				candidateId: '={{ $json.candidateId }}',
			},
		}),
	],
	links: [
		['Link or Unlink', 'A Candidate?'],
		['A Candidate?', 'Get Connection'],
		['Get Connection', 'Create rsc_people'],
		['Create rsc_people', 'Get Matches'],
		['Get Matches', 'Forget Old Match'],
		['Forget Old Match', 'Back to the Match'],
		['Back to the Match', 'Keep Match'],
		['Get Matches', 1, 'Forget Match'],
	],
};
