import assert from 'node:assert/strict';
import { acknowledgeDataSharing } from '../../../src/operations/contract/acknowledgeDataSharing';
import { getContractStatus } from '../../../src/operations/contract/getContractStatus';
import { provisionCustomerApp } from '../../../src/operations/contract/provisionCustomerApp';
import { readWidgetResult } from '../../../src/operations/contract/readWidgetResult';
import { requestAccess } from '../../../src/operations/contract/requestAccess';
import { fetchTransport } from '../../../test/support/fetchTransport';
import { RecruiterAdmin } from '../../../test/support/RecruiterAdmin';
import { runToEnd } from '../../../test/support/runToEnd';
import type { Check, Stage } from '../Check';

const ORGANIZATION = 'urn:li:organization:1000';
const CONTRACTS = ['urn:li:contract:2001', 'urn:li:contract:2002'] as const;
const CALLBACK = 'http://127.0.0.1:5678/webhook/certify/rsc';
const NAME = 'SmartRecruiters - Acme';

const acknowledge = ({ connection }: Stage) =>
	acknowledgeDataSharing(
		{
			organizationUrn: ORGANIZATION,
			acknowledged: true,
			acknowledgedBy: 'Ada Lo',
			textVersion: '2026-11',
		},
		connection.effects.now(),
	);

/** From the widget to the request, as an admin and the product do it together. */
async function request(stage: Stage, contracts: readonly string[]) {
	const { sandbox, connection } = stage;
	const acknowledgement = acknowledge(stage);
	const admin = await RecruiterAdmin.signIn(sandbox);
	const chosen: string[] = [];
	for (const contract of contracts) {
		const widget = readWidgetResult(
			{
				acknowledgement,
				widgetResult: await admin.requestInWidget(contract),
				organizationUrn: ORGANIZATION,
			},
			connection.effects.now(),
		);
		assert.deepEqual(widget.refused, []);
		chosen.push(...widget.contracts.map((one) => one.contract));
	}
	const access = await requestAccess(connection.linkedIn, connection, {
		contracts: chosen,
		product: 'recruiterCorporate',
		acknowledgement,
		namePrefix: NAME,
		callbackUrl: CALLBACK,
		allViewers: true,
		onSymbols: [],
	});
	assert.deepEqual(access.refused, []);
	return { admin, access, acknowledgement };
}

async function overall(stage: Stage, contracts: readonly string[]): Promise<string[]> {
	const { contracts: found } = await getContractStatus(
		stage.connection.linkedIn,
		stage.connection,
		{
			contracts,
			acknowledgement: acknowledge(stage),
			webBaseUrl: stage.sandbox.linkedInUrl,
			onSymbols: [],
		},
	);
	return found.map((one) => one.overall);
}

async function provision({ sandbox, connection }: Stage, uniqueForeignId: string) {
	const transport = fetchTransport({
		tokenUrl: `${sandbox.linkedInUrl}/oauth/v2/accessToken`,
		clientId: 'sandbox-parent',
		clientSecret: 'sandbox-parent-secret',
	});
	return await provisionCustomerApp({ ...connection.linkedIn, transport }, connection, {
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
		what: 'request a contract in the widget, name its integrations, find the names in Recruiter’s settings, switch both levels on, and see the status follow',
		run: async (stage) => {
			const [contract] = CONTRACTS;
			const { admin } = await request(stage, [contract]);
			const page = await admin.settings();
			for (const feature of ['1-Click Export', 'In-ATS Indicator', 'Profile Widget'])
				assert.ok(page.includes(`${NAME} - ${feature}`), `Recruiter does not show ${feature}`);
			assert.ok(page.includes(`${NAME} - Recruiter Activity`), 'The contract has no name');
			assert.deepEqual(await overall(stage, [contract]), ['waiting']);
			await admin.turn(true);
			assert.deepEqual(await overall(stage, [contract]), ['partly']);
			await admin.turn(true, contract);
			assert.deepEqual(await overall(stage, [contract]), ['connected']);
		},
	},
	{
		rules: ['RSC-102'],
		what: 'send the company’s jobs twice: as they come they are all private; with the choice "public" open jobs with a public ad are public',
		connected: true,
		run: async ({ sandbox, connection }) => {
			const jobsOnly = { candidates: false, applications: false };
			const availabilities = () =>
				[...sandbox.store.of(ORGANIZATION).jobs.values()].map(({ fields }) => fields.availability);
			await runToEnd(sandbox, connection, jobsOnly);
			assert.ok(availabilities().length > 0, 'No job arrived');
			assert.deepEqual(new Set(availabilities()), new Set(['PRIVATE_TO_ATS_INTEGRATION']));
			await runToEnd(sandbox, connection, { ...jobsOnly, availability: 'PUBLIC' });
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
			assert.deepEqual(await overall(stage, CONTRACTS), ['partly', 'connected']);
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
