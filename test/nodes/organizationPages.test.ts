import type { INodeType } from 'n8n-workflow';
import { GLOBEX } from '../../sandbox/linkedin/recruiter/contracts';
import { ContractActivate } from '../../nodes/ContractActivate/ContractActivate.node';
import { smartRecruitersCredential } from '../../scripts/support/nodeCredentials';
import { runNode, type RunOptions } from '../../scripts/support/runNode';
import {
	ADDED,
	OTHER,
	acme,
	callsTo,
	credentialsOf,
	globex,
	openBeforeEach,
	run,
	tables,
} from '../support/twoOrganizations';

openBeforeEach();

describe('a page for several organizations', () => {
	const open = async (
		operation: string,
		call: object = {},
		node: INodeType = new ContractActivate(),
	) =>
		await run(
			node,
			{ resource: 'page', operation, onboardingPage: '', namePrefix: 'SmartRecruiters' },
			{
				items: [
					{
						json: {
							...{ method: 'GET', query: {}, form: {}, user: 'ada', key: 'k', scriptKey: 's' },
							...{ address: 'rsc-status', ...call },
						},
					},
				],
			},
		);
	const globexPage = { query: { organization: '1001' } };

	it('asks which one is meant, and shows that one, with links that stay with it', async () => {
		tables.seed('rsc_organizations', [ADDED]);
		const asked = await open('statusPage');
		expect(asked.error).toBeUndefined();
		expect(asked.responses).toHaveLength(1);
		expect(asked.responses[0]?.body).toContain('rsc-status?organization=1000');
		expect(asked.responses[0]?.body).toContain('>Globex</a>');
		const shown = await open('statusPage', globexPage);
		expect(shown.error).toBeUndefined();
		const body = shown.responses[0]?.body ?? '';
		expect(shown.responses[0]?.statusCode).toBe(200);
		expect(body).toContain('data-contract="1001100"');
		expect(body).not.toContain('data-contract="1000100"');
		expect(body).toContain('href="rsc-connect?organization=1001"');
		expect(body).toContain('action="rsc-status?organization=1001"');
		expect(body).toContain('rsc-status?organization=1001&amp;updates=off');
		expect(JSON.stringify(shown.outputs)).not.toContain('data-contract');
		expect(callsTo(acme)).toEqual({ linkedin: 0, smartrecruiters: 0 });
	});

	it('asks again for an organization that was not added, and needs no choice for one alone', async () => {
		const alone = await open('statusPage', globexPage);
		expect(alone.responses[0]?.body).toContain('data-contract="1000100"');
		tables.seed('rsc_organizations', [ADDED]);
		const other = await open('statusPage', { query: { organization: '77' } });
		expect(other.responses[0]?.body).toContain('Which organization?');
	});

	it('tells on the page what is wrong with the credentials of the one that was chosen', async () => {
		tables.seed('rsc_organizations', [{ ...ADDED, organization: 'urn:li:organization:77' }]);
		const { responses } = await open('statusPage', { query: { organization: '77' } });
		expect(responses[0]?.statusCode).toBe(500);
		expect(responses[0]?.body).toContain('urn:li:organization:77');
	});

	it('does for it what a form asks', async () => {
		tables.seed('rsc_organizations', [ADDED]);
		for (const row of tables.rows('rsc_contracts'))
			Object.assign(row, { acknowledgedBy: '', acknowledgedAt: '' });
		const form = { action: 'acknowledge', acknowledged: 'yes', name: 'Bo Ek', textVersion: '1' };
		const sent = { method: 'POST', form, ...globexPage, address: 'rsc-connect' };
		const { responses, error } = await open('connectPage', sent);
		expect(error).toBeUndefined();
		expect(responses[0]?.body).toContain('action="rsc-connect?organization=1001"');
		expect(responses[0]?.body).toContain('Bo Ek');
	});
});

describe('Organization › Add', () => {
	const add = async (saved: Record<string, object>, options: RunOptions = {}) =>
		await runNode(
			new ContractActivate(),
			{
				resource: 'organization',
				operation: 'addOrganization',
				organizationName: '',
				authentication: 'smartRecruitersOAuth2Api',
			},
			{ ...saved } as Parameters<typeof runNode>[2],
			{ tables, ...options },
		);

	it('keeps which credentials are whose, and which company in SmartRecruiters', async () => {
		const { outputs, error } = await add(credentialsOf(globex.sandbox, OTHER));
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({ organization: GLOBEX });
		expect(JSON.stringify(outputs)).not.toContain('Credential');
		expect(tables.rows('rsc_organizations')).toMatchObject([
			{
				organization: GLOBEX,
				linkedInCredential: 'linkedInRscOAuth2Api',
				smartRecruitersCredential: 'smartRecruitersOAuth2Api',
			},
		]);
		await add(credentialsOf(globex.sandbox, OTHER));
		expect(tables.rows('rsc_organizations')).toHaveLength(1);
	});

	it('keeps the company of before while something of it is stored, which Move changes', async () => {
		const other = 'Initech';
		await add(credentialsOf(globex.sandbox, OTHER));
		const company = () => tables.rows('rsc_organizations').map((row) => row.company);
		expect(company()).toEqual(['SampleCo']);
		globex.sandbox.context.switches.set('sr§11.1 company identifier', other);
		for (const row of tables.rows('rsc_people')) row.candidateId = 'somebody-else';
		for (const row of tables.rows('rsc_seats')) row.userId = 'somebody-else';
		await add(credentialsOf(globex.sandbox, OTHER));
		expect(company()).toEqual(['SampleCo']);
		for (const name of ['rsc_people', 'rsc_seats']) tables.rows(name).splice(0);
		await add(credentialsOf(globex.sandbox, OTHER));
		expect(company()).toEqual([other]);
	});

	it('refuses a LinkedIn credential that another organization has', async () => {
		await add(credentialsOf(globex.sandbox, OTHER));
		const { error } = await add(credentialsOf(acme.sandbox));
		expect(error?.message).toContain(GLOBEX);
		expect(tables.rows('rsc_organizations')).toHaveLength(1);
	});

	it('says so when SmartRecruiters does not accept the credential, and adds nothing', async () => {
		const { error } = await add({
			...credentialsOf(globex.sandbox, OTHER),
			...smartRecruitersCredential(globex.sandbox, { clientSecret: 'wrong' }),
		});
		expect(error).toBeDefined();
		expect(tables.rows('rsc_organizations')).toEqual([]);
	});
});
