import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadState, saveState } from '../../sandbox/stateFile';
import { CallbackReceiver } from '../support/CallbackReceiver';
import {
	REST,
	signInPerson,
	type Page,
	request,
	key,
	ids,
	setCallback,
	NOT_CONNECTED,
} from '../support/connectingSandbox';
import {
	ORGANIZATION,
	sandbox,
	call,
	openSandboxForEach,
	actAs,
	open,
} from '../support/linkedInSandbox';
import { COMPANY, nameAll, states } from '../support/switchingOn';

openSandboxForEach(NOT_CONNECTED);

const SETTINGS = '/recruiter/settings/ats';

describe('switching on', () => {
	const toggle = async (email: string, enabled: boolean, contract?: string): Promise<Page> =>
		await (
			await signInPerson(email)
		)(SETTINGS, { app: 'sandbox-child', enabled, ...(contract && { contract }) });

	it('goes from requested over named to enabled and disabled, and decides what the API takes', async () => {
		const contract = 'urn:li:contract:2001';
		const person = {
			firstName: 'A',
			lastName: 'B',
			emailAddresses: ['a@example.com'],
			addresses: [],
			phoneNumbers: [],
			externalProfileUrl: 'https://ats.example.com/1',
			atsCreatedAt: 1,
			atsLastModifiedAt: 2,
		};
		const candidate = `atsCandidateId=C1&dataProvider=ATS&integrationContext=${ORGANIZATION}`;
		const write = async (): Promise<number> =>
			(
				await call(
					'PUT',
					`/v2/atsCandidates?${ids(candidate)}`,
					{ entities: { [candidate]: person } },
					{ 'x-restli-method': 'batch_update' },
				)
			).status;
		await request('olivia.hart@example.com', contract);
		expect((await toggle('olivia.hart@example.com', true)).text).toContain('has not named');
		expect((await toggle('olivia.hart@example.com', true)).status).toBe(403);
		await nameAll(contract);
		expect(await write()).toBe(403);
		expect((await toggle('olivia.hart@example.com', true)).status).toBe(303);
		expect(await write()).toBe(200);
		expect(await states(contract)).toEqual(['ENABLED', 'ENABLED', 'ENABLED', 'REQUESTED']);
		await toggle('olivia.hart@example.com', false);
		expect(await write()).toBe(403);
		expect(await states(contract)).toEqual(['DISABLED', 'DISABLED', 'DISABLED', 'REQUESTED']);
	});

	it('follows the company to another page, where nothing is requested yet', async () => {
		const other = 'urn:li:organization:1002';
		const body = JSON.stringify({ from: ORGANIZATION, to: other });
		await fetch(`${sandbox.url}/_sandbox/linkedin/company-page`, { method: 'POST', body });
		expect((await toggle('olivia.hart@example.com', true)).status).toBe(403);
		const requested = await request('olivia.hart@example.com', 'urn:li:contract:2001');
		expect(requested).toContainEqual(
			expect.objectContaining({ integrationContext: other, integrationType: 'ONE_CLICK_EXPORT' }),
		);
	});

	it('of a contract switches that contract alone', async () => {
		await request('olivia.hart@example.com', 'urn:li:contract:2001');
		await request('olivia.hart@example.com', 'urn:li:contract:2002');
		await nameAll('urn:li:contract:2001');
		await nameAll('urn:li:contract:2002');
		await toggle('olivia.hart@example.com', true, 'urn:li:contract:2002');
		expect((await states('urn:li:contract:2001')).at(-1)).toBe('REQUESTED');
		expect((await states('urn:li:contract:2002')).at(-1)).toBe('ENABLED');
	});

	it.each([
		['samuel.reyes@example.com', 'urn:li:contract:2002'],
		['mira.koch@example.com', 'urn:li:contract:2003'],
		['noah.berg@example.com', undefined],
		['priya.nair@example.com', undefined],
	])('is not for %s', async (email, contract) => {
		await request('olivia.hart@example.com', 'urn:li:contract:2002');
		await nameAll('urn:li:contract:2002');
		expect((await toggle(email, true, contract)).status).toBe(403);
		expect(await states('urn:li:contract:2002')).toEqual(Array(4).fill('REQUESTED'));
	});

	it('of Recruiter Lite is out of reach for the API as well', async () => {
		expect(
			(await call('GET', `/v2/atsIntegrations?${ids(key('CSA_API', 'urn:li:contract:2003'))}`))
				.status,
		).toBe(403);
		await fetch(`${sandbox.url}/_sandbox/linkedin/integrations`, {
			method: 'POST',
			body: JSON.stringify({ enabled: true }),
		});
		const all = [...sandbox.store.of(ORGANIZATION).integrations.keys()];
		expect(all).toContain('urn:li:contract:2004 CSA_API');
		expect(all).not.toContain('urn:li:contract:2003 CSA_API');
		// Nor would it help if somehow it had been requested.
		const lite = {
			requested: true,
			enabled: false,
			integrationName: 'x',
			configurations: new Map(),
		};
		sandbox.store.of(ORGANIZATION).integrations.set('urn:li:contract:2003 CSA_API', lite);
		expect((await toggle('mira.koch@example.com', true, 'urn:li:contract:2003')).status).toBe(403);
		expect(lite.enabled).toBe(false);
	});

	it('shows the symbols and the field that a switch names', async () => {
		sandbox.context.switches.set('li§2.3 status field', 'integrationStatus');
		sandbox.context.switches.set('li§2.3 requested symbol', 'PENDING');
		await request('samuel.reyes@example.com', 'urn:li:contract:2001');
		const { body } = await call(
			'GET',
			`/v2/atsIntegrations?${ids(key('CSA_API', 'urn:li:contract:2001'))}`,
		);
		expect(Object.values(body.results)).toMatchObject([{ integrationStatus: 'PENDING' }]);
	});

	describe('is pushed', () => {
		let receiver: CallbackReceiver;
		beforeEach(async () => {
			receiver = new CallbackReceiver('sandbox-child-secret');
			await receiver.start();
			await request('olivia.hart@example.com', 'urn:li:contract:2001');
			await nameAll('urn:li:contract:2001');
			expect((await setCallback(receiver.url)).body.results).toEqual({
				CALLBACK_URL: { status: 204 },
			});
		});
		afterEach(async () => {
			await receiver.stop();
		});
		const lastId = (): string => JSON.parse(receiver.pushes.at(-1)?.body ?? '{}').id;
		const find = async (id: string, path = '/v2/atsIntegrations', headers = {}) =>
			await call('GET', `${path}?q=request&requestId=${id}`, undefined, headers);

		it('and the id leads to the integrations of that change, in both generations', async () => {
			await toggle('olivia.hart@example.com', true);
			await sandbox.room.pushes.settle();
			const { body } = await find(lastId());
			expect(body.elements).toEqual(
				COMPANY.map((integrationType) => ({
					integrationContext: ORGANIZATION,
					integrationType,
					tenantType: 'RECRUITER',
					dataProvider: 'ATS',
					integrationName: 'Acme Talent',
					onboardingStatus: 'ENABLED',
				})),
			);
			const rest = await find(lastId(), '/rest/integrations', REST);
			expect(rest.body.elements).toHaveLength(3);
			expect(rest.body.elements[0]).not.toHaveProperty('dataProvider');

			await toggle('olivia.hart@example.com', true, 'urn:li:contract:2001');
			await sandbox.room.pushes.settle();
			expect((await find(lastId())).body.elements).toMatchObject([
				{ integrationContext: 'urn:li:contract:2001', onboardingStatus: 'ENABLED' },
			]);
			await actAs('sandbox-other-child');
			expect((await find(lastId())).body.elements).toEqual([]);
		});

		it('once for a click that changes something, or once for each integration', async () => {
			await toggle('olivia.hart@example.com', true);
			await toggle('olivia.hart@example.com', true);
			await sandbox.room.pushes.settle();
			expect(receiver.pushes).toHaveLength(1);
			sandbox.context.switches.set('li§3.4 one push for each integration', true);
			await toggle('olivia.hart@example.com', false);
			await sandbox.room.pushes.settle();
			expect(receiver.pushes).toHaveLength(4);
		});

		it('and tells the status now, or as it was then', async () => {
			await toggle('olivia.hart@example.com', true);
			await sandbox.room.pushes.settle();
			const first = lastId();
			await toggle('olivia.hart@example.com', false);
			expect((await find(first)).body.elements[0].onboardingStatus).toBe('DISABLED');
			sandbox.context.switches.set('li§2.3 finder tells the status of that moment', true);
			expect((await find(first)).body.elements[0].onboardingStatus).toBe('ENABLED');
		});

		it('and an unknown or expired id finds nothing, or is a 404', async () => {
			await toggle('olivia.hart@example.com', true);
			await sandbox.room.pushes.settle();
			expect((await find('12')).body.elements).toEqual([]);
			sandbox.context.clock.advance(24 * 3_600_000);
			await actAs();
			expect((await find(lastId())).body.elements).toEqual([]);
			sandbox.context.switches.set('li§2.3 unknown request id', '404');
			expect((await find(lastId())).status).toBe(404);
		});

		it('by the control route when it is asked to', async () => {
			const post = async (push?: boolean) =>
				await fetch(`${sandbox.url}/_sandbox/linkedin/integrations`, {
					method: 'POST',
					body: JSON.stringify({ context: 'urn:li:contract:2001', enabled: true, push }),
				});
			await post();
			await sandbox.room.pushes.settle();
			expect(receiver.pushes).toHaveLength(0);
			await post(true);
			await sandbox.room.pushes.settle();
			expect(receiver.pushes).toHaveLength(1);
		});

		it('also after the sandbox was started again', async () => {
			const folder = mkdtempSync(join(tmpdir(), 'rsc-state-'));
			sandbox.context.switches.set('li§3.4 hold pushes', true);
			await toggle('olivia.hart@example.com', true);
			saveState(sandbox, join(folder, 'state.json'));
			await sandbox.close();
			await open(NOT_CONNECTED);
			expect(loadState(sandbox, join(folder, 'state.json'))).toBe(true);
			rmSync(folder, { recursive: true });
			await actAs();
			expect(await states('urn:li:contract:2001')).toEqual([
				'ENABLED',
				'ENABLED',
				'ENABLED',
				'REQUESTED',
			]);
			sandbox.room.pushes.release();
			await sandbox.room.pushes.settle();
			expect((await find(lastId())).body.elements).toHaveLength(3);
		});
	});
});
