import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DEPLOY, ROOT } from '../../scripts/n8n/paths';
import manifest from '../../package.json';
import { composeFile, type Service } from '../support/composeFile';
import { isInstalled } from '../support/isInstalled';
import { nonEmpty } from '../support/nonEmpty';

const FILES = ['compose.yaml', 'compose.queue.yaml'];
/** Debian's `docker-compose` validates without an engine. */
const COMPOSE = isInstalled('docker-compose');
const IMAGE = `ghcr.io/recruiter-system-connect/n8n-recruiter-system-connect:${manifest.version}`;

/** Of n8n's own packages: every name that its configuration reads. */
function knownVariables(): Set<string> {
	const found = new Set<string>();
	for (const folder of ['@n8n/config/dist', 'n8n/dist', 'n8n-core/dist']) {
		const whole = join(ROOT, 'node_modules', folder);
		for (const name of readdirSync(whole, { recursive: true, encoding: 'utf8' })) {
			if (!name.endsWith('.js')) continue;
			const text = readFileSync(join(whole, name), 'utf8');
			for (const [, variable = ''] of text.matchAll(
				/(?:Env\)\('|process\.env\.)([A-Z][A-Z0-9_]+)/g,
			))
				found.add(variable);
		}
	}
	return found;
}

const needs = ({ depends_on }: Service): string[] =>
	Array.isArray(depends_on) ? depends_on : Object.keys(depends_on ?? {});

describe.each(FILES)('%s', (name) => {
	const { services, volumes, secrets, networks } = composeFile(name);
	const each = Object.entries(services);

	(COMPOSE ? it : it.skip)(
		'is accepted by docker-compose (skipped where it is not installed)',
		() => {
			const run = (env: Record<string, string>) =>
				spawnSync('docker-compose', ['-f', name, 'config', '-q'], {
					cwd: DEPLOY,
					encoding: 'utf8',
					env: { PATH: process.env.PATH ?? '', ...env },
				});
			const good = run({ RSC_HOST: 'n8n.example.com' });
			expect({ status: good.status, stderr: good.stderr }).toEqual({ status: 0, stderr: '' });
			expect(run({}).stderr).toContain('the public name of this machine');
		},
	);

	it('declares every volume, secret and network that it uses, and uses what it declares', () => {
		const named = each.flatMap(([, service]) =>
			service.volumes.map((one) => one.split(':')[0] ?? '').filter((one) => !one.startsWith('.')),
		);
		expect(new Set(named)).toEqual(new Set(Object.keys(volumes)));
		expect(new Set(each.flatMap(([, service]) => service.secrets))).toEqual(
			new Set(Object.keys(secrets)),
		);
		expect(new Set(each.flatMap(([, service]) => service.networks))).toEqual(
			new Set(Object.keys(networks)),
		);
	});

	it('waits for services that there are, and mounts files that there are', () => {
		const needed = each.flatMap(([, service]) => needs(service));
		expect(Object.keys(services)).toEqual(expect.arrayContaining(needed));
		const mounts = each.flatMap(([, service]) =>
			service.volumes.filter((volume) => volume.startsWith('.')),
		);
		for (const one of nonEmpty(mounts))
			expect({ one, there: existsSync(join(DEPLOY, one.split(':')[0] ?? '')) }).toEqual({
				one,
				there: true,
			});
	});

	it('waits for health only of services that have a health check', () => {
		const awaited = each.flatMap(([, { depends_on = [] }]) =>
			Array.isArray(depends_on) ? [] : Object.keys(depends_on),
		);
		// The Dockerfile has one.
		const unchecked = awaited.filter(
			(other) => !services[other]?.healthcheck && services[other]?.image !== IMAGE,
		);
		expect(unchecked).toEqual([]);
	});

	it('contains no secret, and mounts every secret that a variable names', () => {
		const variables = each.flatMap(([, { environment, secrets: own }]) =>
			Object.entries(environment).map(([variable, value]) => ({ variable, value, own })),
		);
		for (const { variable, value, own } of nonEmpty(variables)) {
			if (/PASSWORD|KEY|TOKEN|SECRET/.test(variable)) expect(variable).toMatch(/_FILE$/);
			if (variable.endsWith('_FILE')) expect(own).toContain(value.replace(/^\/run\/secrets\//, ''));
		}
		for (const { file } of nonEmpty(Object.values(secrets)))
			expect(file).toMatch(/^\.\/secrets\/\w+$/);
		expect(readFileSync(join(ROOT, '.gitignore'), 'utf8')).toMatch(/^deploy\/secrets\/$/m);
	});

	it('sets nothing that n8n does not know', () => {
		const known = knownVariables();
		const set = each.flatMap(([, { image, environment }]) =>
			image === IMAGE ? Object.keys(environment) : [],
		);
		expect(set.length).toBeGreaterThan(8);
		expect(set.filter((one) => !known.has(one.replace(/_FILE$/, '')))).toEqual([]);
	});

	it('sets what SECURITY.md asks for, in every n8n', () => {
		const page = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8');
		const table = page.slice(page.indexOf('## Settings of n8n'), page.indexOf('## Reverse proxy'));
		const asked = [...table.matchAll(/^\| `([A-Z0-9_]+)/gm)].map(([, variable]) => variable);
		expect(asked.length).toBeGreaterThan(3);
		for (const [, { image, environment }] of nonEmpty(each))
			if (image === IMAGE) expect(Object.keys(environment)).toEqual(expect.arrayContaining(asked));
	});

	it('opens ports 80 and 443, and the editor for this machine only', () => {
		expect(each.flatMap(([service, { ports }]) => ports.map((port) => [service, port]))).toEqual([
			['n8n', '127.0.0.1:5678:5678'],
			['caddy', '80:80'],
			['caddy', '443:443'],
		]);
		for (const [service, { networks: own }] of nonEmpty(each))
			if (!['n8n', 'worker', 'caddy'].includes(service))
				expect({ service, own }).toEqual({ service, own: ['inside'] });
		expect(networks).toEqual({ inside: { internal: true }, outside: {} });
	});

	it('pins every image, and takes the package’s own version', () => {
		const images = each.map(([, { image }]) => image);
		for (const image of nonEmpty(images)) expect(image).toMatch(/:\d+(\.\d+)*(-alpine)?$/);
		expect(images).toContain(IMAGE);
		expect(dirname(IMAGE)).toBe(dirname(IMAGE).toLowerCase());
	});
});

describe('queue mode', () => {
	it('gives main process and workers the same settings, except for health checks', () => {
		const { services } = composeFile('compose.queue.yaml');
		const { QUEUE_HEALTH_CHECK_ACTIVE, QUEUE_HEALTH_CHECK_PORT, ...rest } =
			services.worker?.environment ?? {};
		expect([QUEUE_HEALTH_CHECK_ACTIVE, QUEUE_HEALTH_CHECK_PORT]).toEqual(['true', '5678']);
		expect(rest).toEqual(services.n8n?.environment);
		expect(services.worker?.deploy).toEqual({ replicas: 2 });
	});
});
