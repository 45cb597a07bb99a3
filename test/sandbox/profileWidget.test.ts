import type { Browser } from 'playwright-core';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { launchBrowser } from '../../scripts/support/browser';
import { ProfilePage } from '../../scripts/support/ProfilePage';
import { runToEnd } from '../../scripts/support/runToEnd';
import { sandboxConnection } from '../../scripts/support/sandboxConnection';

const ORGANIZATION = 'urn:li:organization:1000';

let browser: Browser;
let sandbox: Sandbox;
let profile: ProfilePage;
let candidateId: string;

beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(async () => {
	await browser.close();
});
beforeEach(async () => {
	sandbox = await createSandbox({ people: 20, limits: 'off' });
	await runToEnd(sandbox, sandboxConnection(sandbox, { requestsPerSecond: 1000 }));
	[candidateId = ''] = sandbox.store.of(ORGANIZATION).candidates.keys();
	profile = await ProfilePage.serve(browser, sandbox, ORGANIZATION);
});
afterEach(async () => {
	await profile.close();
	await sandbox.close();
});

const linked = (): unknown =>
	sandbox.store.of(ORGANIZATION).candidates.get(candidateId)?.fields.manualMatchedMember;

describe('the profile page with LinkedIn’s official widget', () => {
	it('asks to sign in, shows the candidate’s profile, and passes link and unlink on', async () => {
		const { page, frame } = await profile.open(`?candidate=${candidateId}`);
		await frame.getByTestId('profile-sign-in').click();
		await frame.getByTestId('person-olivia.hart@example.com').click();
		await frame.getByTestId('profile-match').waitFor();
		await frame.getByTestId('person').fill('urn:li:person:byhand1');
		await frame.getByTestId('link').click();
		await page.getByText('Linked, and saved.').waitFor();
		expect(linked()).toBe('urn:li:person:byhand1');
		expect(profile.calls).toEqual([{ key: 'a-key' }]);

		page.on('dialog', (dialog) => void dialog.accept());
		await frame.getByTestId('unlink').click();
		await page.getByText('Unlinked, and saved.').waitFor();
		expect(linked()).toBeUndefined();
		expect(profile.calls).toHaveLength(2);
	});

	it('shows the member whom LinkedIn recognises', async () => {
		const [member] = sandbox.room.members.all().filter(({ candidateIds }) => candidateIds[0]);
		const { frame } = await profile.open(`?candidate=${member?.candidateIds[0]}`);
		await frame.getByTestId('profile-sign-in').click();
		await frame.getByTestId('person-olivia.hart@example.com').click();
		const shown = await frame.getByTestId('profile-member').innerText();
		expect(shown).toContain(`${member?.firstName} ${member?.lastName}`);
		expect(shown).toContain(member?.headline);
	});

	it('says what is wrong: no candidate, a candidate that was not synced, a widget that is switched off', async () => {
		const none = await profile.open('');
		expect(await none.page.getByRole('alert').textContent()).toContain('?candidate=ID');
		const unknown = await profile.open('?candidate=nobody');
		expect(await unknown.frame.getByTestId('profile-refused').textContent()).toContain(
			'not synced',
		);
		await fetch(`${sandbox.url}/_sandbox/linkedin/integrations`, {
			method: 'POST',
			body: JSON.stringify({ integrationType: 'PROFILE_PLUGIN', enabled: false }),
		});
		const off = await profile.open(`?candidate=${candidateId}`);
		expect(await off.frame.getByTestId('profile-refused').textContent()).toContain(
			'not switched on',
		);
	});

	it('is served under its older address, too', async () => {
		const answer = await fetch(`${sandbox.linkedInUrl}/recruiter/widget/hcm`);
		expect(await answer.text()).toContain('IN/HcmWidget');
	});
});
