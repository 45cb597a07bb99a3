import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

interface Answer {
	status: number;
	body: unknown;
}

/** As much of an element as the pages use. */
class Element {
	hidden = false;

	className = '';

	textContent = '';

	readonly dataset: Record<string, string> = {};

	readonly children: Element[] = [];

	onclick: (() => Promise<void>) | undefined;

	setAttribute(): void {
		return undefined;
	}

	append(...more: Element[]): void {
		this.children.push(...more);
	}

	replaceChildren(...more: Element[]): void {
		this.children.splice(0, Infinity, ...more);
	}

	get text(): string {
		return [this.textContent, ...this.children.map(({ text }) => text)].join(' ').trim();
	}
}

/** The page's own script in a browser that is played, with answers of n8n. */
function openPage(file: string, answers: Answer[], { search = '', settings = '' } = {}) {
	const html = readFileSync(join(__dirname, '../../docs', file), 'utf8').replace(
		'YOUR_N8N/webhook',
		'n8n.example.com/webhook',
	);
	const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code]) => code ?? '');
	const elements = new Map<string, Element>();
	const element = (name: string): Element => {
		const found = elements.get(name) ?? new Element();
		elements.set(name, found);
		return found;
	};
	element('settings').textContent = settings;
	const calls: unknown[] = [];
	const window: Record<string, unknown> = { location: { hash: '#key=k1', pathname: '/', search } };
	const context = createContext({
		...window,
		window,
		URLSearchParams,
		AbortSignal,
		sessionStorage: { getItem: () => null, setItem: () => undefined },
		history: { replaceState: () => undefined },
		document: {
			getElementById: element,
			querySelector: element,
			createElement: () => new Element(),
		},
		fetch: async (_url: string, init: { body: string }) => {
			calls.push(JSON.parse(init.body));
			const answer = answers.shift();
			if (!answer) throw new Error('offline');
			const { status, body } = answer;
			return { ok: status < 300, status, json: async () => body };
		},
	});
	runInContext(scripts.join('\n'), context);
	return { element, calls, window, run: async (code: string) => await runInContext(code, context) };
}

describe('the onboarding page', () => {
	const choose = async (answers: Answer[]) => {
		const page = openPage('onboarding/index.html', answers);
		await page.run('integrationRequest([{ a: 1 }])');
		const outcome = page.element('outcome');
		const again = outcome.children.find(({ textContent }) => textContent === 'Pass it on again');
		return { ...page, outcome, again };
	};

	it('passes a choice on, and says what was added', async () => {
		const body = { added: [{ contract: 'urn:li:contract:1', name: '' }], refused: [], problem: '' };
		const { outcome, calls, again } = await choose([{ status: 200, body }]);
		expect(calls).toEqual([{ key: 'k1', integrations: [{ a: 1 }] }]);
		expect(outcome.text).toContain('Added: contract 1.');
		expect(again).toBeUndefined();
	});

	it.each<[string, Answer[]]>([
		['n8n is busy', [{ status: 200, body: { added: [], refused: [], problem: 'Another run' } }]],
		['n8n fails', [{ status: 500, body: { problem: 'The Data Table' } }]],
		['nobody answers', []],
	])('does not lose the choice when %s', async (_when, answers) => {
		const { again, calls } = await choose(answers);
		expect(again).toBeDefined();
		await again?.onclick?.();
		expect(calls).toEqual([
			{ key: 'k1', integrations: [{ a: 1 }] },
			{ key: 'k1', integrations: [{ a: 1 }] },
		]);
	});

	it('leads back to the connect page when its key is too old', async () => {
		const { outcome, again } = await choose([{ status: 403, body: { problem: 'Not valid.' } }]);
		expect(outcome.text).toContain('Load the connect page again');
		expect(again).toBeUndefined();
	});
});

describe('the profile page', () => {
	const settings = JSON.stringify({
		apiKey: 'a',
		organization: 'urn:li:organization:1',
		callback: 'https://n8n.example.com/webhook/rsc-linked',
		platform: 'https://platform.example.com',
	});
	const told = async (call: 'linked' | 'unlinked', answers: Answer[]): Promise<string> => {
		const page = openPage('profile/index.html', answers, { search: '?candidate=C-1', settings });
		const tell = page.window[call];
		if (typeof tell !== 'function') throw new Error('The page listens to nothing');
		await tell();
		return page.element('[role=status]').textContent;
	};
	const kept = (state: string): Answer[] => [{ status: 200, body: { candidateId: 'C-1', state } }];

	it.each([
		['linked', 'linked', 'Linked, and saved.'],
		['unlinked', 'notLinked', 'Unlinked, and saved.'],
		[
			'linked',
			'notLinked',
			'Linked, but LinkedIn does not show it yet. It is found again tonight.',
		],
		[
			'unlinked',
			'linked',
			'Unlinked, but LinkedIn does not show it yet. It is found again tonight.',
		],
		['linked', 'busy', 'Linked. It is being saved already.'],
	] as const)('says of %s what LinkedIn says (%s)', async (call, state, text) => {
		expect(await told(call, kept(state))).toBe(text);
	});

	it('says that it was not saved', async () => {
		expect(await told('linked', [{ status: 500, body: {} }])).toContain('n8n answered 500');
		expect(await told('linked', [])).toContain('n8n could not be reached');
	});
});
