import { writesOf } from '../support/contractSandbox';
import { FormPage } from '../../scripts/support/FormPage';
import { sandbox, tables, open, openSiteForEach } from '../support/contractPages';

openSiteForEach();

describe('the preflight page', () => {
	const preflight = async (): Promise<FormPage> => await open('rsc-connect?view=preflight');

	it('is offered before the first step, looks, and stores nothing', async () => {
		const first = await open();
		expect(first.html).toContain('href="rsc-connect?view=preflight"');
		const tablesBefore = [...tables.calls];
		const found = await preflight();
		expect(found.status).toBe(200);
		expect(found.text).toContain('Before you connect: is everything in place?');
		expect(found.text).toContain('It belongs to Sample Co (SampleCo).');
		expect(found.text).toContain('Nothing is in the way');
		expect(tables.calls.slice(tablesBefore.length)).not.toContain('insert');
		expect(writesOf(sandbox)).toEqual({});
	});

	it('says what stops first, and believes who has looked', async () => {
		await fetch(`${sandbox.url}/_sandbox/smartrecruiters/own-integration`, { method: 'POST' });
		const stopped = await preflight();
		expect(stopped.text).toContain('1 thing to fix first.');
		expect(stopped.text).toContain('Two integrations double');
		const link = /href="(rsc-connect\?view=preflight&amp;ownIntegration=off)"/.exec(stopped.html);
		expect(link).not.toBeNull();
		const looked = await open('rsc-connect?view=preflight&ownIntegration=off');
		expect(looked.text).toContain('you say that it is off now');
		expect(looked.text).toContain('Nothing is in the way');
	});

	it('tells what would go, with examples, and goes back', async () => {
		const page = await preflight();
		sandbox.context.requests.reset();
		const asked = await page.press('whatWouldGo');
		expect(asked.status).toBe(200);
		expect(asked.text).toContain('Nothing has been sent.');
		expect(asked.text).toMatch(/Candidates 25 3 28/);
		expect(asked.text).toContain('5 further applications of people who have several');
		expect(asked.text).toContain('1 candidate: LinkedIn needs an e-mail address');
		expect(asked.html).toContain('data-history="done"');
		expect(asked.html).toContain('href="rsc-connect?view=preflight"');
		expect(sandbox.context.requests.summary().linkedin.requests).toBe(0);
	});

	it('tells what went wrong when it is asked to go on from something else', async () => {
		const asked = await (await preflight()).press('whatWouldGo', { goOnFrom: 'nonsense' });
		expect(asked.text).toContain('"Go On From" is not what the previous part returned');
	});
});
