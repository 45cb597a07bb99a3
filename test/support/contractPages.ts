import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/createSandbox';
import { ContractActivate } from '../../nodes/ContractActivate/ContractActivate.node';
import { FormPage } from '../../scripts/support/FormPage';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import {
	linkedInCredential,
	smartRecruitersCredential,
} from '../../scripts/support/nodeCredentials';
import { PageSite } from './PageSite';

export const USER = { user: 'ada', password: 'correct horse battery', signingSecret: '' };

export const SIGNED_IN = {
	authorization: `Basic ${Buffer.from(`${USER.user}:${USER.password}`).toString('base64')}`,
};

export const ORIGIN = 'https://careers.example.com';

const page = (path: string, operation: string, more = {}) => ({
	trigger: { trigger: 'page', path },
	type: new ContractActivate(),
	parameters: { resource: 'page', operation, ...more },
});

export const callback = (path: string, purpose: string, allowedOrigin = ORIGIN) => ({
	trigger: { trigger: 'callback', path, purpose, allowedOrigin },
	type: new ContractActivate(),
	parameters: { resource: 'page', operation: purpose },
});

export let sandbox: Sandbox;

export let site: PageSite;

export let tables: MemoryDataTables;

export const open = async (path = 'rsc-connect'): Promise<FormPage> =>
	await FormPage.open(`${site.url}/${path}`, SIGNED_IN);

export const row = (contract: string) =>
	tables.rows('rsc_contracts').find((one) => one.contract === contract);

export async function acknowledged(): Promise<FormPage> {
	const first = await open();
	return await first.press('acknowledge', { acknowledged: 'yes', name: 'Ada Lo, ada@example.com' });
}

export async function decided(): Promise<FormPage> {
	return await (await acknowledged()).press('rules');
}

type Pages = ConstructorParameters<typeof PageSite>[0]['pages'];

/** Those of RSC Contract Activate. */
const CONTRACT_PAGES: Pages = [
	page('rsc-connect', 'connectPage', { onboardingPage: `${ORIGIN}/onboarding/` }),
	page('rsc-status', 'statusPage'),
	page('rsc-disconnect', 'disconnectPage'),
	page('rsc-profile', 'profilePage', { profilePage: `${ORIGIN}/profile/` }),
	callback('rsc-chosen', 'contractChosen'),
	callback('rsc-linked', 'profileLink'),
	callback('rsc-chosen-by-page', 'contractChosen', ''),
];

/** Each test gets a sandbox in which nothing is requested, and the pages of the workflows in front of it, none of which fails. */
export function openSiteForEach(
	pages: Pages = CONTRACT_PAGES,
	options: SandboxOptions = { people: 30 },
): void {
	beforeEach(async () => {
		sandbox = await createSandbox({ ...options, connected: false });
		tables = new MemoryDataTables();
		site = new PageSite({
			pages,
			credentials: {
				rscPagesApi: { ...USER },
				...linkedInCredential(sandbox),
				...smartRecruitersCredential(sandbox),
			},
			tables,
		});
		await site.start();
	});
	afterEach(async () => {
		await site.close();
		await sandbox.close();
		expect(site.failed).toEqual([]);
	});
}
