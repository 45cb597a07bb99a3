import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CURRENT_TEXT_VERSION } from '../../src/operations/contract/dataSharingTexts';
import { TABLES } from '../../src/state/tables';
import type { N8nInstance } from './N8nInstance';
import { TEMPLATES } from './paths';
import type { SandboxProcess } from './SandboxProcess';

/** How many times the documented limits both sides are set to, so that a demonstration takes a minute. */
export interface CredentialChoice {
	factor?: number;
	linkedInSecret?: string;
	organization?: string;
	generation?: string;
}

/** Who may open the pages of the workflows that the scripts set up. */
export const PAGES_USER = { user: 'admin', password: 'Sandbox-1234' } as const;

/** Credentials under the names that the templates use. */
export function sandboxCredentials(
	sandbox: SandboxProcess,
	choice: CredentialChoice = {},
): object[] {
	const { factor = 1, organization = '1000', generation = 'recommended' } = choice;
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
				apiBaseUrl: sandbox.linkedInUrl,
				signInBaseUrl: sandbox.linkedInUrl,
				accessTokenUrl: `${sandbox.linkedInUrl}/oauth/v2/accessToken`,
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
				apiBaseUrl: sandbox.smartRecruitersUrl,
				accessTokenUrl: `${sandbox.smartRecruitersUrl}/identity/oauth/token`,
				requestsPerSecond: 10 * factor,
			},
		},
		{
			id: '3',
			name: 'SmartRecruiters key',
			type: 'smartRecruitersApi',
			data: {
				apiKey: 'SANDBOX-KEY',
				apiBaseUrl: sandbox.smartRecruitersUrl,
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
				apiBaseUrl: sandbox.linkedInUrl,
				signInBaseUrl: sandbox.linkedInUrl,
				accessTokenUrl: `${sandbox.linkedInUrl}/oauth/v2/accessToken`,
			},
		},
		{ id: '5', name: 'RSC pages', type: 'httpBasicAuth', data: { ...PAGES_USER } },
	];
}

const TemplateSchema = z
	.object({
		id: z.string(),
		name: z.string(),
		nodes: z.array(z.object({ name: z.string(), parameters: z.record(z.unknown()) }).passthrough()),
	})
	.passthrough();
export type Template = z.infer<typeof TemplateSchema>;

/** The ready-made workflows, in the order of use. */
export function readTemplates(): Template[] {
	return readdirSync(TEMPLATES)
		.filter((name) => name.endsWith('.json'))
		.sort()
		.map((name) => TemplateSchema.parse(JSON.parse(readFileSync(join(TEMPLATES, name), 'utf8'))));
}

const SettingsSchema = z.object({
	assignments: z.object({
		assignments: z.array(z.object({ name: z.string(), value: z.unknown() }).passthrough()),
	}),
});

/** The names of a template's settings. */
function settingsOf(template: Template): string[] {
	const node = template.nodes.find(({ name }) => name === 'Settings');
	if (!node) return [];
	return SettingsSchema.parse(node.parameters).assignments.assignments.map(({ name }) => name);
}

/** A template with those values of its Settings node changed that it has, as a user changes them in the editor. */
export function withSettings(template: Template, settings: Record<string, unknown>): Template {
	const copy = TemplateSchema.parse(structuredClone(template));
	const node = copy.nodes.find(({ name }) => name === 'Settings');
	if (!node) return copy;
	const { assignments } = SettingsSchema.parse(node.parameters);
	for (const setting of assignments.assignments) {
		if (setting.name in settings) setting.value = settings[setting.name];
	}
	node.parameters = { ...node.parameters, assignments };
	return copy;
}

/** A template whose polling trigger asks these contracts this often, as a user enters it in the editor. */
function withPolling(template: Template, contracts: string, everyMinute: boolean): Template {
	const copy = TemplateSchema.parse(structuredClone(template));
	for (const { parameters } of copy.nodes) {
		if (parameters.trigger !== 'polled') continue;
		parameters.contracts = contracts;
		if (!everyMinute) continue;
		parameters.pollTimes = { item: [{ mode: 'everyMinute' }] };
		parameters.pollEveryMinutes = 1;
	}
	return copy;
}

export interface SeedChoice extends CredentialChoice {
	settings?: Record<string, unknown>;
	/** Ids of the workflows that are wanted; default: the backfill's. */
	workflows?: readonly string[];
	/** Ids of workflows that are there as well, not published. */
	unpublished?: readonly string[];
	/** Whether Recruiter is polled every minute, instead of every half hour. */
	pollEveryMinute?: boolean;
}

/** Credentials and published workflows into an n8n that is not running yet. */
export async function seed(
	n8n: N8nInstance,
	sandbox: SandboxProcess,
	choice: SeedChoice,
): Promise<void> {
	await n8n.importCredentials(sandboxCredentials(sandbox, choice));
	const { settings = {}, workflows = ['rscHistoricalSync'], unpublished = [] } = choice;
	const chosen = readTemplates().filter(({ id }) => [...workflows, ...unpublished].includes(id));
	const stray = Object.keys(settings).find((name) =>
		chosen.every((template) => !settingsOf(template).includes(name)),
	);
	if (stray) throw new Error(`No chosen workflow has a setting ${stray}`);
	await n8n.importWorkflows(
		chosen.map((template) =>
			withPolling(withSettings(template, settings), '2001, 2002', choice.pollEveryMinute ?? false),
		),
	);
	for (const id of workflows) await n8n.cli('publish:workflow', `--id=${id}`);
}

/** Connected as far as workflow 03 can see; its publishing is repeated, because it starts working then. */
export async function acknowledge(n8n: N8nInstance, organization = '1000'): Promise<void> {
	const urn = `urn:li:organization:${organization}`;
	const now = new Date().toISOString();
	await n8n.insertRows('rsc_contracts', TABLES.rsc_contracts.columns, [
		{
			contract: urn,
			organization: urn,
			state: 'connected',
			acknowledgedBy: 'Ada Admin, admin@example.com',
			acknowledgedAt: now,
			acknowledgedText: CURRENT_TEXT_VERSION,
			companyLevel: 'on',
			connectedAt: now,
			checkedAt: now,
		},
	]);
	await n8n.republish('rscHistoricalSync');
}
