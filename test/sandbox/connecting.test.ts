import {
	signInPerson,
	connectPath,
	handedOver,
	request,
	key,
	ids,
	setCallback,
	NOT_CONNECTED,
} from '../support/connectingSandbox';
import { ORGANIZATION, sandbox, call, openSandboxForEach } from '../support/linkedInSandbox';
import { nameAll, states } from '../support/switchingOn';

openSandboxForEach(NOT_CONNECTED);

describe('requesting', () => {
	it('happens in the widget only: before it, nothing can be named or configured', async () => {
		expect(
			Object.values(await nameAll('urn:li:contract:2001')).map(({ status }) => status),
		).toEqual([404, 404, 404, 404]);
		expect((await setCallback('https://ats.example.com/li')).status).toBe(404);
		await request('samuel.reyes@example.com', 'urn:li:contract:2001');
		expect(
			Object.values(await nameAll('urn:li:contract:2001')).map(({ status }) => status),
		).toEqual([204, 204, 204, 204]);
		expect(await states('urn:li:contract:2001')).toEqual(Array(4).fill('REQUESTED'));
	});

	it('is for each contract, and repeating it changes nothing', async () => {
		await request('olivia.hart@example.com', 'urn:li:contract:2001');
		await nameAll('urn:li:contract:2001');
		await request('olivia.hart@example.com', 'urn:li:contract:2004');
		expect(await states('urn:li:contract:2004')).toHaveLength(4);
		expect(await states('urn:li:contract:2002')).toHaveLength(3);
		const { body } = await call(
			'GET',
			`/v2/atsIntegrations?${ids(key('CSA_API', 'urn:li:contract:2001'))}`,
		);
		expect(Object.values(body.results)).toMatchObject([{ integrationName: 'Acme Talent' }]);
	});

	it.each([
		['mira.koch@example.com', 'urn:li:contract:2003', 'Recruiter Lite'],
		['mira.koch@example.com', 'urn:li:contract:2001', 'not one of yours'],
		['priya.nair@example.com', 'urn:li:contract:2101', 'another company'],
		['noah.berg@example.com', 'urn:li:contract:2001', 'no Recruiter admin'],
	])('is refused to %s for %s', async (email, contract, reason) => {
		const visit = await signInPerson(email);
		const answer = await visit(connectPath(), { contract });
		expect([answer.status, handedOver(answer)]).toEqual([403, []]);
		expect(answer.text).toContain(reason);
		expect(
			(await call('GET', `/v2/atsIntegrations?${ids(key('ONE_CLICK_EXPORT'))}`)).body.results,
		).toEqual({});
	});

	it('needs a page that the application lists, a known application, and a person', async () => {
		const visit = await signInPerson('samuel.reyes@example.com');
		const contract = 'urn:li:contract:2001';
		for (const choice of [
			{ origin: 'https://elsewhere.example.com' },
			{ origin: 'http://127.0.0.1.example.com:80' },
			{ origin: 'null' },
			{ key: 'sandbox-parent' },
			{ types: '' },
		])
			expect((await visit(connectPath(choice), { contract })).status).toBe(403);
		const nobody = await signInPerson('stranger@example.com');
		expect((await nobody(connectPath(), { contract })).status).toBe(303);
		expect((await visit('/rsc/widget?api_key=sandbox-child&origin=null')).status).toBe(403);
	});

	it('of one bundle leaves the other alone', async () => {
		const visit = await signInPerson('samuel.reyes@example.com');
		const types = 'RECRUITER_SYSTEM_CONNECT_CONTRACT';
		const answer = await visit(connectPath({ types }), { contract: 'urn:li:contract:2001' });
		expect(handedOver(answer)).toMatchObject([{ integrationType: 'CSA_API' }]);
		expect(await states('urn:li:contract:2001')).toHaveLength(1);
	});

	it('tells the page in the shapes that the reference leaves open', async () => {
		const set = (name: string, value: boolean | string) => {
			sandbox.context.switches.set(name, value);
		};
		set('li§2.2 nested key name', 'key');
		set('li§2.2 dataProvider present', true);
		set('li§2.2 onboardingStatus symbol', 'PENDING');
		const [first] = await request('samuel.reyes@example.com', 'urn:li:contract:2001');
		expect(first).toEqual({
			key: {
				integrationContext: ORGANIZATION,
				integrationType: 'ONE_CLICK_EXPORT',
				tenantType: 'RECRUITER',
				dataProvider: 'ATS',
			},
			onboardingStatus: 'PENDING',
		});
		set('li§2.2 onboardingStatus symbol', 'absent');
		const [again] = await request('samuel.reyes@example.com', 'urn:li:contract:2001');
		expect(Object.keys(again ?? {})).toEqual(['key']);
	});

	it('is offered at the older extension’s address too', async () => {
		const [older, current] = await Promise.all(
			['/recruiter/widget/ATSIntegration', '/rsc/extensions/onboarding-widget'].map(
				async (path) => await (await fetch(sandbox.linkedInUrl + path)).text(),
			),
		);
		expect(older).toContain('IN/ATSIntegrationWidget');
		expect(older).toBe(current);
	});
});
