import type { SandboxProcess } from '../n8n/SandboxProcess';

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
const people = page.content.filter((one) => /^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$/.test(one.email ?? '') && one.lastName.trim());
const times = (one) => [Date.parse(one.createdOn), Math.max(Date.parse(one.createdOn), Date.parse(one.updatedOn))];
const candidates = people.map((one) => ({ id: one.id, fields: { firstName: one.firstName, lastName: one.lastName, emailAddresses: [one.email], addresses: [], phoneNumbers: [], externalProfileUrl: 'https://ats.example.com/' + one.id, externalCreatedAt: times(one)[0], externalLastModifiedAt: times(one)[1] } }));
const applications = people.filter((one) => one.primaryAssignment).map((one) => ({ id: one.id + '_' + one.primaryAssignment.job.id, fields: { atsCandidateId: one.id, atsJobPostingId: one.primaryAssignment.job.id, atsJobPostingName: one.primaryAssignment.job.title, atsCreatedAt: times(one)[0], atsLastModifiedAt: times(one)[1], firstName: one.firstName, lastName: one.lastName, candidateEmail: one.email } }));
return [{ json: { candidates: tunnel('externalCandidateId', candidates), applications: tunnel('atsJobApplicationId', applications), pageId: page.nextPageId ?? '' } }];
`;

/** The fast pass built from n8n's own HTTP Request, If and Code nodes; it begins when n8n starts. */
export function httpNodesWorkflow(
	sandbox: SandboxProcess,
): Record<string, unknown> & { id: string } {
	const oAuth = (type: string, id: string, name: string) => ({ [type]: { id, name } });
	const node = (
		name: string,
		type: string,
		typeVersion: number,
		x: number,
		parameters: object,
		extra: object = {},
	) => ({
		id: `bench-${x}`,
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion,
		position: [x, 0],
		parameters,
		...extra,
	});
	const write = (name: string, x: number, path: string, body: string) =>
		node(
			name,
			'httpRequest',
			4.2,
			x,
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
			{ credentials: oAuth('linkedInRscOAuth2Api', '1', 'LinkedIn RSC') },
		);
	const link = (to: string) => [{ node: to, type: 'main', index: 0 }];
	return {
		id: 'benchHttpNodes',
		name: 'Bench: HTTP Request nodes',
		nodes: [
			node('n8n Starts', 'n8nTrigger', 1, 0, { events: ['init', 'activate', 'update'] }),
			node('First Page', 'set', 3.4, 200, {
				assignments: { assignments: [{ id: 'p', name: 'pageId', value: '', type: 'string' }] },
				options: {},
			}),
			node(
				'Read Page',
				'httpRequest',
				4.2,
				400,
				{
					url: `=${sandbox.smartRecruitersUrl}/candidates?limit=100{{ $json.pageId ? '&pageId=' + $json.pageId : '' }}`,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: 'smartRecruitersOAuth2Api',
					options: {},
				},
				{ credentials: oAuth('smartRecruitersOAuth2Api', '2', 'SmartRecruiters') },
			),
			node('Map Page', 'code', 2, 600, { jsCode: MAP_PAGE }),
			write('Write Candidates', 800, '/rest/candidates', 'candidates'),
			write('Write Applications', 1000, '/rest/atsApplications', 'applications'),
			node('Next Page', 'set', 3.4, 1200, {
				assignments: {
					assignments: [
						{
							id: 'p',
							name: 'pageId',
							value: "={{ $('Map Page').item.json.pageId }}",
							type: 'string',
						},
					],
				},
				options: {},
			}),
			node('More?', 'if', 2.2, 1400, {
				conditions: {
					options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
					conditions: [
						{
							id: 'c',
							leftValue: '={{ $json.pageId }}',
							rightValue: '',
							operator: { type: 'string', operation: 'notEmpty', singleValue: true },
						},
					],
					combinator: 'and',
				},
				options: {},
			}),
		],
		connections: {
			'n8n Starts': { main: [link('First Page')] },
			'First Page': { main: [link('Read Page')] },
			'Read Page': { main: [link('Map Page')] },
			'Map Page': { main: [link('Write Candidates')] },
			'Write Candidates': { main: [link('Write Applications')] },
			'Write Applications': { main: [link('Next Page')] },
			'Next Page': { main: [link('More?')] },
			'More?': { main: [link('Read Page'), []] },
		},
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none' },
	};
}
