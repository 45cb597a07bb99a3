import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { RECIPES } from '../../scripts/n8n/paths';
import { serveLibrary, type TemplateLibrary } from '../../scripts/templates/serveLibrary';
import { writeLibrary } from '../../scripts/templates/writeLibrary';
import { WorkflowSchema } from '../../scripts/workflows/measureWorkflow';
import { ALL_IN_ONE, readWorkflow, readWorkflows } from '../../scripts/workflows/readWorkflows';
import { nonEmpty } from '../support/nonEmpty';

/** What the editor reads of an answer (n8n 2.41: `templates.store`, `TemplateCard`, `TemplatesWorkflowView`). */
const Node = z.object({
	name: z.string(),
	displayName: z.string(),
	iconData: z.object({ type: z.literal('file'), fileBuffer: z.string().startsWith('data:image/') }),
});
const InShort = z.object({
	id: z.string().min(1),
	name: z.string().min(1),
	createdAt: z.string().datetime(),
	totalViews: z.number(),
	user: z.object({ username: z.string() }),
	nodes: z.array(Node).min(1),
});
const Search = z.object({ totalWorkflows: z.number(), workflows: z.array(InShort) });
const ToImport = z.object({
	id: z.string(),
	name: z.string(),
	workflow: WorkflowSchema.pick({ nodes: true, connections: true }),
});
const InFull = z.object({
	workflow: InShort.merge(ToImport).extend({
		description: z.string().min(100),
		categories: z.array(z.object({ id: z.number(), name: z.string() })).min(1),
		image: z.array(z.unknown()),
	}),
});

const N8N = 'https://n8n.example.com';
const ready = [readWorkflow(ALL_IN_ONE), ...readWorkflows()];
const recipes = readWorkflows(RECIPES);

let library: TemplateLibrary;
beforeAll(async () => {
	library = await serveLibrary();
});
afterAll(async () => {
	await library.close();
});

const get = async (path: string): Promise<unknown> => {
	const answer = await fetch(library.url + path, { headers: { origin: N8N } });
	expect(answer.status).toBe(200);
	expect(answer.headers.get('access-control-allow-origin')).toBe(N8N);
	return await answer.json();
};
const search = async (query: string) => Search.parse(await get(`/templates/search?${query}`));

describe('the template library', () => {
	it('lists the ready-made workflows in the order of use, then the recipes', async () => {
		const { totalWorkflows, workflows } = await search('page=1&limit=20&category=&search=');
		expect(workflows.map(({ name }) => name)).toEqual(
			[...ready, ...recipes].map(({ workflow }) => workflow.name),
		);
		expect(totalWorkflows).toBe(workflows.length);
	});

	it('goes on from page to page', async () => {
		const [first, second] = [await search('page=1&limit=10'), await search('page=2&limit=10')];
		expect([first.workflows.length, second.workflows.length]).toEqual([
			10,
			first.totalWorkflows - 10,
		]);
		expect(first.workflows).not.toContainEqual(second.workflows[0]);
	});

	it.each([
		['category=Recipes', recipes.map(({ workflow }) => workflow.name)],
		['search=answered%20INMAIL', ['RSC Recipe: InMail to Channel']],
		['search=disconnect%20contract&category=Recipes', []],
	])('finds with %s', async (query, names) => {
		expect((await search(query)).workflows.map(({ name }) => name)).toEqual(names);
	});

	it('gives each template with its description, and as the file has it', async () => {
		for (const { workflow } of nonEmpty([...ready, ...recipes])) {
			const { workflow: full } = InFull.parse(await get(`/templates/workflows/${workflow.id}`));
			expect(full.description).toContain('**For:**');
			const imported = ToImport.parse(await get(`/workflows/templates/${workflow.id}`));
			expect(imported.workflow).toMatchObject({
				nodes: workflow.nodes,
				connections: workflow.connections,
			});
			expect(full.workflow).toEqual(imported.workflow);
		}
	});

	it('answers the editor’s other questions', async () => {
		expect(await get('/health')).toEqual({ status: 'OK' });
		expect(await get('/templates/collections?category=&search=')).toEqual({ collections: [] });
		const { categories } = z
			.object({ categories: z.array(z.object({ id: z.number(), name: z.string() })) })
			.parse(await get('/templates/categories'));
		expect(categories.map(({ name }) => name)).toEqual(['Workflows', 'Recipes']);
	});

	it('lets a browser on n8n’s origin ask with its cookies, and with a header of its own', async () => {
		const answer = await fetch(`${library.url}/templates/categories`, {
			method: 'OPTIONS',
			headers: { origin: N8N, 'access-control-request-headers': 'n8n-version' },
		});
		expect(answer.status).toBe(204);
		expect(Object.fromEntries(answer.headers)).toMatchObject({
			'access-control-allow-origin': N8N,
			'access-control-allow-credentials': 'true',
			'access-control-allow-headers': 'n8n-version',
		});
	});

	it.each(['/templates/workflows/nothing', '/workflows/templates/../../package.json', '/x'])(
		'says 404 to %s',
		async (path) => {
			expect((await fetch(library.url + path)).status).toBe(404);
		},
	);

	it('can be written as files, under the same paths', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'rsc-templates-'));
		try {
			writeLibrary(folder);
			const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));
			expect(read('templates/search')).toEqual(await get('/templates/search?limit=100'));
			for (const { workflow } of nonEmpty(recipes)) {
				const path = `workflows/templates/${workflow.id}`;
				expect(read(path)).toEqual(await get(`/${path}`));
			}
			expect(existsSync(join(folder, 'health'))).toBe(true);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});
});
