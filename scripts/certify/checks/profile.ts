import assert from 'node:assert/strict';
import { linkProfile } from '../../../src/operations/contract/linkProfile';
import { PEOPLE } from '../../../src/state/tables';
import { launchBrowser } from '../../support/browser';
import { ProfilePage } from '../../support/ProfilePage';
import { runToEnd } from '../../support/runToEnd';
import type { Check } from '../Check';

const ORGANIZATION = 'urn:li:organization:1000';

/** The profile page of workflow 07 around LinkedIn's widget. */
export const PROFILE: readonly Check[] = [
	{
		rules: ['TEST-9', 'RSC-304'],
		what: 'open the profile page in Chromium: signed out, the widget asks to sign in; signed in, it shows the candidate; a link made there is stored, told to the ATS, and kept there',
		connected: true,
		run: async ({ sandbox, runtime }) => {
			await runToEnd(sandbox, runtime);
			const [candidateId = ''] = sandbox.store.of(ORGANIZATION).candidates.keys();
			const browser = await launchBrowser();
			const profile = await ProfilePage.serve(browser, sandbox, ORGANIZATION);
			try {
				const { page, frame } = await profile.open(`?candidate=${candidateId}`);
				await frame.getByTestId('profile-sign-in').waitFor();
				assert.equal(await frame.getByTestId('profile-match').count(), 0);
				await frame.getByTestId('profile-sign-in').click();
				await frame.getByTestId('person-olivia.hart@example.com').click();
				await frame.getByTestId('profile-match').waitFor();
				await frame.getByTestId('person').fill('urn:li:person:byhand1');
				await frame.getByTestId('link').click();
				await page.getByText('Linked, and saved.').waitFor();
				assert.equal(
					sandbox.store.of(ORGANIZATION).candidates.get(candidateId)?.fields.manualMatchedMember,
					'urn:li:person:byhand1',
				);
				assert.deepEqual(profile.calls, [{ key: 'a-key' }]);
				await linkProfile(runtime, candidateId);
				const rows = await runtime.store.read(PEOPLE, { organization: ORGANIZATION, candidateId });
				assert.deepEqual(
					rows.filter(({ knownBy }) => knownBy === 'widget').map(({ person }) => person),
					['urn:li:person:byhand1'],
				);
			} finally {
				await profile.close();
				await browser.close();
			}
		},
	},
];
