import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { INodeProperties, INodeType } from 'n8n-workflow';
import { z } from 'zod';
import { DRAFTS } from '../../scripts/templates';
import { toFile } from '../../scripts/templates/workflow';
import manifest from '../../package.json';
import { TABLES } from '../../src/state/tables';

const FOLDER = join(__dirname, '../../workflows-templates');
const PACKAGE = 'n8n-nodes-recruiter-system-connect';
/** Every node that package.json lists, by the name that workflows use. */
const OWN: Record<string, INodeType> = {};
beforeAll(async () => {
	for (const path of manifest.n8n.nodes) {
		const name = basename(path, '.node.js');
		const module = await import(`../../nodes/${name}/${name}.node.ts`);
		const type: INodeType = new module[name]();
		OWN[`${PACKAGE}.${type.description.name}`] = type;
	}
});

const TemplateSchema = z.object({
	id: z.string(),
	name: z.string(),
	nodes: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			type: z.string(),
			typeVersion: z.number(),
			position: z.tuple([z.number(), z.number()]),
			parameters: z.record(z.unknown()),
			credentials: z.record(z.object({ name: z.string() })).optional(),
		}),
	),
	connections: z.record(z.object({ main: z.array(z.array(z.object({ node: z.string() }))) })),
	settings: z.object({ executionOrder: z.literal('v1'), saveDataSuccessExecution: z.string() }),
});

const UpdateSchema = z.object({
	operation: z.string().optional(),
	columns: z.object({ value: z.record(z.unknown()).nullish() }).optional(),
	filters: z
		.object({
			conditions: z
				.array(z.object({ keyName: z.string(), condition: z.string().default('eq') }))
				.default([]),
		})
		.default({}),
});

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const columnsOf = (table: string): Record<string, string> => {
	const found = Object.entries(TABLES).find(([name]) => name === table);
	if (!found) throw new Error(`No table is called ${table}`);
	return found[1].columns;
};

/** Whether a field is shown with these parameters, as far as `displayOptions` name values. */
function isShown(
	{ displayOptions }: INodeProperties,
	parameters: Record<string, unknown>,
): boolean {
	return Object.entries(displayOptions?.show ?? {}).every(([name, values]) => {
		const value = parameters[name];
		return value === undefined || (values ?? []).some((one) => one === value);
	});
}

it('there are templates', () => {
	expect(files.length).toBeGreaterThan(0);
});

it('the files are what scripts/templates puts together: npm run templates writes them', () => {
	for (const { file, json } of DRAFTS.map(toFile))
		expect(readFileSync(join(FOLDER, file), 'utf8')).toBe(json);
});

describe.each(files)('%s', (file) => {
	const text = readFileSync(join(FOLDER, file), 'utf8');
	const template = TemplateSchema.parse(JSON.parse(text));
	const byName = new Map(template.nodes.map((node) => [node.name, node]));
	const tables = template.nodes.filter(({ type }) => type === 'n8n-nodes-base.dataTable');

	it('has unique names and ids, and connects only what is there', () => {
		expect(byName.size).toBe(template.nodes.length);
		expect(new Set(template.nodes.map(({ id }) => id)).size).toBe(template.nodes.length);
		for (const [from, { main }] of Object.entries(template.connections)) {
			expect(byName.has(from)).toBe(true);
			for (const { node } of main.flat()) expect(byName.has(node)).toBe(true);
		}
	});

	it('uses nodes of this package with parameters and options that they have', () => {
		for (const node of template.nodes.filter(({ type }) => type.startsWith(PACKAGE))) {
			const { description } = OWN[node.type] ?? {};
			expect({ type: node.type, known: Boolean(description) }).toEqual({
				type: node.type,
				known: true,
			});
			expect([description?.version].flat()).toContain(node.typeVersion);
			for (const [name, value] of Object.entries(node.parameters)) {
				// n8n adds the poll times itself.
				if (name === 'pollTimes' && description?.polling) continue;
				// A parameter may stand once for each resource: the one that is shown counts.
				const same = (description?.properties ?? []).filter((one) => one.name === name);
				const property = same.find((one) => isShown(one, node.parameters)) ?? same[0];
				expect({ name, known: Boolean(property) }).toEqual({ name, known: true });
				const choices = property?.options?.flatMap((one) => ('value' in one ? [one.value] : []));
				if (property?.type === 'options' && typeof value === 'string' && !value.startsWith('='))
					expect(choices).toContain(value);
				if (property?.type === 'collection') {
					const known = (property.options as INodeProperties[]).map((one) => one.name);
					for (const option of Object.keys(value as object)) expect(known).toContain(option);
				}
			}
			const credentials = (description?.credentials ?? []).map((one) => one.name);
			for (const type of Object.keys(node.credentials ?? {})) expect(credentials).toContain(type);
		}
	});

	it('creates its tables with exactly the columns that the code defines', () => {
		const created = tables.filter(({ parameters }) => parameters.operation === 'create');
		expect(created.length).toBeGreaterThan(0);
		for (const { parameters } of created) {
			const { column } = z
				.object({ column: z.array(z.object({ name: z.string(), type: z.string() })) })
				.parse(parameters.columns);
			expect(Object.fromEntries(column.map(({ name, type }) => [name, type]))).toEqual(
				columnsOf(String(parameters.tableName)),
			);
			expect(parameters.options).toEqual({ createIfNotExists: true });
		}
	});

	it('reads and writes only columns that its tables have, and finds tables by name', () => {
		for (const { name, parameters } of tables.filter(
			(node) => node.parameters.resource === 'row',
		)) {
			const { value, mode } = z
				.object({ value: z.string(), mode: z.literal('name') })
				.parse(parameters.dataTableId);
			const known = Object.keys(columnsOf(value));
			const filters = z
				.object({ conditions: z.array(z.object({ keyName: z.string() })) })
				.optional()
				.parse(parameters.filters);
			const written = z
				.object({ value: z.record(z.unknown()) })
				.optional()
				.parse(parameters.columns);
			for (const column of [
				...(filters?.conditions ?? []).map(({ keyName }) => keyName),
				...Object.keys(written?.value ?? {}),
			]) {
				expect({ name, mode, column, known: known.includes(column) }).toEqual({
					name,
					mode,
					column,
					known: true,
				});
			}
		}
	});

	it('refers in its expressions only to nodes that are there', () => {
		for (const [, name = ''] of text.matchAll(/\$\('([^']+)'\)/g))
			expect({ name, there: byName.has(name) }).toEqual({ name, there: true });
	});

	it('holds no address, no secret and no id of a real instance', () => {
		expect(text).not.toMatch(/https?:\/\/|secret|token|@(?!example|media)/i);
	});

	it('gives up no leases but those of its own streams, which it names: others may be at work when n8n starts', () => {
		for (const { name, parameters } of template.nodes) {
			const { operation, columns, filters } = UpdateSchema.parse(parameters);
			if (operation !== 'update' || columns?.value?.leaseUntilMs === undefined) continue;
			const named = filters.conditions.filter(({ keyName }) => keyName === 'stream');
			expect({ name, named: named.length > 0 }).toEqual({ name, named: true });
			expect(named.map(({ condition }) => condition)).not.toContain('neq');
		}
	});

	it('explains itself', () => {
		expect(template.nodes.some(({ type }) => type === 'n8n-nodes-base.stickyNote')).toBe(true);
	});
});

describe('03-historical-sync.json', () => {
	const template = TemplateSchema.parse(
		JSON.parse(readFileSync(join(FOLDER, '03-historical-sync.json'), 'utf8')),
	);
	const at = (name: string): number =>
		template.nodes.find((node) => node.name === name)?.position[1] ?? Number.NaN;

	it('parks rejected records before it saves the checkpoint: n8n runs the upper branch first', () => {
		expect(at('Park Rejected')).toBeLessThan(at('Each Stream'));
		expect(at('Each Stream')).toBeLessThan(at('Save Checkpoint'));
	});

	it('creates the first row before it tries to lease it', () => {
		expect(at('No Run Yet?')).toBeLessThan(at('Read Run'));
	});

	it('saves no execution data, so that memory stays flat', () => {
		expect(template.settings.saveDataSuccessExecution).toBe('none');
	});
});

describe('04-inmails-and-notes.json', () => {
	const template = TemplateSchema.parse(
		JSON.parse(readFileSync(join(FOLDER, '04-inmails-and-notes.json'), 'utf8')),
	);
	const isWork = ({ type }: { type: string }): boolean =>
		/recruiterActivity|executeWorkflow$/.test(type);
	/** Where one can come from any trigger, if these nodes let nothing through. */
	const reached = (closed: ReadonlySet<string>): Set<string> => {
		const seen = new Set<string>();
		const walk = (name: string): void => {
			if (seen.has(name) || closed.has(name)) return;
			seen.add(name);
			for (const { node } of template.connections[name]?.main.flat() ?? []) walk(node);
		};
		for (const { name, type } of template.nodes) if (/Trigger$/.test(type)) walk(name);
		return seen;
	};

	it('reads, writes and imports only behind a look at the connection', () => {
		const gates = template.nodes
			.filter(({ parameters }) => JSON.stringify(parameters).includes('"connected"'))
			.map(({ name }) => name);
		const work = template.nodes.filter(isWork).map(({ name }) => name);
		expect(work).toContain('Write');
		expect(work.filter((name) => !reached(new Set()).has(name))).toEqual([]);
		const open = reached(new Set(gates));
		expect(work.filter((name) => open.has(name))).toEqual([]);
		// What was left out is noted all the same.
		expect(open).toContain('Note the Pause');
		expect(open).toContain('Note What Was Left Out');
	});

	it('takes a Reconcile for done only where no pause came between', () => {
		expect(reached(new Set(['Still Connected?']))).not.toContain('Note the Reconcile');
		expect(reached(new Set(['Was It Written?']))).not.toContain('Save Progress');
	});
});
