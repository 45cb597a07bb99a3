import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { Transport } from '../../src/http/Transport';
import { acknowledgeDataSharing } from '../../src/operations/contract/acknowledgeDataSharing';
import { addContracts } from '../../src/operations/contract/addContracts';
import { checkConnection } from '../../src/operations/contract/checkConnection';
import { requestContracts } from '../../src/operations/contract/requestContracts';
import type { Runtime } from '../../src/operations/Runtime';
import { Progress } from '../../src/state/Progress';
import { CONTRACTS } from '../../src/state/tables';
import { CallbackReceiver } from '../support/CallbackReceiver';
import { contractRuntime } from '../support/contractRuntime';
import {
	answerNext,
	company,
	CONTRACT_1,
	contractOf,
	ORGANIZATION,
	requestInWidget,
} from '../support/contractSandbox';
import type { VirtualTime } from '../../scripts/support/VirtualTime';

const HOUR = 3_600_000;
const SECRET = 'sandbox-child-secret';
const CHALLENGE_CODE = '7f1c9a30-1d2b-4c3d-8e4f-5a6b7c8d9e0f';

let sandbox: Sandbox;
let receiver: CallbackReceiver;
let runtime: Runtime;
let time: VirtualTime;
let progress: Progress;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 5, connected: false });
	receiver = new CallbackReceiver(SECRET);
	await receiver.start();
	receiver.statuses = [401];
	({ runtime } = contractRuntime(sandbox));
	time = runtime.effects as VirtualTime;
	progress = new Progress(runtime.store, ORGANIZATION);
	await acknowledgeDataSharing(runtime, {
		acknowledged: true,
		acknowledgedBy: 'Ada Lo',
		textVersion: '2026-11',
	});
	requestInWidget(sandbox, CONTRACT_1);
	await addContracts(runtime, [{ contract: '2001', name: 'Acme Europe' }]);
	await requestContracts(runtime, {
		contracts: [],
		namePrefix: 'SmartRecruiters',
		callbackUrl: '',
		allViewers: true,
		onSymbols: [],
	});
	for (const one of [...company(sandbox), contractOf(sandbox, CONTRACT_1)]) one.enabled = true;
});
afterEach(async () => {
	await receiver.stop();
	await sandbox.close();
});

function linkedInSendsTo(url: string | undefined): void {
	const configurations = sandbox.store
		.of(ORGANIZATION)
		.integrations.get(`${ORGANIZATION} ONE_CLICK_EXPORT`)?.configurations;
	if (url === undefined) configurations?.delete('CALLBACK_URL');
	else configurations?.set('CALLBACK_URL', url);
}

const overFetch: Transport = async ({ method, url, headers, body }) => {
	const answer = await fetch(url, { method, headers, redirect: 'manual', ...(body && { body }) });
	return {
		status: answer.status,
		headers: Object.fromEntries(answer.headers),
		body: await answer.text(),
	};
};

async function check(when: 'now' | 'notNow' | 'never' = 'now') {
	const access = {
		isOwn: (url: string) => url.startsWith('http://127.0.0.1:'),
		clientSecret: SECRET,
		challengeCode: CHALLENGE_CODE,
		send: time.watch(overFetch),
	};
	const result = await checkConnection(
		runtime,
		{ webBaseUrl: 'https://www.linkedin.com', onSymbols: [] },
		when === 'now' ? access : when,
	);
	if (result.state !== 'done') throw new Error(result.message);
	const { changed } = result;
	return changed.filter(({ contract }) => contract === '');
}
/** Challenges of the check; LinkedIn sends its own as the hours go by. */
const looks = () =>
	receiver.challenges.filter((query) => query.get('challengeCode') === CHALLENGE_CODE);
const row = async () => await progress.read('contracts');

describe('the check of the connection', () => {
	it('looks once a day whether LinkedIn’s notifications arrive, and says that they do', async () => {
		linkedInSendsTo(receiver.url);
		expect(await check()).toEqual([]);
		expect(looks()).toHaveLength(1);
		expect(await row()).toMatchObject({
			activity: 'LinkedIn’s notifications arrive here.',
			message: '',
		});
		await time.sleep(HOUR);
		await check();
		expect(looks()).toHaveLength(1);
		await time.sleep(20 * HOUR);
		await check();
		expect(looks()).toHaveLength(2);
	});

	it('tells at once, then once a day, that they do not arrive, and that they do again', async () => {
		linkedInSendsTo(receiver.url);
		await check();
		receiver.statuses = [404];
		await time.sleep(24 * HOUR);
		expect(await check()).toMatchObject([
			{
				name: 'LinkedIn’s notifications',
				state: 'deaf',
				stateBefore: 'working',
				problem: 'A notification is answered with 404',
				whatToDo: expect.stringContaining('publish it again'),
			},
		]);
		expect((await row())?.message).toContain('A notification is answered with 404. Unpublish');
		await time.sleep(HOUR);
		expect(await check()).toEqual([]);
		await time.sleep(23 * HOUR);
		expect(await check()).toMatchObject([{ state: 'deaf', stateBefore: 'deaf' }]);
		receiver.statuses = [401];
		await time.sleep(HOUR);
		expect(await check()).toMatchObject([{ state: 'working', stateBefore: 'deaf', problem: '' }]);
		expect(await row()).toMatchObject({ message: '' });
		await time.sleep(HOUR);
		expect(await check()).toEqual([]);
	});

	it('alarms nobody for one bad answer', async () => {
		linkedInSendsTo(receiver.url);
		receiver.statuses = [500, 401];
		expect(await check()).toEqual([]);
		expect(await row()).toMatchObject({ message: '' });
	});

	it('tells that LinkedIn sends to somebody else, or to nobody any more', async () => {
		linkedInSendsTo('https://ats.example.com/li/secret-part');
		const [foreign] = await check();
		expect(foreign).toMatchObject({ state: 'foreign', stateBefore: '' });
		expect(JSON.stringify([foreign, await row()])).not.toContain('secret-part');
		linkedInSendsTo(undefined);
		expect(await check()).toMatchObject([{ state: 'missing', stateBefore: 'foreign' }]);
	});

	it('does not alarm whoever never had exports come here', async () => {
		linkedInSendsTo(undefined);
		expect(await check()).toEqual([]);
		await time.sleep(24 * HOUR);
		expect(await check()).toEqual([]);
		expect(await row()).toMatchObject({
			message: '',
			activity: expect.stringContaining('exports from Recruiter do not arrive here'),
		});
	});

	it('sees at the next check that RSC Trigger has given LinkedIn an address meanwhile', async () => {
		linkedInSendsTo(undefined);
		await check();
		linkedInSendsTo(receiver.url);
		await time.sleep(HOUR);
		expect(await check()).toEqual([]);
		expect(await row()).toMatchObject({ activity: 'LinkedIn’s notifications arrive here.' });
	});

	it('looks at nothing before a contract is connected', async () => {
		linkedInSendsTo(receiver.url);
		contractOf(sandbox, CONTRACT_1).enabled = false;
		await check();
		expect(looks()).toEqual([]);
	});

	it('keeps the last look while LinkedIn does not tell its address', async () => {
		linkedInSendsTo(receiver.url);
		await check();
		await time.sleep(24 * HOUR);
		answerNext(sandbox, '/configurations', {}, { method: 'GET', status: 403 });
		expect(await check()).toEqual([]);
		expect((await row())?.activity).toContain('could not be asked where it sends');
		expect(looks()).toHaveLength(1);
		await check();
		expect(looks()).toHaveLength(2);
	});

	it('says on the status page that it failed, until it succeeds', async () => {
		answerNext(sandbox, '/v2/atsIntegrations', {}, { status: 403, times: 9 });
		await expect(check()).rejects.toMatchObject({ status: 403 });
		expect((await row())?.message).toContain('403');
		sandbox.context.faults.reset();
		await check();
		expect(await row()).toMatchObject({ message: '' });
	});

	it('keeps the last look when a person’s page checks in between, and forgets it when it is switched off', async () => {
		linkedInSendsTo(receiver.url);
		receiver.statuses = [404];
		await check();
		answerNext(sandbox, '/v2/atsIntegrations', {}, { status: 403, times: 9 });
		await expect(check()).rejects.toMatchObject({ status: 403 });
		sandbox.context.faults.reset();
		const seen = receiver.challenges.length;
		expect(await check('notNow')).toEqual([]);
		expect((await row())?.message).toContain('A notification is answered with 404');
		expect(looks()).toHaveLength(seen);
		await check('never');
		expect(await row()).toMatchObject({ message: '', checkpoint: '' });
	});

	it('does not say "not acknowledged" when the table of the contracts was deleted', async () => {
		await check();
		await runtime.store.remove(CONTRACTS, {});
		await expect(check()).rejects.toThrow(/rsc_contracts no longer knows this organization/);
	});
});
