import { RecruiterAdmin } from '../../test/support/RecruiterAdmin';
import { PAGES_USER } from '../n8n/connectStack';
import type { N8nInstance } from '../n8n/N8nInstance';
import { FormVisitor } from './FormVisitor';

const CONNECT = '/form/rsc-connect';
/** More pages than the journey has. */
const AT_MOST = 20;

/** An admin with these contracts, at LinkedIn and at the pages of workflow 01. */
export interface Walker {
	email: string;
	name: string;
	/** URNs, in the order of adding. */
	contracts: readonly string[];
}

/**
 * Walks through workflow 01 as an admin does, over HTTP: acknowledges, chooses the contracts in LinkedIn's window,
 * requests access, switches it on in Recruiter, and looks whether all is connected.
 *
 * @param tell is told each page and what is done there
 */
export async function walkJourney(
	n8n: N8nInstance,
	sandbox: { linkedInUrl: string },
	walker: Walker,
	tell: (line: string) => void,
): Promise<void> {
	const admin = await RecruiterAdmin.signIn(sandbox, walker.email);
	await n8n.untilServed(CONNECT);
	const visitor = await FormVisitor.open(n8n.url + CONNECT, PAGES_USER);
	const switched = new Set<string>();
	for (let page = 0; page < AT_MOST; page += 1) {
		const { title } = visitor;
		switch (title) {
			case 'Connect LinkedIn Recruiter with SmartRecruiters':
				tell(`"${title}": starts`);
				await visitor.answer();
				break;
			case 'Before data are shared':
				tell(`"${title}": reads the text, ticks the box, says who it is`);
				await visitor.answer({
					Acknowledgement: ['I have read this, and acknowledge it for my company'],
					'Your name': walker.name,
					'Your e-mail address': walker.email,
				});
				break;
			case 'Add a Recruiter contract':
				for (const contract of walker.contracts) {
					tell(`"${title}": chooses ${contract} in LinkedIn’s window`);
					await passOn(visitor, n8n, await admin.requestInWidget(contract));
				}
				await visitor.answer();
				break;
			case 'Request access':
				tell(`"${title}": requests it for what was chosen`);
				await visitor.answer();
				break;
			case 'LinkedIn has been asked':
				tell(`"${title}": finishes`);
				await visitor.answer();
				break;
			case 'Switch it on in LinkedIn': {
				// One at a time, the company first, as the page says.
				const next = ['company', ...walker.contracts].find((one) => !switched.has(one));
				if (next === undefined) throw new Error(`Still missing: ${visitor.text}`);
				tell(`"${title}": switches on ${next === 'company' ? 'the company level' : next}, checks`);
				await admin.turn(true, next === 'company' ? undefined : next);
				switched.add(next);
				await visitor.answer({ 'What next?': 'Check again' });
				break;
			}
			case 'Connected':
				tell(`"${title}"`);
				return;
			default:
				throw new Error(`"${title}": ${visitor.text}`);
		}
	}
	throw new Error('The journey did not end');
}

/** What the onboarding page does with what LinkedIn's window calls back with. */
async function passOn(
	visitor: FormVisitor,
	n8n: N8nInstance,
	integrations: unknown,
): Promise<void> {
	const key = /#key=(\w+)$/.exec(visitor.link(/#key=/) ?? '')?.[1];
	const response = await fetch(`${n8n.url}/webhook/rsc-chosen`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ key, integrations }),
	});
	if (!response.ok) throw new Error(`The choice was refused: ${await response.text()}`);
}
