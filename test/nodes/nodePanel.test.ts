import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { z } from 'zod';
import manifest from '../../package.json';
import { LinkedInPartnerOAuth2Api } from '../../credentials/LinkedInPartnerOAuth2Api.credentials';
import { LinkedInRscOAuth2Api } from '../../credentials/LinkedInRscOAuth2Api.credentials';
import { RscPagesApi } from '../../credentials/RscPagesApi.credentials';
import { SmartRecruitersApi } from '../../credentials/SmartRecruitersApi.credentials';
import { SmartRecruitersOAuth2Api } from '../../credentials/SmartRecruitersOAuth2Api.credentials';
import { RscTrigger } from '../../nodes/RscTrigger/RscTrigger.node';
import { SmartRecruitersTrigger } from '../../nodes/SmartRecruitersTrigger/SmartRecruitersTrigger.node';

const ROOT = join(__dirname, '../..');
const NODES = manifest.n8n.nodes.map((path) => basename(path, '.node.js'));
const ICON = z.object({ light: z.string(), dark: z.string() });
const CodexSchema = z.object({ node: z.string(), alias: z.array(z.string()) });

function codexOf(name: string) {
	return CodexSchema.parse(
		JSON.parse(readFileSync(join(ROOT, 'nodes', name, `${name}.node.json`), 'utf8')),
	);
}

/** As written: the classes of all nodes need not be loaded to see it. */
function iconsOf(name: string): string[] {
	const source = readFileSync(join(ROOT, 'nodes', name, `${name}.node.ts`), 'utf8');
	return [...source.matchAll(/'file:\.\.\/\.\.\/icons\/([\w.]+)'/g)].map(([, file = '']) => file);
}

/** The rule of n8n 2.41's node panel: what makes it take the last word from a trigger's name. */
function panelName({ description }: INodeType): string {
	const events = description.properties.find(({ displayName }) =>
		['event', 'events', 'trigger on'].includes(displayName.toLowerCase()),
	);
	return (events?.options ?? []).length > 1
		? description.displayName.replace('Trigger', '').trim()
		: description.displayName;
}

describe('the node panel', () => {
	it.each(NODES)('shows %s with an icon of its own, light and dark', (name) => {
		const [light = '', dark = '', ...more] = iconsOf(name);
		expect(more).toEqual([]);
		expect(dark).toBe(light.replace('.svg', '.dark.svg'));
		for (const file of [light, dark]) expect(existsSync(join(ROOT, 'icons', file))).toBe(true);
		const others = NODES.filter((other) => other !== name).flatMap(iconsOf);
		expect(others).not.toContain(light);
	});

	it('keeps no icon that nobody shows', () => {
		const credentials = [
			new LinkedInPartnerOAuth2Api(),
			new LinkedInRscOAuth2Api(),
			new RscPagesApi(),
			new SmartRecruitersApi(),
			new SmartRecruitersOAuth2Api(),
		].flatMap(({ icon }) => Object.values(ICON.parse(icon)).map((path) => basename(path)));
		const shown = new Set([...NODES.flatMap(iconsOf), ...credentials]);
		expect(readdirSync(join(ROOT, 'icons')).sort()).toEqual([...shown].sort());
	});

	it('draws each icon differently', () => {
		const drawings = readdirSync(join(ROOT, 'icons')).map((file) =>
			readFileSync(join(ROOT, 'icons', file), 'utf8'),
		);
		expect(new Set(drawings).size).toBe(drawings.length);
	});

	it.each<[string, string[]]>([
		['InMail', ['RecruiterActivity', 'RscTrigger']],
		['export', ['ExportCandidate', 'RscTrigger']],
		['LinkedIn', NODES],
		['Recruiter', NODES],
		['RSC', NODES],
		['ATS', NODES],
		['SmartRecruiters', NODES],
		['seat holder', ['UserMapper']],
		['backfill', ['HistoricalSync']],
		['webhook', ['RscTrigger', 'SmartRecruitersTrigger']],
	])('finds by %s what has to do with it', (word, found) => {
		expect(NODES.filter((name) => codexOf(name).alias.includes(word)).sort()).toEqual(
			[...found].sort(),
		);
	});

	it.each(NODES)('is given the words for %s under its own name', (name) => {
		expect(codexOf(name).node.split('.').at(-1)?.toLowerCase()).toBe(name.toLowerCase());
	});

	it('shows the triggers with their whole names', () => {
		expect([new RscTrigger(), new SmartRecruitersTrigger()].map(panelName)).toEqual([
			'RSC Trigger',
			'SmartRecruiters Trigger',
		]);
	});
});

it('the LinkedIn credential is found by "rsc"', () => {
	expect(new LinkedInRscOAuth2Api().displayName.toLowerCase()).toContain('rsc');
});
