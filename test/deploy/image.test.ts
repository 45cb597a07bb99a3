import { execFileSync, spawnSync } from 'node:child_process';
import {
	chmodSync,
	chownSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NODE, ROOT } from '../../scripts/n8n/paths';
import { unpackImage } from '../../scripts/n8n/unpackImage';
import manifest from '../../package.json';
import { dockerfile } from '../support/dockerfile';

const NAME = manifest.name;
/** Whom n8n's image runs as has this number there; here it is somebody who owns nothing. */
const NODE_USER = 1000;

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'rsc-image-'));
	chmodSync(folder, 0o755);
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

describe('the Dockerfile', () => {
	const { instructions } = dockerfile();
	const all = (instruction: string): string[] =>
		instructions.filter(([one]) => one === instruction).map(([, rest]) => rest);

	it('adds files, labels and a health check to n8n’s image, and nothing else', () => {
		expect(instructions.map(([instruction]) => instruction)).toEqual([
			...['ARG', 'FROM', 'LABEL', 'ADD', 'COPY', 'HEALTHCHECK', 'ENTRYPOINT'],
		]);
		expect(all('FROM')).toEqual(['${N8N_IMAGE}']);
	});

	it('is built on the n8n that the tests run', () => {
		expect(all('ARG')).toEqual([
			`N8N_IMAGE=docker.n8n.io/n8nio/n8n:${manifest.devDependencies.n8n}`,
		]);
	});

	it('takes only what .dockerignore lets through', () => {
		const sources = [...all('ADD'), ...all('COPY')].map((rest) =>
			rest.split(' ').find((word) => !word.startsWith('--')),
		);
		const ignore = readFileSync(join(ROOT, '.dockerignore'), 'utf8').trim().split('\n');
		expect(ignore).toEqual(['*', ...sources.map((source) => `!${source}`)]);
		expect(sources).toEqual([`${NAME}-*.tgz`, 'deploy/start.sh']);
	});

	it('starts n8n’s own entry point through the start script', () => {
		const [start] = all('COPY').map((rest) => rest.split(' ').at(-1));
		expect(JSON.parse(all('ENTRYPOINT')[0] ?? '')).toEqual([
			...['tini', '--', start, '/docker-entrypoint.sh'],
		]);
		expect(all('ADD')[0]).toMatch(new RegExp(` ${(start ?? '').replace(/start\.sh$/, '')}$`));
	});

	it('says where the source is', () => {
		expect(all('LABEL')[0]).toContain(`image.source="${manifest.homepage}"`);
	});

	it('is healthy while n8n says that it is ready, for a worker by the port of its health check', async () => {
		let status = 200;
		const asked: unknown[] = [];
		const server = createServer(({ url }, response) => {
			asked.push(url);
			response.writeHead(status).end();
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const [program, ...args] = dockerfile().healthCheck;
		expect(program).toBe('node');
		const check = async (env: Record<string, string>): Promise<number | null> => {
			const { execFile } = await import('node:child_process');
			return await new Promise((resolve) => {
				const child = execFile(NODE, args, { env }, () => {
					resolve(child.exitCode);
				});
			});
		};
		expect(await check({ N8N_PORT: String(port) })).toBe(0);
		expect(await check({ N8N_PORT: '9', QUEUE_HEALTH_CHECK_PORT: String(port) })).toBe(0);
		status = 503;
		expect(await check({ N8N_PORT: String(port) })).toBe(1);
		await new Promise((resolve) => server.close(resolve));
		expect(await check({ N8N_PORT: String(port) })).toBe(1);
		expect(new Set(asked)).toEqual(new Set(['/healthz/readiness']));
	});
});

describe('the image’s layout', () => {
	/** A tarball as npm makes it, without building. npm keeps the modes that files have. */
	function packed(version: string, mode = 0o644): string {
		const source = join(folder, `source-${version}`);
		mkdirSync(source);
		writeFileSync(join(source, 'package.json'), JSON.stringify({ name: NAME, version }));
		chmodSync(join(source, 'package.json'), mode);
		const options = { cwd: source, encoding: 'utf8', stdio: 'pipe' } as const;
		const name = execFileSync('npm', ['pack', '--silent'], options).trim();
		return join(source, name);
	}

	/** As the image's user, who owns the folder of n8n and nothing else. */
	function start(script: string, ...command: string[]) {
		const root = process.getuid?.() === 0;
		const home = join(folder, 'home');
		mkdirSync(home, { recursive: true });
		if (root) chownSync(home, NODE_USER, NODE_USER);
		return spawnSync(script, command, {
			env: { PATH: process.env.PATH ?? '', HOME: home },
			encoding: 'utf8',
			...(root && { uid: NODE_USER, gid: NODE_USER }),
		});
	}
	const link = (): string => join(folder, 'home', '.n8n', 'nodes', 'node_modules', NAME);
	const versionFound = (): unknown =>
		JSON.parse(readFileSync(join(link(), 'package.json'), 'utf8')).version;

	it('lets every user read the package, and nobody but its owner change it', () => {
		unpackImage(packed('1.0.0'), join(folder, 'image'));
		const inside = join(folder, 'image', 'package');
		for (const name of ['', ...readdirSync(inside, { recursive: true, encoding: 'utf8' })]) {
			const { mode } = statSync(join(inside, name));
			expect({ name, readable: (mode & 0o004) !== 0, writable: (mode & 0o022) !== 0 }).toEqual({
				name,
				readable: true,
				writable: false,
			});
		}
	});

	it('links the package for n8n’s own user, then runs the command with its arguments and result', () => {
		const script = unpackImage(packed('1.0.0'), join(folder, 'image'));
		const { status, stdout, stderr } = start(
			script,
			'sh',
			'-c',
			'echo "$0 $1"; exit 3',
			'a b',
			'c',
		);
		expect({ status, stdout, stderr }).toEqual({ status: 3, stdout: 'a b c\n', stderr: '' });
		expect(readlinkSync(link())).toBe(join(folder, 'image', 'package'));
		expect(versionFound()).toBe('1.0.0');
	});

	it('shows a newer image’s package on a volume that an older one has used', () => {
		start(unpackImage(packed('1.0.0'), join(folder, 'image')), 'true');
		rmSync(join(folder, 'image'), { recursive: true });
		expect(existsSync(link())).toBe(false);
		start(unpackImage(packed('2.0.0'), join(folder, 'image-2')), 'true');
		expect(versionFound()).toBe('2.0.0');
		expect(readdirSync(join(folder, 'image-2', 'package'))).toEqual(['package.json']);
	});

	it('leaves a package alone that somebody installed by hand, and says so', () => {
		const script = unpackImage(packed('1.0.0'), join(folder, 'image'));
		mkdirSync(link(), { recursive: true });
		writeFileSync(join(link(), 'package.json'), '{"version":"0.9.0"}');
		const { status, stderr } = start(script, 'true');
		expect({ status, version: versionFound() }).toEqual({ status: 0, version: '0.9.0' });
		expect(stderr).toContain('was installed by hand');
		expect(lstatSync(link()).isSymbolicLink()).toBe(false);
	});

	(process.getuid?.() === 0 ? it : it.skip)(
		'does not start n8n with a package that it cannot read (skipped where not run by root)',
		() => {
			const script = unpackImage(packed('1.0.0', 0o600), join(folder, 'image'));
			const { status, stdout, stderr } = start(script, 'echo', 'started');
			expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
			expect(stderr).toContain('pack the package with umask 022');
		},
	);

	it('does not start n8n without the package when the folder cannot be written', () => {
		const script = unpackImage(packed('1.0.0'), join(folder, 'image'));
		mkdirSync(join(folder, 'home'));
		writeFileSync(join(folder, 'home', '.n8n'), 'a file');
		const { status, stdout } = start(script, 'echo', 'started');
		expect({ failed: status !== 0, stdout }).toEqual({ failed: true, stdout: '' });
	});
});
