import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { acknowledgeDataSharing } from '../../src/operations/contract/acknowledgeDataSharing';
import {
	CURRENT_TEXT_VERSION,
	DATA_SHARING_TEXTS,
	TEXT_VERSIONS,
} from '../../src/operations/contract/dataSharingTexts';
import { addContracts } from '../../src/operations/contract/addContracts';
import { checkContracts } from '../../src/operations/contract/checkContracts';
import { requestContracts } from '../../src/operations/contract/requestContracts';
import { takeWidgetResult } from '../../src/operations/contract/takeWidgetResult';
import { contractRuntime } from '../support/contractRuntime';
import { ORGANIZATION, requestsOf } from '../support/contractSandbox';

const ticked = {
	acknowledged: true,
	acknowledgedBy: ' Ada Lo ',
	textVersion: CURRENT_TEXT_VERSION,
};
let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 5, connected: false });
});
afterEach(async () => {
	await sandbox.close();
});

describe('acknowledging the sharing of data', () => {
	it('keeps who, when, and the very text', async () => {
		const { runtime, store } = contractRuntime(sandbox);
		const acknowledgedAt = new Date(runtime.effects.now()).toISOString();
		const kept = {
			organization: ORGANIZATION,
			acknowledgedBy: 'Ada Lo',
			acknowledgedAt: expect.stringMatching(/^20\d\d-/),
			acknowledgedText: '2026-11',
		};
		expect(await acknowledgeDataSharing(runtime, ticked)).toEqual({
			...kept,
			acknowledged: true,
			text: DATA_SHARING_TEXTS['2026-11'],
		});
		expect(store.dump()).toContain(acknowledgedAt.slice(0, 16));
		expect(store.dump()).toContain('"state":"acknowledged"');
	});

	it('does not go without the tick, nor without a name', async () => {
		const { runtime, store } = contractRuntime(sandbox);
		await expect(
			acknowledgeDataSharing(runtime, { ...ticked, acknowledged: false }),
		).rejects.toThrow(/"Acknowledged" is not ticked/);
		await expect(
			acknowledgeDataSharing(runtime, { ...ticked, acknowledgedBy: '  ' }),
		).rejects.toThrow(/"Acknowledged By" is empty/);
		expect(store.dump()).toBe('[]');
	});

	it.each(TEXT_VERSIONS)('the text %s says what is shared, and on what ground', (version) => {
		expect(DATA_SHARING_TEXTS[version]).toMatch(
			/GDPR-compliant data are shared across both platforms/,
		);
	});
});

describe('before the acknowledgement', () => {
	const request = {
		contracts: ['2001'],
		namePrefix: 'SmartRecruiters',
		callbackUrl: '',
		allViewers: true,
		onSymbols: [],
	};
	it.each([
		[
			'added',
			async ({ runtime }: ReturnType<typeof contractRuntime>) =>
				addContracts(runtime, [{ contract: '2001' }]),
		],
		[
			'requested',
			async ({ runtime }: ReturnType<typeof contractRuntime>) => requestContracts(runtime, request),
		],
		[
			'checked',
			async ({ runtime }: ReturnType<typeof contractRuntime>) =>
				checkContracts(runtime, { webBaseUrl: '', onSymbols: [] }),
		],
		[
			'chosen in the widget',
			async ({ runtime }: ReturnType<typeof contractRuntime>) =>
				takeWidgetResult(runtime, [
					{ integrationContext: 'urn:li:contract:2001', integrationType: 'CSA_API' },
				]),
		],
	])('no contract is %s', async (_what, act) => {
		const stack = contractRuntime(sandbox);
		await expect(act(stack)).rejects.toMatchObject({
			message: expect.stringContaining('has not been acknowledged'),
			advice: expect.stringContaining('Data Sharing › Acknowledge'),
		});
		expect(requestsOf(sandbox)).toEqual({});
	});
});
