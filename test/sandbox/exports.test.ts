import type { Browser, Page } from 'playwright-core';
import type { Sandbox } from '../../sandbox/createSandbox';
import { launchBrowser } from '../../scripts/support/browser';
import { exportingSandbox, ORGANIZATION } from '../../scripts/support/exporting';

let sandbox: Sandbox;
let browser: Browser;
let tab: Page;
beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(async () => {
	await browser.close();
});
beforeEach(async () => {
	({ sandbox } = await exportingSandbox({ people: 60 }));
	tab = await (await browser.newContext()).newPage();
});
afterEach(async () => {
	await tab.context().close();
	await sandbox.close();
});

const seat = () => {
	const active = sandbox.room.seats
		.list('urn:li:contract:2001')
		.find(({ state }) => state === 'ACTIVE');
	if (!active) throw new Error('Nobody has an active seat');
	return active;
};
const open = async (index: number): Promise<void> => {
	const { personUrn } = sandbox.room.exports.members.at(index);
	const id = personUrn.replace('urn:li:person:', '');
	await tab.goto(`${sandbox.url}/linkedin/recruiter/seats/${seat().id}/people/${id}/export`);
};

describe('Export to ATS in Recruiter', () => {
	it('offers open jobs that were sent and may be seen, and tells the customer what was chosen', async () => {
		await open(0);
		const offered = await tab.getByTestId('job').locator('option').count();
		const listed = [...sandbox.store.of(ORGANIZATION).jobs.values()].filter(
			({ listing }) => listing === 'LISTED',
		).length;
		expect(offered).toBe(listed);
		expect(sandbox.store.of(ORGANIZATION).jobs.size).toBeGreaterThan(listed);
		await tab.getByLabel('Job in your ATS').selectOption({ index: 1 });
		const chosen = await tab.getByTestId('job').inputValue();
		await tab.getByRole('button', { name: 'Export to ATS' }).click();
		await tab.getByTestId('export-sent').waitFor();
		const [made] = sandbox.room.exports.all();
		expect(made).toMatchObject({ jobId: chosen, seatUrn: seat().seatUrn });
		const { pushes } = sandbox.room.pushes.log();
		expect(pushes).toMatchObject([{ id: made?.requestId, type: 'EXPORT_CANDIDATE_PROFILE' }]);
	});

	it('offers nothing without viewers, and says so', async () => {
		sandbox.store
			.of(ORGANIZATION)
			.integrations.get(`${ORGANIZATION} ONE_CLICK_EXPORT`)
			?.configurations.clear();
		await open(0);
		expect(await tab.getByTestId('no-jobs').isVisible()).toBe(true);
	});

	it('refuses who has left LinkedIn, and a seat whose month is used up', async () => {
		sandbox.room.exports.members.close(sandbox.room.exports.members.at(0).personUrn);
		await open(0);
		await tab.getByTestId('export').click();
		expect(await tab.getByTestId('export-problem').innerText()).toContain('left LinkedIn');
		sandbox.context.limits = 1 / 300;
		await open(2);
		expect(await tab.getByTestId('exports-left').innerText()).toBe('1');
		await tab.getByTestId('export').click();
		await tab.getByTestId('export-sent').waitFor();
		await tab.getByTestId('export').click();
		expect(await tab.getByTestId('export-problem').innerText()).toContain('used up');
	});

	it('leads from a person who is written to as well, and from the address of a profile', async () => {
		const [somebody] = sandbox.room.members.all();
		const id = somebody?.urn.replace('urn:li:person:', '') ?? '';
		await tab.goto(`${sandbox.url}/linkedin/recruiter/seats/${seat().id}/people/${id}`);
		await tab.getByTestId('export-to-ats').click();
		expect(await tab.getByTestId('export').isVisible()).toBe(true);
		await tab.goto(`${sandbox.url}/linkedin/in/member-3`);
		expect(await tab.getByTestId('export').isVisible()).toBe(true);
	});
});
