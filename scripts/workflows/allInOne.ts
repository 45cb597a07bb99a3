import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPLATES } from '../n8n/paths';
import { combineWorkflows } from './combineWorkflows';
import { ALL_IN_ONE, readWorkflows } from './readWorkflows';

const PATH = join(TEMPLATES, ALL_IN_ONE);

const ABOUT = `## Recruiter System Connect, all in one

**For:** the specialist who wants everything at once. These are the ready-made workflows 01 to 08, each a part with its own note: import, choose credentials and publish *once*.

**Set up**
1. Credentials: open *Show Connect Page*, then *Connect Page*, and create one each for **LinkedIn RSC**, **SmartRecruiters** and **RSC Pages** (a name and a long password; the pages ask for them). n8n gives each to all other nodes.
2. In *Show Connect Page*, enter the address of the page with LinkedIn's window as **Onboarding Page** (the package's \`docs/onboarding\` page, on your own site). Without it, contracts are added by their number.
3. **Publish.** n8n must be reachable from outside by HTTPS on port 443.
4. Open the Production URL of *Connect Page* in a browser, and follow it.

Nothing goes to LinkedIn before somebody acknowledges data sharing on that page; until then, and until a contract is connected, the other parts wait. LinkedIn is given the address for exports as soon as access is requested.

**Adapt:** put a mail or chat node behind each *Tell …*.

Use either this workflow or the single ones: n8n does not publish both.
`;

/** The combined workflow as it has to be, in the form of its file. */
export function makeAllInOne(): string {
	const parts = readWorkflows().map(({ file, workflow }) => ({
		number: file.split('-')[0] ?? '',
		workflow,
	}));
	return `${JSON.stringify(combineWorkflows(parts, ABOUT), null, 2)}\n`;
}

/** The combined workflow as its file has it. */
export const readAllInOne = (): string => readFileSync(PATH, 'utf8');

/** Writes the file anew, after a part has changed. */
export function writeAllInOne(): void {
	writeFileSync(PATH, makeAllInOne());
}
