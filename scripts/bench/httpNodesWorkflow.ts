import type { SandboxProcess } from '../n8n/SandboxProcess';
import { core, createTable, CREDENTIALS, rows, set, when } from '../templates/nodes';
import { toFile } from '../templates/workflow';

const ORGANIZATION = 'urn:li:organization:1000';

/** Maps a list page to LinkedIn's batches and tunnels them, as a skilled user writes it into a Code node. */
const MAP_PAGE = `
const page = $input.first().json;
const key = (name, id) => name + '=' + id + '&integrationContext=${ORGANIZATION}';
const tunnel = (name, records) => {
  const query = records.map(({ id }, at) => 'ids[' + at + '].' + name + '=' + id + '&ids[' + at + '].integrationContext=${ORGANIZATION}').join('&');
  const entities = Object.fromEntries(records.map(({ id, fields }) => [key(name, id), fields]));
  return ['--b', 'Content-Type: application/x-www-form-urlencoded', '', query, '--b', 'Content-Type: application/json', '', JSON.stringify({ entities }), '--b--', ''].join('\\r\\n');
};
const fits = (one) => /^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$/.test(one.email ?? '') && one.lastName.trim();
const people = page.content.filter(fits);
const rejected = page.content.filter((one) => !fits(one)).map((one) => ({ recordKey: 'candidate:' + one.id, reason: 'No e-mail address or no name' }));
const times = (one) => [Date.parse(one.createdOn), Math.max(Date.parse(one.createdOn), Date.parse(one.updatedOn))];
const candidates = people.map((one) => ({ id: one.id, fields: { firstName: one.firstName, lastName: one.lastName, emailAddresses: [one.email], addresses: [], phoneNumbers: [], externalProfileUrl: 'https://ats.example.com/' + one.id, externalCreatedAt: times(one)[0], externalLastModifiedAt: times(one)[1] } }));
const applications = people.filter((one) => one.primaryAssignment).map((one) => ({ id: one.id + '_' + one.primaryAssignment.job.id, fields: { atsCandidateId: one.id, atsJobPostingId: one.primaryAssignment.job.id, atsJobPostingName: one.primaryAssignment.job.title, atsCreatedAt: times(one)[0], atsLastModifiedAt: times(one)[1], firstName: one.firstName, lastName: one.lastName, candidateEmail: one.email } }));
return [{ json: { candidates: tunnel('externalCandidateId', candidates), applications: tunnel('atsJobApplicationId', applications), rejected, pageId: page.nextPageId ?? '' } }];
`;

/**
 * The fast pass built from n8n's own HTTP Request, If, Code and Data Table nodes, by someone who knows both APIs: pages of
 * 100, tunnelled batches of 100, rejected records parked, the cursor stored after each page. It begins when n8n starts.
 */
export function httpNodesWorkflow(
	sandbox: SandboxProcess,
): Record<string, unknown> & { id: string } {
	const organization = ORGANIZATION;
	const write = (name: string, x: number, path: string, body: string) =>
		core(
			name,
			'httpRequest',
			4.2,
			[x, 0],
			{
				method: 'POST',
				url: sandbox.linkedInUrl + path,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'linkedInRscOAuth2Api',
				sendHeaders: true,
				headerParameters: {
					parameters: [
						{ name: 'LinkedIn-Version', value: '202603' },
						{ name: 'X-RestLi-Method', value: 'batch_update' },
						{ name: 'X-HTTP-Method-Override', value: 'PUT' },
					],
				},
				sendBody: true,
				contentType: 'raw',
				rawContentType: 'multipart/mixed; boundary=b',
				body: `={{ $('Map Page').item.json.${body} }}`,
				options: {},
			},
			{ credentials: CREDENTIALS.linkedIn },
		);
	const { json } = toFile({
		id: 'benchHttpNodes',
		name: 'Bench: HTTP Request nodes',
		file: 'bench',
		nodes: [
			core('n8n Starts', 'n8nTrigger', 1, [0, 0], { events: ['init', 'activate', 'update'] }),
			createTable('rsc_sync', [100, 0]),
			createTable('rsc_parked', [150, 0]),
			set('First Page', [200, 0], { pageId: '' }),
			core(
				'Read Page',
				'httpRequest',
				4.2,
				[400, 0],
				{
					url: `=${sandbox.smartRecruitersUrl}/candidates?limit=100{{ $json.pageId ? '&pageId=' + $json.pageId : '' }}`,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: 'smartRecruitersOAuth2Api',
					options: {},
				},
				{ credentials: CREDENTIALS.smartRecruiters },
			),
			core('Map Page', 'code', 2, [600, 0], { jsCode: MAP_PAGE }),
			core('Each Rejected', 'splitOut', 1, [800, -200], {
				fieldToSplitOut: 'rejected',
				options: {},
			}),
			rows('Park Rejected', [1000, -200], 'rsc_parked', 'upsert', {
				filter: { organization, recordKey: '={{ $json.recordKey }}' },
				values: {
					organization,
					recordKey: '={{ $json.recordKey }}',
					reason: '={{ $json.reason }}',
				},
			}),
			write('Write Candidates', 800, '/rest/candidates', 'candidates'),
			write('Write Applications', 1000, '/rest/atsApplications', 'applications'),
			rows('Store Cursor', [1100, 0], 'rsc_sync', 'upsert', {
				filter: { organization, stream: 'bench' },
				values: {
					organization,
					stream: 'bench',
					checkpoint: "={{ $('Map Page').item.json.pageId }}",
				},
			}),
			set('Next Page', [1200, 0], { pageId: "={{ $('Map Page').item.json.pageId }}" }),
			when('More?', [1400, 0], '$json.pageId !== ""'),
		],
		links: [
			['n8n Starts', 'Create rsc_sync'],
			['Create rsc_sync', 'Create rsc_parked'],
			['Create rsc_parked', 'First Page'],
			['First Page', 'Read Page'],
			['Read Page', 'Map Page'],
			['Map Page', 'Each Rejected'],
			['Each Rejected', 'Park Rejected'],
			['Map Page', 'Write Candidates'],
			['Write Candidates', 'Write Applications'],
			['Write Applications', 'Store Cursor'],
			['Store Cursor', 'Next Page'],
			['Next Page', 'More?'],
			['More?', 'Read Page'],
		],
	});
	return { id: 'benchHttpNodes', ...(JSON.parse(json) as object) };
}
