import { FormPage } from '../support/FormPage';
import { RecruiterAdmin } from '../support/RecruiterAdmin';
import { PAGES_USER } from '../n8n/connectStack';
import type { N8nInstance } from '../n8n/N8nInstance';

const CONNECT = '/webhook/rsc-connect';
/** More pages than the journey has. */
const AT_MOST = 20;

/** An admin with these contracts, at LinkedIn and at the page of workflow 01. */
export interface Walker {
	email: string;
	name: string;
	/** URNs, in the order of adding. */
	contracts: readonly string[];
}

/**
 * Walks through workflow 01 as an admin does, over HTTP: acknowledges, keeps the rules, chooses the contracts in
 * LinkedIn's window, requests access, switches it on in Recruiter, and looks whether all is connected.
 *
 * @param websiteOrigin of the customer's site with the onboarding page
 * @param tell is told each step
 */
export async function walkJourney(
	n8n: N8nInstance,
	sandbox: { linkedInUrl: string },
	websiteOrigin: string,
	walker: Walker,
	tell: (line: string) => void,
): Promise<void> {
	const admin = await RecruiterAdmin.signIn(sandbox, walker.email);
	await n8n.untilServed(CONNECT);
	const authorization = `Basic ${btoa(`${PAGES_USER.user}:${PAGES_USER.password}`)}`;
	const open = async (): Promise<FormPage> =>
		await FormPage.open(n8n.url + CONNECT, { authorization });
	let page = await open();
	const switched = new Set<string>();
	for (let visits = 0; visits < AT_MOST; visits += 1) {
		if (page.status !== 200)
			throw new Error(`The connect page answered ${page.status}: ${page.text}`);
		const { step } = page;
		switch (step.replace(/^\d+\. /, '')) {
			case 'Acknowledge':
				tell('reads the text, ticks the box, says who it is');
				page = await page.press('acknowledge', { acknowledged: 'yes', name: walker.name });
				break;
			case 'What may be shared':
				tell('keeps the rules as they are');
				page = await page.press('rules');
				break;
			case 'Contracts':
				for (const contract of walker.contracts) {
					tell(`chooses ${contract} in LinkedIn’s window`);
					await passOn(page, n8n, websiteOrigin, await admin.requestInWidget(contract));
				}
				page = await open();
				break;
			case 'Request access':
				tell('requests access for what was chosen');
				page = await page.press('request', { contracts: [...walker.contracts] });
				break;
			case 'Switch on': {
				// One at a time, the company first, as the page says.
				const next = ['company', ...walker.contracts].find((one) => !switched.has(one));
				if (next === undefined) throw new Error(`Still missing: ${page.text}`);
				tell(`switches on ${next === 'company' ? 'the company level' : next}, and checks`);
				await admin.turn(true, next === 'company' ? undefined : next);
				switched.add(next);
				page = await page.press('check');
				break;
			}
			case 'Connected':
				tell('connected');
				return;
			default:
				throw new Error(`"${step}": ${page.text}`);
		}
	}
	throw new Error('The journey did not end');
}

/** What the onboarding page does with what LinkedIn's window calls back with. */
async function passOn(
	page: FormPage,
	n8n: N8nInstance,
	origin: string,
	integrations: unknown,
): Promise<void> {
	const key = decodeURIComponent(/#key=([^"&]+)/.exec(page.html)?.[1] ?? '');
	const response = await fetch(`${n8n.url}/webhook/rsc-chosen`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin },
		body: JSON.stringify({ key, integrations }),
	});
	if (!response.ok) throw new Error(`The choice was refused: ${await response.text()}`);
}
