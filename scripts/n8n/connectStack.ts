import { z } from 'zod';
import { CURRENT_TEXT_VERSION } from '../../src/operations/contract/dataSharingTexts';
import { CONTRACTS } from '../../src/state/tables';
import type { N8nInstance } from './N8nInstance';
import { type WorkflowFile, WorkflowSchema } from '../workflows/measureWorkflow';
import { readWorkflows } from '../workflows/readWorkflows';

/** How many times the documented limits both sides are set to, so that a demonstration takes a minute. */
export interface CredentialChoice {
	factor?: number;
	linkedInSecret?: string;
	organization?: string;
	generation?: string;
	/** Where the credentials find the vendors, instead of at the sandbox itself. */
	vendors?: Vendors;
}

/** Base URLs of both vendors. */
export interface Vendors {
	linkedInUrl: string;
	smartRecruitersUrl: string;
}

/** Who may open the pages of the workflows that the scripts set up. */
export const PAGES_USER = { user: 'admin', password: 'Sandbox-1234' } as const;

/** Credentials under the names that the templates use. */
export function sandboxCredentials(sandbox: Vendors, choice: CredentialChoice = {}): object[] {
	const { factor = 1, organization = '1000', generation = 'recommended' } = choice;
	const { linkedInUrl, smartRecruitersUrl } = choice.vendors ?? sandbox;
	return [
		{
			id: '1',
			name: 'LinkedIn RSC',
			type: 'linkedInRscOAuth2Api',
			data: {
				grantType: 'clientCredentials',
				clientId: 'sandbox-child',
				clientSecret: choice.linkedInSecret ?? 'sandbox-child-secret',
				authentication: 'body',
				organization,
				apiGeneration: generation,
				apiBaseUrl: linkedInUrl,
				signInBaseUrl: linkedInUrl,
				accessTokenUrl: `${linkedInUrl}/oauth/v2/accessToken`,
				recordsPerMinute: 10_000 * factor,
				requestsPerDay: 100_000 * factor,
				inMailsPerMinute: 12 * factor,
			},
		},
		{
			id: '2',
			name: 'SmartRecruiters',
			type: 'smartRecruitersOAuth2Api',
			data: {
				grantType: 'clientCredentials',
				clientId: 'sandbox-sr',
				clientSecret: 'sandbox-sr-secret',
				authentication: 'body',
				apiBaseUrl: smartRecruitersUrl,
				accessTokenUrl: `${smartRecruitersUrl}/identity/oauth/token`,
				requestsPerSecond: 10 * factor,
			},
		},
		{
			id: '3',
			name: 'SmartRecruiters key',
			type: 'smartRecruitersApi',
			data: {
				apiKey: 'SANDBOX-KEY',
				apiBaseUrl: smartRecruitersUrl,
				requestsPerSecond: 10 * factor,
			},
		},
		{
			id: '4',
			name: 'LinkedIn Partner',
			type: 'linkedInPartnerOAuth2Api',
			data: {
				grantType: 'clientCredentials',
				clientId: 'sandbox-parent',
				clientSecret: 'sandbox-parent-secret',
				authentication: 'body',
				apiBaseUrl: linkedInUrl,
				signInBaseUrl: linkedInUrl,
				accessTokenUrl: `${linkedInUrl}/oauth/v2/accessToken`,
			},
		},
		{
			id: '5',
			name: 'RSC Pages',
			type: 'rscPagesApi',
			data: { ...PAGES_USER, signingSecret: 'sandbox-only' },
		},
	];
}

/** Values of parameters that somebody enters in the editor, by the name of the node. */
export type Entered = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A workflow as a user has filled it in: collections such as `options` are completed, not replaced. */
export function filledIn(workflow: WorkflowFile, entered: Entered): WorkflowFile {
	const copy = WorkflowSchema.parse(structuredClone(workflow));
	for (const node of copy.nodes) {
		for (const [name, value] of Object.entries(entered[node.name] ?? {})) {
			const before = z.record(z.unknown()).safeParse(node.parameters[name]);
			const more = z.record(z.unknown()).safeParse(value);
			node.parameters[name] =
				before.success && more.success ? { ...before.data, ...more.data } : value;
		}
	}
	return copy;
}

export interface SeedChoice extends CredentialChoice {
	/** What is entered in nodes, by workflow and node. */
	entered?: Readonly<Record<string, Entered>>;
	/** Ids of the workflows that are wanted; default: the backfill's. */
	workflows?: readonly string[];
	/** Ids of workflows that are there as well, not published. */
	unpublished?: readonly string[];
	/** Whether every execution is kept, where the workflows keep few. */
	keepExecutions?: boolean;
	/** Whether Recruiter is polled every minute, instead of every half hour. */
	pollEveryMinute?: boolean;
}

/** Credentials and published workflows into an n8n that is not running yet. */
export async function seed(n8n: N8nInstance, sandbox: Vendors, choice: SeedChoice): Promise<void> {
	await n8n.importCredentials(sandboxCredentials(sandbox, choice));
	const { entered = {}, workflows = ['rscHistoricalSync'], unpublished = [] } = choice;
	const chosen = readWorkflows().filter(({ workflow: { id } }) =>
		[...workflows, ...unpublished].includes(id),
	);
	await n8n.importWorkflows(
		chosen.map(({ workflow }) => ({
			...filledIn(workflow, {
				...(choice.pollEveryMinute &&
					workflow.id === 'rscActivity' && { 'Sync New': { readEveryMinutes: 1 } }),
				...entered[workflow.id],
			}),
			...(choice.keepExecutions && {
				settings: {
					executionOrder: 'v1',
					saveDataSuccessExecution: 'all',
					saveDataErrorExecution: 'all',
				},
			}),
		})),
	);
	for (const id of workflows) await n8n.cli('publish:workflow', `--id=${id}`);
}

/** Connected as far as operations can see. */
export async function acknowledge(n8n: N8nInstance, organization = '1000'): Promise<void> {
	const urn = `urn:li:organization:${organization}`;
	const now = new Date().toISOString();
	const row = (contract: string, change: Record<string, string>) =>
		CONTRACTS.schema.parse({
			organization: urn,
			contract,
			acknowledgedBy: 'Ada Admin, admin@example.com',
			acknowledgedAt: now,
			acknowledgedText: CURRENT_TEXT_VERSION,
			checkedAt: now,
			...change,
		});
	await n8n.insertRows('rsc_contracts', CONTRACTS.columns, [
		row(urn, { state: 'acknowledged' }),
		...['2001', '2002'].map((number) =>
			row(`urn:li:contract:${number}`, {
				state: 'connected',
				companyLevel: 'on',
				contractLevel: 'on',
				connectedAt: now,
			}),
		),
	]);
}
