import type { SandboxProcess } from '../n8n/SandboxProcess';

const CREDENTIALS = {
	linkedIn: { linkedInRscOAuth2Api: { id: '1', name: 'LinkedIn RSC' } },
	smartRecruiters: { smartRecruitersOAuth2Api: { id: '2', name: 'SmartRecruiters' } },
};
/** Its own tables: those of the package have other columns. */
const TABLES = {
	bench_cursor: ['stream', 'cursor'],
	bench_parked: ['recordKey', 'reason'],
} as const;

/** A node of n8n's own. */
const core = (
	name: string,
	type: string,
	typeVersion: number,
	position: [x: number, y: number],
	parameters: object,
	credentials?: object,
) => ({
	...{ id: name, name, type: `n8n-nodes-base.${type}`, typeVersion, position, parameters },
	...(credentials && { credentials }),
});

const set = (name: string, position: [number, number], value: string) =>
	core(name, 'set', 3.4, position, {
		assignments: { assignments: [{ id: name, name: 'pageId', type: 'string', value }] },
		options: {},
	});

const createTable = (tableName: keyof typeof TABLES, position: [number, number]) =>
	core(`Create ${tableName}`, 'dataTable', 1, position, {
		...{ resource: 'table', operation: 'create', tableName },
		columns: { column: TABLES[tableName].map((column) => ({ name: column, type: 'string' })) },
		options: { createIfNotExists: true },
	});

/** Writes one row, found by the table's first column. */
const upsert = (
	name: string,
	position: [number, number],
	table: keyof typeof TABLES,
	[key, value]: [key: string, value: string],
) => {
	const [keyName, other] = TABLES[table];
	return core(name, 'dataTable', 1, position, {
		...{ resource: 'row', operation: 'upsert' },
		dataTableId: { __rl: true, mode: 'name', value: table },
		matchType: 'allConditions',
		filters: { conditions: [{ keyName, condition: 'eq', keyValue: key }] },
		columns: { mappingMode: 'defineBelow', value: { [keyName]: key, [other]: value } },
		options: {},
	});
};

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
			CREDENTIALS.linkedIn,
		);
	const nodes = [
		core('n8n Starts', 'n8nTrigger', 1, [0, 0], { events: ['init', 'activate', 'update'] }),
		createTable('bench_cursor', [100, 0]),
		createTable('bench_parked', [150, 0]),
		set('First Page', [200, 0], ''),
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
			CREDENTIALS.smartRecruiters,
		),
		core('Map Page', 'code', 2, [600, 0], { jsCode: MAP_PAGE }),
		core('Each Rejected', 'splitOut', 1, [800, -200], {
			fieldToSplitOut: 'rejected',
			options: {},
		}),
		upsert('Park Rejected', [1000, -200], 'bench_parked', [
			'={{ $json.recordKey }}',
			'={{ $json.reason }}',
		]),
		write('Write Candidates', 800, '/rest/candidates', 'candidates'),
		write('Write Applications', 1000, '/rest/atsApplications', 'applications'),
		upsert('Store Cursor', [1100, 0], 'bench_cursor', [
			'bench',
			"={{ $('Map Page').item.json.pageId }}",
		]),
		set('Next Page', [1200, 0], "={{ $('Map Page').item.json.pageId }}"),
		core('More?', 'if', 2.2, [1400, 0], {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
				combinator: 'and',
				conditions: [
					{
						id: 'more',
						leftValue: '={{ $json.pageId !== "" }}',
						rightValue: '',
						operator: { type: 'boolean', operation: 'true', singleValue: true },
					},
				],
			},
			options: {},
		}),
	];
	const links: ReadonlyArray<readonly [from: string, to: string]> = [
		['n8n Starts', 'Create bench_cursor'],
		['Create bench_cursor', 'Create bench_parked'],
		['Create bench_parked', 'First Page'],
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
	];
	const connections: Record<string, { main: object[][] }> = {};
	for (const [from, to] of links) {
		const own = (connections[from] ??= { main: [[]] });
		own.main[0]?.push({ node: to, type: 'main', index: 0 });
	}
	return {
		...{ id: 'benchHttpNodes', name: 'Bench: HTTP Request nodes', nodes, connections },
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none' },
	};
}
