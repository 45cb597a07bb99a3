import { z } from 'zod';
import { ContractActivate } from '../../nodes/ContractActivate/ContractActivate.node';
import { ExportCandidate } from '../../nodes/ExportCandidate/ExportCandidate.node';
import { RecruiterActivity } from '../../nodes/RecruiterActivity/RecruiterActivity.node';
import { UserMapper } from '../../nodes/UserMapper/UserMapper.node';
import {
	callback,
	openSiteForEach,
	ORIGIN,
	SIGNED_IN,
	site,
	tables,
	USER,
} from '../support/contractPages';

const FORM = 'application/x-www-form-urlencoded';
const PAGES = [
	['connectPage', new ContractActivate(), 'page'],
	['statusPage', new ContractActivate(), 'page'],
	['disconnectPage', new ContractActivate(), 'page'],
	['profilePage', new ContractActivate(), 'page'],
	['decisionsPage', new ExportCandidate(), ''],
	['explainPage', new RecruiterActivity(), ''],
	['mappingPage', new UserMapper(), ''],
] as const;
const CALLBACKS = ['contractChosen', 'profileLink'];

openSiteForEach(
	[
		...PAGES.map(([operation, type, resource]) => ({
			trigger: { trigger: 'page', path: operation },
			type,
			parameters: {
				operation,
				...(resource !== '' && { resource }),
				profilePage: `${ORIGIN}/profile/`,
			},
		})),
		...CALLBACKS.map((purpose) => callback(purpose, purpose)),
	],
	{ people: 5 },
);

const at = (path: string): string => `${site.url}/${path}?candidate=C-1`;
async function call(
	path: string,
	init: RequestInit = {},
): Promise<{ status: number; headers: Headers }> {
	const answer = await fetch(at(path), { headers: SIGNED_IN, redirect: 'manual', ...init });
	await answer.arrayBuffer();
	return answer;
}

function expectPrivate({ headers }: { headers: Headers }): void {
	expect({
		cache: headers.get('cache-control'),
		referrer: headers.get('referrer-policy'),
		sniff: headers.get('x-content-type-options'),
	}).toEqual({ cache: 'no-store', referrer: 'no-referrer', sniff: 'nosniff' });
}

describe.each(PAGES.map(([operation]) => [operation]))('the answers of %s', (path) => {
	it('are kept by no browser, told to no site and shown in no frame, refusals and failures included', async () => {
		const shown = await call(path);
		expect([200, 303]).toContain(shown.status);
		const key = z.object({ key: z.string() }).parse(site.started[0]?.json).key;
		const post = async (fields: Record<string, string>) =>
			await call(path, {
				method: 'POST',
				headers: { ...SIGNED_IN, 'content-type': FORM },
				body: new URLSearchParams(fields).toString(),
			});
		const answers = [
			shown,
			await post({ key: key, action: 'x' }),
			await post({ key: 'wrong' }),
			await call(path, { headers: {} }),
			await call(path, { method: 'POST', headers: { ...SIGNED_IN, 'content-type': 'text/xml' } }),
		];
		tables.before = () => {
			throw new Error('no tables');
		};
		answers.push(await call(path), await post({ key: key, action: 'x' }));
		for (const answer of answers) {
			expectPrivate(answer);
			expect(answer.headers.get('x-frame-options')).toBe('DENY');
		}
	});

	it('start nothing that holds a header of the call', async () => {
		await call(path, { headers: { ...SIGNED_IN, cookie: 'n8n-auth=abc', 'x-odd': 'odd-header' } });
		const started = JSON.stringify(site.started);
		expect(site.started).toHaveLength(1);
		for (const held of ['n8n-auth', 'odd-header', USER.password, SIGNED_IN.authorization.slice(6)])
			expect(started).not.toContain(held);
	});
});

it.each(CALLBACKS)('%s answers its page with nothing that is kept or told', async (path) => {
	const page = await fetch(at('connectPage'), { headers: SIGNED_IN });
	await page.arrayBuffer();
	const keys = Object(site.started[0]?.json.callbackKeys);
	const post = async (key: string) =>
		await call(path, {
			method: 'POST',
			headers: { origin: ORIGIN, 'content-type': 'application/json' },
			body: JSON.stringify({ key }),
		});
	const answers = [await post('wrong'), await post(String(keys[path]))];
	tables.before = () => {
		throw new Error('no tables');
	};
	answers.push(await post(String(keys[path])));
	expect(answers.map(({ status }) => status)).toEqual([403, expect.any(Number), 500]);
	for (const answer of answers) expectPrivate(answer);
});
