import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { deactivateAccess } from '../../src/operations/contract/deactivateAccess';
import {
	answerNext,
	company,
	integration,
	ORGANIZATION,
	writesOf,
} from '../support/contractSandbox';
import { type ConnectionChoice, sandboxConnection } from '../../scripts/support/sandboxConnection';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 5 });
});
afterEach(async () => {
	await sandbox.close();
});

async function deactivate(choice: ConnectionChoice = {}) {
	const connection = sandboxConnection(sandbox, choice);
	return await deactivateAccess(connection.linkedIn, connection, {
		webBaseUrl: 'https://www.linkedin.com',
	});
}

function configure(): void {
	const oneClick = integration(sandbox, ORGANIZATION, 'ONE_CLICK_EXPORT').configurations;
	oneClick.set('CALLBACK_URL', 'http://127.0.0.1:5678/webhook/1/rsc');
	oneClick.set('JOB_POSTING_VIEWERS', 'ALL_PRODUCT_USERS');
	integration(sandbox, ORGANIZATION, 'IN_ATS_INDICATOR').configurations.set(
		'APPLICATION_VIEWERS',
		'ALL_PRODUCT_USERS',
	);
}

describe('deactivating', () => {
	it.each([
		['v2', '1.0'],
		['v2', '2.0.0'],
		['rest', '1.0'],
		['rest', '2.0.0'],
	] as const)(
		'removes callback and viewers, and says that the switches are Recruiter’s (%s, keys %s)',
		async (generation, protocol) => {
			configure();
			const { deactivated, refused } = await deactivate({ linkedIn: { generation, protocol } });
			expect(refused).toEqual([]);
			expect(deactivated).toMatchObject([
				{
					organization: ORGANIZATION,
					state: 'disconnected',
					removed: [
						'ONE_CLICK_EXPORT.CALLBACK_URL',
						'ONE_CLICK_EXPORT.JOB_POSTING_VIEWERS',
						'IN_ATS_INDICATOR.APPLICATION_VIEWERS',
					],
					whatToDo: expect.stringContaining('only a Recruiter admin can turn them off'),
					clickPath: expect.stringContaining(
						'Product settings › Integrations › Manage integrations',
					),
					recruiterUrl: 'https://www.linkedin.com/recruiter',
				},
			]);
			expect(company(sandbox).map(({ configurations }) => configurations.size)).toEqual([0, 0, 0]);
			// LinkedIn's side is LinkedIn's.
			expect(company(sandbox).every(({ enabled }) => enabled)).toBe(true);
		},
	);

	it('removes nothing the second time, and writes nothing', async () => {
		configure();
		await deactivate();
		sandbox.context.requests.reset();
		expect((await deactivate()).deactivated).toMatchObject([
			{ removed: [], state: 'disconnected' },
		]);
		expect(writesOf(sandbox)).toEqual({});
	});

	it('works where nothing was ever requested', async () => {
		for (const one of company(sandbox)) one.requested = false;
		expect((await deactivate()).deactivated).toMatchObject([{ removed: [] }]);
	});

	it('tells what LinkedIn does not let go of', async () => {
		configure();
		answerNext(
			sandbox,
			'/configurations',
			{ results: {}, errors: { CALLBACK_URL: { status: 403 } } },
			{ method: 'DELETE' },
		);
		const { deactivated, refused } = await deactivate();
		expect(deactivated).toEqual([]);
		expect(refused).toMatchObject([
			{ code: 'notAccepted', reason: expect.stringContaining('CALLBACK_URL, status 403') },
			{ code: 'notKept', reason: expect.stringContaining('JOB_POSTING_VIEWERS is still there') },
		]);
	});
});
