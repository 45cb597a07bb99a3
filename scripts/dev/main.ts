import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { acknowledge, sandboxCredentials, seed } from '../n8n/connectStack';
import { N8nInstance, OWNER } from '../n8n/N8nInstance';
import { ROOT } from '../n8n/paths';
import { SandboxProcess } from '../n8n/SandboxProcess';
import { ALL_WORKFLOWS } from '../start/publishInOrder';
import { choosePort } from '../start/runState';
import { watchPackage } from './watchPackage';

/**
 * `npm run dev`: a real n8n that loads the package as it is compiled, beside a connected sandbox. A change of a source file is in
 * the editor a few seconds later; reload the page to see changed forms. Workflows that were made there are there again at the next start.
 */
const { values } = parseArgs({
	options: {
		people: { type: 'string', default: '300' },
		port: { type: 'string', default: '5678' },
		folder: { type: 'string', default: join(ROOT, '.run', 'dev') },
		/** Forgets the workflows and tables of the last time. */
		fresh: { type: 'boolean', default: false },
	},
});
const say = (line: string): void => {
	console.log(line);
};

async function main(): Promise<void> {
	if (values.fresh) rmSync(values.folder, { recursive: true, force: true });
	mkdirSync(values.folder, { recursive: true });
	const sandbox = new SandboxProcess({
		people: Number(values.people),
		port: await choosePort(4010, undefined),
		limits: 'off',
		taskDelayMs: 500,
		stateFile: join(values.folder, 'sandbox.json'),
	});
	const n8n = new N8nInstance({
		folder: join(values.folder, 'n8n'),
		port: await choosePort(Number(values.port), undefined),
		env: { N8N_DEV_RELOAD: 'true' },
	});
	const compiler = await watchPackage(n8n.folder, say);
	const stopAll = async (): Promise<void> => {
		compiler.kill();
		await n8n.stop();
		await sandbox.stop();
	};
	for (const signal of ['SIGINT', 'SIGTERM'])
		process.once(signal, () => void stopAll().then(() => process.exit(0)));
	try {
		await sandbox.start();
		const seeded = join(values.folder, 'seeded');
		const first = !existsSync(seeded);
		if (first) await seed(n8n, sandbox, { workflows: [], unpublished: ALL_WORKFLOWS });
		// The sandbox may have got another port.
		else await n8n.importCredentials(sandboxCredentials(sandbox));
		await n8n.start();
		if (first) await acknowledge(n8n);
		writeFileSync(seeded, '');
		say(`\nn8n       ${n8n.url}  (${OWNER.email}, ${OWNER.password})`);
		say(`Sandbox   ${sandbox.url}`);
		say('Change a file, and n8n loads the package again. Ctrl-C ends it.');
	} catch (error) {
		await stopAll();
		throw error;
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
