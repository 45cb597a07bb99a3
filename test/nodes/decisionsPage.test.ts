import { z } from 'zod';
import { ExportCandidate } from '../../nodes/ExportCandidate/ExportCandidate.node';
import type { Sandbox } from '../../sandbox/createSandbox';
import { exportingSandbox, ORGANIZATION } from '../../scripts/support/exporting';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import {
	linkedInCredential,
	smartRecruitersCredential,
} from '../../scripts/support/nodeCredentials';
import { nonEmpty } from '../support/nonEmpty';
import { PageSite } from '../support/PageSite';

const USER = { user: 'ada', password: 'correct horse battery', signingSecret: '' };
const SIGNED_IN = { authorization: `Basic ${btoa(`${USER.user}:${USER.password}`)}` };
const PATHS = ['rsc-exports', 'rsc-other'];
const FoundSchema = z.object({
	options: z.array(
		z.object({ value: z.string(), name: z.string(), detail: z.string(), html: z.string() }),
	),
	note: z.string(),
});
const KeysSchema = z.object({ key: z.string(), scriptKey: z.string() });

let sandbox: Sandbox;
let site: PageSite;
beforeEach(async () => {
	({ sandbox } = await exportingSandbox({ people: 60 }));
	site = new PageSite({
		pages: PATHS.map((path) => ({
			trigger: { trigger: 'page', path },
			type: new ExportCandidate(),
			parameters: { operation: 'decisionsPage' },
		})),
		credentials: {
			rscPagesApi: { ...USER },
			...linkedInCredential(sandbox),
			...smartRecruitersCredential(sandbox),
		},
		tables: new MemoryDataTables(),
	});
	await site.start();
});
afterEach(async () => {
	await site.close();
	await sandbox.close();
});

async function open(
	path = 'rsc-exports',
): Promise<{ page: string; key: string; scriptKey: string }> {
	const answer = await fetch(`${site.url}/${path}`, { headers: SIGNED_IN });
	const page = await answer.text();
	return { page, ...KeysSchema.parse(site.started.at(-1)?.json) };
}
const suggest = async (key: string, fields: Record<string, string>): Promise<Response> =>
	await fetch(`${site.url}/rsc-exports`, {
		method: 'POST',
		headers: { origin: 'null' },
		body: new URLSearchParams({ key, action: 'suggest', ...fields }),
	});
/** The title of an open job. */
function openJob(): string {
	const { company } = sandbox.context;
	const jobs = [...sandbox.store.of(ORGANIZATION).jobs.keys()];
	const open = jobs
		.map((id) => company.jobById(id))
		.find((job) => job && !['FILLED', 'CANCELLED'].includes(job.status));
	if (!open) throw new Error('No job is open');
	return open.title;
}
const found = async (answer: Response) => FoundSchema.parse(await answer.json());

describe('the page of decisions', () => {
	it('holds the key of its script, and no form that could go anywhere with another', async () => {
		const { page, key, scriptKey } = await open();
		expect(page).toContain(`data-key="${scriptKey}"`);
		expect(page).not.toContain(key);
		expect(page).toContain("form-action 'none'");
	});

	it('suggests candidates and open jobs to its own script', async () => {
		const { scriptKey } = await open();
		const what = { what: 'candidate', text: 'person40@example.com' };
		const answer = await suggest(scriptKey, what);
		expect(answer.headers.get('access-control-allow-origin')).toBe('null');
		expect(answer.headers.get('cache-control')).toBe('no-store');
		const [person] = (await found(answer)).options;
		expect(person).toMatchObject({
			value: expect.stringMatching(/^link:/),
			detail: expect.stringContaining('person40@example.com'),
			html: expect.stringContaining('type="radio"'),
		});
		const title = openJob();
		const { options } = await found(await suggest(scriptKey, { what: 'job', text: title }));
		expect(options.length).toBeLessThanOrEqual(8);
		for (const { html } of nonEmpty(options)) expect(html).toContain('name="jobId"');
	});

	it('says in the list why nothing can be looked for', async () => {
		const { scriptKey } = await open();
		sandbox.context.faults.add([
			{
				...{ vendor: 'smartrecruiters', path: '', kind: 'status', status: 403 },
				...{ delayMs: 0, times: 1_000, skip: 0 },
			},
		]);
		const { options, note } = await found(
			await suggest(scriptKey, { what: 'candidate', text: 'Ada' }),
		);
		expect(options).toEqual([]);
		expect(note).toContain('SmartRecruiters');
	});

	it('tells nothing to whoever has no key of this page', async () => {
		const { key } = await open();
		const other = (await open('rsc-other')).scriptKey;
		const [claims = ''] = (await open()).scriptKey.split('.');
		const before = site.started.length;
		for (const wrong of ['', 'guess', key, other, `${claims}.${'A'.repeat(43)}`]) {
			const answer = await suggest(wrong, { what: 'candidate', text: 'person40@example.com' });
			expect(answer.status).toBe(401);
			expect(await answer.text()).not.toContain('example.com');
		}
		expect(site.started).toHaveLength(before);
	});
});
