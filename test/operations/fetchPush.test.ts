import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { fetchPush } from '../../src/operations/push/fetchPush';
import type { Push } from '../../src/operations/push/receivePush';
import { pushFront, type PushFront } from '../support/pushFront';
import { sandboxConnection } from '../../scripts/support/sandboxConnection';

const BUDGET_MS = 2_000;
const OURS = { integrationContext: 'urn:li:organization:1000', candidate: { firstName: 'Ada' } };
const THEIRS = { integrationContext: 'urn:li:organization:7', candidate: { firstName: 'Bo' } };

let sandbox: Sandbox;
let front: PushFront;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 10 });
	front = await pushFront(sandbox.linkedInUrl);
});
afterEach(async () => {
	await front.close();
	await sandbox.close();
});

async function fetchOf(event: Push['event'] = 'candidateExported') {
	const connection = sandboxConnection(sandbox, { linkedIn: { baseUrl: front.linkedInUrl } });
	const startedAt = connection.effects.now();
	const fetched = await fetchPush(
		connection.linkedIn,
		connection,
		{ event, requestId: 'R1' },
		BUDGET_MS,
	);
	expect(connection.effects.now() - startedAt).toBeLessThanOrEqual(BUDGET_MS + 100);
	return fetched;
}

describe('what a push points to', () => {
	it('is fetched once, with everything that LinkedIn gives', async () => {
		front.data.set('R1', [OURS]);
		expect(await fetchOf()).toEqual({ kind: 'fetched', elements: [OURS], foreign: 0 });
		expect(front.asked).toEqual(['R1']);
	});

	it('is left out where it belongs to another customer, or does not say to whom', async () => {
		front.data.set('R1', [THEIRS, OURS, { candidate: {} }]);
		expect(await fetchOf()).toEqual({ kind: 'fetched', elements: [OURS], foreign: 2 });
	});

	it('may name its customer in a nested key', async () => {
		const nested = { key: { integrationContext: 'urn:li:organization:1000' } };
		front.data.set('R1', [nested, { key: { integrationContext: 'urn:li:organization:7' } }]);
		expect(await fetchOf('integrationStatusChanged')).toEqual({
			kind: 'fetched',
			elements: [nested],
			foreign: 1,
		});
	});

	it('may belong to a contract of this application, and to no other', async () => {
		const own = { integrationContext: 'urn:li:contract:2002', integrationType: 'CSA_API' };
		front.data.set('R1', [own, { ...own, integrationContext: 'urn:li:contract:9999' }]);
		expect(await fetchOf('integrationStatusChanged')).toEqual({
			kind: 'fetched',
			elements: [own],
			foreign: 1,
		});
	});

	it.each([
		['nothing under this id', [], 'no data'],
		['a 404', { status: 404 }, 'no data'],
		['a refusal', { status: 403 }, '403'],
		['a fault that lasts', { status: 500 }, 'outage'],
		['throttling that lasts', { status: 429 }, 'throttling'],
	])('stays open in time when LinkedIn has %s', async (_title, found, problem) => {
		front.data.set('R1', found);
		expect(await fetchOf()).toMatchObject({
			kind: 'open',
			problem: expect.stringContaining(problem),
			whatToDo: expect.stringMatching(/\w/),
		});
	});

	it('is asked for again after a short fault', async () => {
		front.data.set('R1', { status: 500 });
		const fetching = fetchOf();
		while (front.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
		front.data.set('R1', [OURS]);
		expect(await fetching).toMatchObject({ kind: 'fetched', elements: [OURS] });
	});
});
