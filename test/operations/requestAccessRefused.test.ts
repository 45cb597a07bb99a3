import {
	answerNext,
	company,
	CONTRACT_1,
	CONTRACT_2,
	contractOf,
	FOREIGN_CONTRACT,
	requestInWidget,
	requestsOf,
	writesOf,
} from '../support/contractSandbox';
import { nonEmpty } from '../support/nonEmpty';
import { ask, openBeforeEach, sandbox } from '../support/requestingAccess';

openBeforeEach();

const codes = ({ refused }: Awaited<ReturnType<typeof ask>>) =>
	refused.map(({ contract, code }) => [contract, code]);

describe('a request for access that LinkedIn refuses', () => {
	it('goes on with the others when one contract is refused', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		const result = await ask({
			contracts: [FOREIGN_CONTRACT, CONTRACT_1, CONTRACT_2, 'Acme Europe'],
		});
		expect(result.contracts).toMatchObject([{ contract: CONTRACT_1, state: 'requested' }]);
		expect(codes(result)).toEqual([
			['Acme', 'notAContract'],
			['Europe', 'notAContract'],
			[FOREIGN_CONTRACT, 'notGranted'],
			[CONTRACT_2, 'contractNotRequested'],
		]);
		for (const { state, reason, whatToDo } of nonEmpty(result.refused))
			expect([state, Boolean(reason), Boolean(whatToDo)]).toEqual(['refused', true, true]);
		expect(contractOf(sandbox, CONTRACT_2).integrationName).toBeUndefined();
	});

	it('refuses Recruiter Lite with the reason, without asking LinkedIn', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		const result = await ask({ product: 'recruiterLite' });
		expect(result.contracts).toEqual([]);
		expect(result.refused).toMatchObject([
			{
				contract: CONTRACT_1,
				code: 'recruiterLite',
				reason: 'Recruiter Lite has no Recruiter System Connect',
				whatToDo: expect.stringContaining('Recruiter Corporate'),
			},
		]);
		expect(requestsOf(sandbox)).toEqual({});
	});

	it('refuses Recruiter Lite also where only LinkedIn knows that it is', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		const result = await ask({ contracts: ['2003', '2001'] });
		expect(result.contracts).toMatchObject([{ contract: CONTRACT_1 }]);
		expect(result.refused).toMatchObject([
			{ contract: 'urn:li:contract:2003', whatToDo: expect.stringContaining('Recruiter Lite') },
		]);
	});

	it('refuses what nobody has requested in the widget, and writes nothing', async () => {
		expect(codes(await ask())).toEqual([[CONTRACT_1, 'companyNotRequested']]);
		for (const one of company(sandbox)) one.requested = true;
		expect(codes(await ask())).toEqual([[CONTRACT_1, 'contractNotRequested']]);
		expect(writesOf(sandbox)).toEqual({});
	});

	it('refuses a contract whose name LinkedIn refuses within the batch, and keeps the others', async () => {
		requestInWidget(sandbox, CONTRACT_1, CONTRACT_2);
		await ask({ contracts: [CONTRACT_1, CONTRACT_2] });
		for (const contract of [CONTRACT_1, CONTRACT_2])
			contractOf(sandbox, contract).integrationName = 'Old';
		const key = (contract: string) =>
			`dataProvider=ATS&integrationContext=${contract}&integrationType=CSA_API&tenantType=RECRUITER`;
		answerNext(
			sandbox,
			'/v2/atsIntegrations',
			{
				results: { [key(CONTRACT_1)]: { status: 204 } },
				errors: { [key(CONTRACT_2)]: { status: 422, message: 'ERROR :: /integrationName' } },
			},
			{ method: 'POST' },
		);
		contractOf(sandbox, CONTRACT_1).integrationName = 'SmartRecruiters - Acme - Recruiter Activity';
		const result = await ask({ contracts: [CONTRACT_1, CONTRACT_2] });
		expect(result.contracts).toMatchObject([{ contract: CONTRACT_1 }]);
		expect(result.refused).toMatchObject([
			{
				contract: CONTRACT_2,
				code: 'notAccepted',
				reason: expect.stringContaining('CSA_API.integrationName, status 422'),
			},
		]);
	});

	it('asks context by context when LinkedIn refuses a whole batch of names', async () => {
		requestInWidget(sandbox, CONTRACT_1, CONTRACT_2);
		answerNext(sandbox, '/v2/atsIntegrations', {}, { method: 'POST', status: 403 });
		const { contracts, refused } = await ask({ contracts: [CONTRACT_1, CONTRACT_2] });
		expect(refused).toEqual([]);
		expect(contracts).toHaveLength(2);
		expect(writesOf(sandbox)['POST /linkedin/v2/atsIntegrations']).toBe(4);
	});

	it('believes a success only when it can be read back', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		answerNext(
			sandbox,
			'/configurations',
			{ results: { CALLBACK_URL: { status: 204 }, JOB_POSTING_VIEWERS: { status: 204 } } },
			{ method: 'PUT' },
		);
		const result = await ask();
		expect(result.contracts).toEqual([]);
		expect(result.refused).toMatchObject([
			{
				contract: CONTRACT_1,
				code: 'notKept',
				reason: expect.stringContaining('ONE_CLICK_EXPORT.CALLBACK_URL'),
			},
		]);
		// The next run mends it.
		expect((await ask()).contracts).toMatchObject([{ state: 'requested' }]);
	});

	it('does not believe the success of a name either', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		await ask();
		contractOf(sandbox, CONTRACT_1).integrationName = 'Old';
		const key = `integrationContext=${CONTRACT_1}&integrationType=CSA_API&tenantType=RECRUITER&dataProvider=ATS`;
		answerNext(
			sandbox,
			'/v2/atsIntegrations',
			{ results: { [key]: { status: 204 } } },
			{ method: 'POST' },
		);
		expect((await ask()).refused).toMatchObject([
			{ code: 'notKept', reason: expect.stringContaining('CSA_API.integrationName') },
		]);
	});

	it('tells when LinkedIn does not accept a configuration', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		answerNext(
			sandbox,
			'/configurations',
			{
				results: { JOB_POSTING_VIEWERS: { status: 204 } },
				errors: { CALLBACK_URL: { status: 422, message: 'not valid' } },
			},
			{ method: 'PUT' },
		);
		const result = await ask();
		expect(result.refused).toMatchObject([
			{
				code: 'notAccepted',
				reason: expect.stringContaining('ONE_CLICK_EXPORT.CALLBACK_URL, status 422'),
				whatToDo: expect.stringContaining('HTTPS'),
			},
		]);
	});

	it('refuses the whole when the organization is not this application’s', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		await expect(
			ask({}, { linkedIn: { organizationUrn: 'urn:li:organization:7' } }),
		).rejects.toMatchObject({ status: 403, advice: expect.stringContaining('organization') });
		expect(writesOf(sandbox)).toEqual({});
	});

	it('does not wait for long because LinkedIn says so, either', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		answerNext(sandbox, '/v2/atsIntegrations', undefined, {
			status: 429,
			retryAfter: '50',
			times: 3,
		});
		await expect(ask()).rejects.toMatchObject({
			name: 'PauseSignal',
			limit: 'linkedInThrottling',
		});
	});

	it('gives up soon when LinkedIn is down, since somebody waits', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		answerNext(sandbox, '', undefined, { path: '/v2/atsIntegrations', status: 503, times: 99 });
		const begin = sandbox.context.clock.now();
		await expect(ask()).rejects.toMatchObject({ name: 'PauseSignal' });
		expect(sandbox.context.clock.now() - begin).toBeLessThan(120_000);
	});
});
