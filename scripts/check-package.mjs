// Holds the package against n8n's rules: what is packed, what it depends on, n8n's own scan of sources and tarball.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const require = createRequire(import.meta.url);
let passed = 0;
let failed = 0;
const check = (title, ok, detail = '') => {
	if (ok) passed += 1;
	else {
		failed += 1;
		console.log(`✗ ${title}\n${detail}`);
	}
};

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'rsc-package-'));
try {
	const output = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const [{ filename, files }] = JSON.parse(output);
	const allowed =
		/^(dist\/|deploy\/[a-zA-Z.]+$|workflows-templates\/|docs\/|(README|LICENSE|CHANGELOG|CONTRIBUTING|SECURITY)\.md$|package\.json$)/;
	const stray = files.map(({ path }) => path).filter((path) => !allowed.test(path));
	check(
		'the tarball holds dist, deploy, workflows and documentation, and nothing else',
		stray.length === 0,
		stray.join('\n'),
	);
	const closed = files.filter(({ mode }) => (mode & 0o044) !== 0o044).map(({ path }) => path);
	check(
		'everybody can read every file: n8n is another user than the one that installed the package',
		closed.length === 0,
		closed.join('\n'),
	);
	for (const path of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
		check(
			`${path} is packed`,
			files.some((file) => file.path === path),
		);
	}
	const linked = [...readFileSync('README.md', 'utf8').matchAll(/\]\((?!https?:)([^)#\s]+)/g)];
	for (const path of [
		'docs/onboarding/index.html',
		'docs/profile/index.html',
		...linked.map(([, target]) => target),
	])
		check(
			`${path}, which the README names, is packed`,
			files.some((file) => file.path === path),
		);
	check('there are no runtime dependencies', Object.keys(manifest.dependencies ?? {}).length === 0);
	check(
		'the only peer is n8n-workflow',
		JSON.stringify(manifest.peerDependencies) === '{"n8n-workflow":"*"}',
	);
	const host = require('n8n/package.json').dependencies;
	for (const name of ['zod', 'luxon']) {
		const hosted = require(
			require.resolve(`${name}/package.json`, { paths: [require.resolve('n8n/package.json')] }),
		).version;
		check(
			`${name} is the host's version`,
			manifest.devDependencies[name] === hosted && name in host,
			`${manifest.devDependencies[name]} beside ${hosted}`,
		);
	}
	check(
		'the lock file names no addresses',
		!readFileSync('package-lock.json', 'utf8').includes('"resolved"'),
	);

	const sources = await analyzePackage(process.cwd(), SOURCE_FILE_PATTERNS);
	check(
		'n8n’s scan passes on the sources',
		sources.passed,
		`${sources.message}\n${sources.details ?? ''}`,
	);
	execFileSync('tar', ['xzf', join(folder, filename), '-C', folder]);
	const shipped = await analyzePackage(join(folder, 'package'), ['**/*.js', 'package.json']);
	check(
		'n8n’s scan passes on the tarball',
		shipped.passed,
		`${shipped.message}\n${shipped.details ?? ''}`,
	);
} finally {
	rmSync(folder, { recursive: true, force: true });
}
console.log(`package: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
