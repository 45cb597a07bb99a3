import { PAGES_USER } from '../n8n/connectStack';
import { type N8nInstance } from '../n8n/N8nInstance';
import { pause } from '../n8n/pause';
import { walkJourney } from './walkJourney';

/** Who connects the contracts, unless a person does. */
const ADMIN = {
	email: 'olivia.hart@example.com',
	name: 'Olivia Hart',
	contracts: ['urn:li:contract:2001', 'urn:li:contract:2002'],
};

/** Through workflow 01, as an admin would; or waits until one has done so. Nothing when it is done already. */
export async function connectContracts(
	n8n: N8nInstance,
	sandbox: { linkedInUrl: string },
	byHand: boolean,
	websiteOrigin: string,
	say: (line: string) => void,
): Promise<void> {
	const connected = async (): Promise<boolean> =>
		(await n8n.table('rsc_contracts')).some(({ state }) => state === 'connected');
	if (await connected()) {
		say('The contracts are connected from the last start');
		return;
	}
	if (!byHand) {
		say(`${ADMIN.name} connects two contracts, on the page of workflow 01:`);
		await walkJourney(n8n, sandbox, websiteOrigin, ADMIN, (line) => {
			say(`  ${line}`);
		});
		return;
	}
	console.log(`
Connect a contract by hand
  1. ${n8n.url}/webhook/rsc-connect   (${PAGES_USER.user}, ${PAGES_USER.password})
  2. In LinkedIn's window, choose who you are: nobody has a password.
  3. "Switch it on" leads to Recruiter: ${sandbox.linkedInUrl}/recruiter
  4. Then the history starts automatically: ${n8n.url}/webhook/rsc-status
`);
	say('Waiting until a contract is connected …');
	while (!(await connected())) await pause(2_000);
}
