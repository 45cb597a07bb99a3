import assert from 'node:assert/strict';
import { acknowledgeDataSharing } from '../../../src/operations/contract/acknowledgeDataSharing';
import { checkContracts } from '../../../src/operations/contract/checkContracts';
import { CURRENT_TEXT_VERSION } from '../../../src/operations/contract/dataSharingTexts';
import { provisionCustomerApp } from '../../../src/operations/contract/provisionCustomerApp';
import { readStatus } from '../../../src/operations/contract/readStatus';
import { requestContracts } from '../../../src/operations/contract/requestContracts';
import type { ContractsBusy } from '../../../src/operations/contract/withContracts';
import { takeWidgetResult } from '../../../src/operations/contract/takeWidgetResult';
import { statusPage } from '../../../src/pages/statusPage';
import { CONTRACTS as CONTRACTS_TABLE } from '../../../src/state/tables';
import { fetchTransport } from '../../support/fetchTransport';
import { historyRuntime, ORGANIZATION } from '../../support/historyRuntime';
import { RecruiterAdmin } from '../../support/RecruiterAdmin';
import { runToEnd } from '../../support/runToEnd';
import type { Check, Stage } from '../Check';

const CONTRACTS = ['urn:li:contract:2001', 'urn:li:contract:2002'] as const;
const CALLBACK = 'http://127.0.0.1:5678/webhook/certify/rsc';
const NAME = 'SmartRecruiters - Acme';

/** What an operation gives when nobody else is at work. */
function free<T extends object>(result: T): Exclude<T, ContractsBusy> {
	assert.ok(!('state' in result && result.state === 'busy'), 'Another run is at work');
	return result as Exclude<T, ContractsBusy>;
}

/** From the widget to the request, as an admin and the product do it together. */
async function request({ sandbox, runtime }: Stage, contracts: readonly string[]) {
	await acknowledgeDataSharing(runtime, {
		acknowledged: true,
		acknowledgedBy: 'Ada Lo',
		textVersion: CURRENT_TEXT_VERSION,
	});
	const admin = await RecruiterAdmin.signIn(sandbox);
	for (const contract of contracts) {
		const taken = free(await takeWidgetResult(runtime, await admin.requestInWidget(contract)));
		assert.deepEqual(taken.refused, []);
	}
	const access = free(
		await requestContracts(runtime, {
			contracts,
			namePrefix: NAME,
			callbackUrl: CALLBACK,
			allViewers: true,
			onSymbols: [],
		}),
	);
	assert.deepEqual(access.refused, []);
	return { admin, access };
}

/** The state of each contract after the hourly check. */
async function states({ sandbox, runtime }: Stage): Promise<string[]> {
	const webBaseUrl = sandbox.linkedInUrl;
	const { contracts } = free(await checkContracts(runtime, { webBaseUrl, onSymbols: [] }));
	return contracts.map(({ state }) => state);
}

/** What the ATS admin sees. */
async function shownStatus({ runtime }: Stage): Promise<string> {
	return statusPage({
		...(await readStatus(runtime, ORGANIZATION)),
		...{ parkedLimit: 1_000, nowMs: runtime.effects.now(), updates: false },
		...{ address: '', key: '', links: { connect: '', people: '', disconnect: '' } },
	});
}

async function provision({ sandbox, runtime }: Stage, uniqueForeignId: string) {
	const transport = fetchTransport({
		tokenUrl: `${sandbox.linkedInUrl}/oauth/v2/accessToken`,
		clientId: 'sandbox-parent',
		clientSecret: 'sandbox-parent-secret',
	});
	return await provisionCustomerApp({ ...runtime.linkedIn, transport }, runtime, {
		uniqueForeignId,
		name: NAME,
		description: 'Recruiter System Connect',
		validJsSdkDomains: ['https://connect.example.com'],
		oauth2AuthorizedCallbackUrls: [],
	});
}

/** RSC-101 to RSC-105. */
export const CONNECTING: readonly Check[] = [
	{
		rules: ['RSC-101'],
		what: 'request a contract in the widget, name its integrations, find the names in Recruiter’s settings, switch both levels on, and see the state follow, kept by organization and contract, and on the status page; then send the history, and read there that it has arrived',
		run: async (stage) => {
			const [contract] = CONTRACTS;
			const { admin } = await request(stage, [contract]);
			const page = await admin.settings();
			for (const feature of ['1-Click Export', 'In-ATS Indicator', 'Profile Widget'])
				assert.ok(page.includes(`${NAME} - ${feature}`), `Recruiter does not show ${feature}`);
			assert.ok(page.includes(`${NAME} - Recruiter Activity`), 'The contract has no name');
			assert.deepEqual(await states(stage), ['waiting']);
			await admin.turn(true);
			assert.deepEqual(await states(stage), ['waiting']);
			assert.match(await shownStatus(stage), /Not connected yet: access has to be switched on/);
			await admin.turn(true, contract);
			assert.deepEqual(await states(stage), ['connected']);
			const status = await shownStatus(stage);
			assert.match(status, /<title>Connected/);
			assert.match(status, /contract 2001/i);
			const rows = await stage.runtime.store.read(CONTRACTS_TABLE, { state: 'connected' });
			assert.deepEqual(
				rows.map((row) => [row.organization, row.contract]),
				[
					[ORGANIZATION, ORGANIZATION],
					[ORGANIZATION, contract],
				],
				'The credential is not mapped to organization and contract',
			);
			await runToEnd(stage.sandbox, stage.runtime);
			assert.match(await shownStatus(stage), /The history is at LinkedIn/);
		},
	},
	{
		rules: ['RSC-102'],
		what: 'send the company’s jobs twice: as they come they are all private; with the choice "public" open jobs with a public ad are public',
		connected: true,
		run: async ({ sandbox, runtime }) => {
			const jobsOnly = { candidates: false, applications: false };
			const availabilities = () =>
				[...sandbox.store.of(ORGANIZATION).jobs.values()].map(({ fields }) => fields.availability);
			await runToEnd(sandbox, runtime, jobsOnly);
			assert.ok(availabilities().length > 0, 'No job arrived');
			assert.deepEqual(new Set(availabilities()), new Set(['PRIVATE_TO_ATS_INTEGRATION']));
			const open = await historyRuntime(sandbox, { sharing: { jobVisibility: 'PUBLIC' } });
			await runToEnd(sandbox, open, jobsOnly);
			assert.ok(availabilities().includes('PUBLIC'), 'No job became public');
		},
	},
	{
		rules: ['RSC-103'],
		what: 'request two contracts and connect both in one go; each keeps its own status',
		run: async (stage) => {
			const { admin, access } = await request(stage, CONTRACTS);
			assert.deepEqual(
				access.contracts.map(({ contract, state }) => [contract, state]),
				CONTRACTS.map((contract) => [contract, 'requested']),
			);
			await admin.turn(true);
			await admin.turn(true, CONTRACTS[1]);
			assert.deepEqual(await states(stage), ['waiting', 'connected']);
		},
	},
	{
		rules: ['RSC-103', 'CRM-010'],
		what: 'provision two customers, one of them twice: two applications, and the same one again for the same customer',
		run: async (stage) => {
			const first = await provision(stage, 'tenant-17');
			const other = await provision(stage, 'tenant-18');
			const again = await provision(stage, 'tenant-17');
			assert.notEqual(first.clientId, other.clientId);
			assert.deepEqual([again.clientId, again.created], [first.clientId, false]);
		},
	},
	{
		rules: ['RSC-104'],
		what: 'request a contract, and look at LinkedIn’s side for the callback URL and both viewers; a second request writes nothing',
		run: async (stage) => {
			await request(stage, [CONTRACTS[0]]);
			const { integrations } = stage.sandbox.store.of(ORGANIZATION);
			const stored = (type: string) =>
				Object.fromEntries(integrations.get(`${ORGANIZATION} ${type}`)?.configurations ?? []);
			assert.deepEqual(stored('ONE_CLICK_EXPORT'), {
				CALLBACK_URL: CALLBACK,
				JOB_POSTING_VIEWERS: 'ALL_PRODUCT_USERS',
			});
			assert.deepEqual(stored('IN_ATS_INDICATOR'), { APPLICATION_VIEWERS: 'ALL_PRODUCT_USERS' });
			const { access } = await request(stage, [CONTRACTS[0]]);
			assert.deepEqual(
				access.contracts.map(({ changed }) => changed),
				[[]],
			);
		},
	},
	{
		rules: ['RSC-105'],
		what: 'provision a customer’s application, and look at LinkedIn’s side for the widget domain',
		run: async (stage) => {
			const { clientId } = await provision(stage, 'tenant-17');
			assert.deepEqual(stage.sandbox.room.apps.byClientId(clientId)?.jsDomains, [
				'https://connect.example.com',
			]);
		},
	},
];
