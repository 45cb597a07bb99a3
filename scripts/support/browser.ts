import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const PACKAGE = '@sparticuz/chromium';

/**
 * A real Chromium without a window. Every test opens a context of its own (`browser.newContext()`), which is a person
 * with no cookies. The flags of the package that would switch off web security are left out: origins count in our tests.
 */
export async function launchBrowser(): Promise<Browser> {
	const folder = unpackedChromium();
	return await chromium.launch({
		executablePath: join(folder, 'chromium'),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-dev-shm-usage',
			'--font-render-hinting=none',
			'--no-pings',
		],
		env: {
			...process.env,
			...(!existsSync('/etc/fonts') && { FONTCONFIG_PATH: join(folder, 'fonts') }),
		},
	});
}

/**
 * The folder with the binary, unpacked once a machine. Two test files may ask at the same moment, so it is unpacked
 * aside and moved into place; in a process of its own, because the package is an ES module, which Jest cannot load.
 */
function unpackedChromium(): string {
	const folder = join(tmpdir(), 'rsc-chromium');
	if (existsSync(join(folder, 'chromium'))) return folder;
	const aside = mkdtempSync(join(tmpdir(), 'rsc-chromium-'));
	execFileSync(
		process.execPath,
		[
			'--input-type=module',
			'-e',
			`import chromium from '${PACKAGE}'; await chromium.executablePath();`,
		],
		{ cwd: join(__dirname, '..', '..'), env: { ...process.env, TMPDIR: aside } },
	);
	try {
		renameSync(aside, folder);
	} catch {
		// Somebody else was faster.
		rmSync(aside, { recursive: true, force: true });
	}
	return folder;
}
