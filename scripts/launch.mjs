// npm start, npm run sandbox, npm run bench, npm run certify, npm run attack: set-up first, then the TypeScript behind the name, on the Node that n8n wants.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureSetup, NODE, ROOT } from './setup.mjs';

const [name, ...args] = process.argv.slice(2);
const entries = {
	start: 'scripts/start/main.ts',
	sandbox: 'sandbox/main.ts',
	bench: 'scripts/bench/main.ts',
	faults: 'scripts/faults/main.ts',
	certify: 'scripts/certify/main.ts',
	resilience: 'scripts/resilience/main.ts',
	attack: 'scripts/attack/main.ts',
	screenshots: 'scripts/screenshots/main.ts',
	docs: 'scripts/docs/main.ts',
	site: 'scripts/site/main.ts',
	templates: 'scripts/templates/main.ts',
	workflows: 'scripts/workflows/main.ts',
	dev: 'scripts/dev/main.ts',
	smoke: 'scripts/smoke/main.ts',
	growth: 'scripts/growth/main.ts',
	month: 'scripts/month/main.ts',
};
ensureSetup();
const child = spawn(
	NODE,
	[join(ROOT, 'node_modules/tsx/dist/cli.mjs'), join(ROOT, entries[name]), ...args],
	{ stdio: 'inherit', cwd: ROOT },
);
// The terminal sends Ctrl-C to the whole group; this process only has to outlive its child.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
