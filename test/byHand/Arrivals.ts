import type { EmptyN8n } from './EmptyN8n';
import { openPage } from './openPage';
import { until } from './until';
import type { Vendors } from './Vendors';

/** A vendor's notification, n8n's schedules of a minute, and the delays of the sandbox. */
export const ARRIVES_WITHIN_MS = 300_000;

/** What arrives on the other side once everything is published and connected, without anybody doing more. */
export class Arrivals {
	constructor(
		private readonly place: EmptyN8n,
		private readonly vendors: Vendors,
	) {}

	/** The history, as the status page tells it. */
	async history(statusUrl: string): Promise<void> {
		const { browser, editor, sandbox } = this.place;
		const page = await openPage(browser, statusUrl);
		try {
			// The page updates itself.
			await page.getByText('Everything is at LinkedIn').waitFor({ timeout: ARRIVES_WITHIN_MS });
		} finally {
			await editor.screens.keep('status', page);
		}
		await page.context().close();
		expect((await sandbox.compare('deep')).agree).toBe(true);
	}

	/** The address for exports, which the trigger offers LinkedIn every minute until access was requested. */
	async address(): Promise<void> {
		const { browser, editor, n8n } = this.place;
		const page = await openPage(browser, `${n8n.url}/webhook/rsc-connect?view=preflight`);
		const line = page.locator('[data-check=callback]');
		await until(
			'LinkedIn has the address',
			async () => {
				await page.reload();
				return (await line.getAttribute('data-level')) === 'ok';
			},
			ARRIVES_WITHIN_MS,
		);
		expect(await line.innerText()).toContain('LinkedIn’s challenge is answered');
		await editor.screens.keep('preflight', page);
		await page.context().close();
	}

	/** Somebody whom a recruiter exports. */
	async exported(member: string): Promise<void> {
		await this.vendors.exportPerson(member);
		await until(
			'Recruiter shows the exported person as a candidate',
			async () => await this.vendors.isCandidate(member),
			ARRIVES_WITHIN_MS,
		);
	}

	/** A telephone number that somebody changes in SmartRecruiters. */
	async changed(): Promise<void> {
		const candidateId = (await this.vendors.members())[1]?.candidateId ?? '';
		await this.vendors.changePhone(candidateId, '+1 555 0123');
		await until(
			'the change is at LinkedIn',
			async () =>
				JSON.stringify(await this.vendors.atLinkedIn(candidateId))?.includes('+1 555 0123') ??
				false,
			ARRIVES_WITHIN_MS,
		);
	}
}
