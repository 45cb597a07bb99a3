import { createHash } from 'node:crypto';
import { decisionsPage } from '../../../src/pages/decisionsPage';
import { mapPeoplePage } from '../../../src/pages/mapPeoplePage';
import { messagePage } from '../../../src/pages/messagePage';
import { statusPage } from '../../../src/pages/statusPage';
import { NOW_MS, runningPage } from './fixtures';

const MAP_IMPORT = {
	import: { days: 730, callsPerSeat: 2921, callsPerDay: 100_000 },
	followsTeams: false,
};
const PAGES = [
	['status', statusPage(runningPage())],
	['message', messagePage('Sorry', ['It did not work.'])],
	['decisions', decisionsPage('k3y', { exports: [], more: 0, nowMs: NOW_MS })],
	['mapping', mapPeoplePage('k3y', { contracts: [], users: [], ...MAP_IMPORT })],
] as const;

function policyOf(page: string): string[] {
	const [, policy = ''] = /Content-Security-Policy"\s+content="([^"]*)"/.exec(page) ?? [];
	return policy.split('; ');
}

describe.each(PAGES)('the frame of the %s page', (_name, page) => {
	it('is the one of all pages', () => {
		const [head = ''] = /<head>[\s\S]*?<title>/.exec(page) ?? [];
		expect(head).toContain('<meta name="referrer" content="no-referrer" />');
		expect(head).toContain('<meta name="robots" content="noindex" />');
		for (const one of ['html', 'head', 'body', 'header', 'h1', 'main', 'style'])
			expect(page.match(new RegExp(`<${one}[ >]`, 'g'))).toHaveLength(1);
	});

	it('lets nothing load, and nothing but its own style and script in', () => {
		const policy = policyOf(page);
		expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "base-uri 'none'"]));
		for (const [name, directive] of [
			['style', 'style-src'],
			['script', 'script-src'],
		]) {
			const [, content] = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(page) ?? [];
			const own = policy.filter((one) => one.startsWith(`${directive} `));
			if (content === undefined) expect(own).toEqual([]);
			else {
				const hash = createHash('sha256').update(content).digest('base64');
				expect(own).toEqual([`${directive} 'sha256-${hash}'`]);
			}
		}
	});

	it('sends by forms, or by its script, not by both', () => {
		const byScript = policyOf(page).includes('connect-src http: https:');
		expect(byScript).toBe(page.includes('data-key='));
		expect(policyOf(page)).toContain(byScript ? "form-action 'none'" : 'form-action http: https:');
	});
});
