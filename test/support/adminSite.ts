import type { PageCall } from '../../src/n8n/pages/PageCall';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import { PageSite } from './PageSite';

export const USER = { user: 'ada', password: 'correct horse battery', signingSecret: '' };
export const FORM = 'application/x-www-form-urlencoded';
export const basic = (user: string, password: string): string =>
	`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
export const SIGNED_IN = { authorization: basic(USER.user, USER.password) };

export const credentials = { rscPagesApi: { ...USER } };
export const site = new PageSite({
	pages: [
		{ trigger: { trigger: 'page', path: 'rsc-connect' } },
		{ trigger: { trigger: 'page', path: 'rsc-status' } },
		{
			trigger: {
				trigger: 'callback',
				path: 'rsc-chosen',
				purpose: 'contractChosen',
				allowedOrigin: 'https://careers.example.com',
			},
		},
		{
			trigger: {
				trigger: 'callback',
				path: 'rsc-linked',
				purpose: 'profileLink',
				allowedOrigin: 'https://careers.example.com/',
			},
		},
		{
			trigger: {
				trigger: 'callback',
				path: 'rsc-unset',
				purpose: 'contractChosen',
				allowedOrigin: '',
			},
		},
	],
	credentials,
	tables: new MemoryDataTables(),
});

export const open = async (query = ''): Promise<PageCall> =>
	(await (
		await fetch(`${site.url}/rsc-connect${query}`, { headers: SIGNED_IN })
	).json()) as PageCall;
export const post = async (
	fields: Record<string, string> | Array<[string, string]>,
	headers: Record<string, string> = {},
	path = 'rsc-connect',
): Promise<Response> =>
	await fetch(`${site.url}/${path}`, {
		method: 'POST',
		headers: { ...SIGNED_IN, 'content-type': FORM, ...headers },
		body: new URLSearchParams(fields).toString(),
	});

/** Opens the site for all tests, signed in with the same password before each. */
export function openForAll(): void {
	beforeAll(async () => site.start());
	afterAll(async () => site.close());
	beforeEach(() => {
		site.started.length = 0;
		credentials.rscPagesApi.password = USER.password;
		credentials.rscPagesApi.user = USER.user;
	});
	afterEach(() => {
		jest.useRealTimers();
		expect(site.failed).toEqual([]);
	});
}
