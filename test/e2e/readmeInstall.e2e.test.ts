import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { N8nInstance } from '../../scripts/n8n/N8nInstance';
import { ROOT } from '../../scripts/n8n/paths';
import manifest from '../../package.json';
import { nonEmpty } from '../support/nonEmpty';

const TypesSchema = z.array(z.object({ name: z.string(), displayName: z.string() }));
const home = mkdtempSync(join(tmpdir(), 'rsc-readme-'));
const n8n = new N8nInstance({ folder: home });
const tarball = join(ROOT, `${manifest.name}-${manifest.version}.tgz`);
afterAll(async () => {
	await n8n.stop();
	rmSync(tarball, { force: true });
	rmSync(home, { recursive: true, force: true });
});

/** The lines of the README's commands for a tarball, without what only installs this checkout. */
function commands(): string[] {
	const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
	const [, rest = ''] = readme.split('Or from a tarball:');
	const [, block = ''] = /```bash\n([\s\S]*?)```/.exec(rest) ?? [];
	return block
		.split('\n')
		.map((line) => line.replace(/\s+#.*$/, '').trim())
		.filter((line) => line !== '')
		.map((line) => line.replace('npm ci && ', '').replace('/path/to/', `${ROOT}/`));
}

it('a plain n8n knows all nodes and credentials after the commands of the README', async () => {
	const lines = commands();
	expect(lines).toHaveLength(3);
	const script = ['set -e', `cd ${ROOT}`, ...lines].join('\n');
	execFileSync('bash', ['-c', script], {
		env: { PATH: process.env.PATH ?? '', HOME: home },
		stdio: 'pipe',
	});
	const installed = join(home, '.n8n', 'nodes', 'node_modules');
	expect(readdirSync(installed).filter((name) => !name.startsWith('.'))).toEqual([manifest.name]);
	const importable = readdirSync(join(installed, manifest.name, 'workflows-templates'));
	expect(importable.filter((name) => name.endsWith('.json'))).toHaveLength(10);

	await n8n.start();
	const names = manifest.n8n.nodes.map((path) => {
		const folder = path.split('/').at(-2) ?? '';
		return folder.charAt(0).toLowerCase() + folder.slice(1);
	});
	const found = TypesSchema.parse(
		await n8n.rest('POST', '/node-types', {
			nodeInfos: names.map((name) => ({ name: `${manifest.name}.${name}`, version: 1 })),
		}),
	);
	expect(found.map(({ name }) => name).sort()).toEqual([...names].sort());
	for (const path of nonEmpty(manifest.n8n.credentials)) {
		const [file = ''] = (path.split('/').at(-1) ?? '').split('.');
		const type = file.charAt(0).toLowerCase() + file.slice(1);
		const schema = await n8n.api('GET', `/credentials/schema/${type}`);
		expect(schema).toMatchObject({ type: 'object' });
	}
	expect(n8n.log()).not.toMatch(/Skipping package|Failed to load/);
});
