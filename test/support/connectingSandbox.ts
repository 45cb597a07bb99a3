import { call, ORGANIZATION, sandbox } from './linkedInSandbox';

/** Nothing is requested yet. */
export const NOT_CONNECTED = { people: 20, connected: false };

export const REST = { 'linkedin-version': '202603' };

/** A person at LinkedIn's pages, without a browser. */
export async function signInPerson(
	email: string,
): Promise<(path: string, form?: object) => Promise<Page>> {
	const login = await fetch(`${sandbox.linkedInUrl}/login`, {
		method: 'POST',
		body: new URLSearchParams({ email }),
		redirect: 'manual',
	});
	const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
	return async (path, form) => {
		const response = await fetch(sandbox.linkedInUrl + path, {
			method: form ? 'POST' : 'GET',
			headers: { cookie },
			redirect: 'manual',
			...(form && { body: new URLSearchParams(Object.entries(form)) }),
		});
		return { status: response.status, text: await response.text() };
	};
}

export interface Page {
	status: number;
	text: string;
}

const BOTH = 'RECRUITER_SYSTEM_CONNECT_COMPANY,RECRUITER_SYSTEM_CONNECT_CONTRACT';

export const connectPath = (
	choice: { key?: string; origin?: string; types?: string } = {},
): string =>
	`/rsc/connect?${new URLSearchParams({
		api_key: choice.key ?? 'sandbox-child',
		origin: choice.origin ?? 'http://localhost:8080',
		types: choice.types ?? BOTH,
	}).toString()}`;

/** What the widget hands to the hosting page. */
export function handedOver({ text }: Page): unknown[] {
	const found = /postMessage\((\{.*\}), window/.exec(text)?.[1];
	return JSON.parse(found ?? '{"elements":[]}').elements;
}

export async function request(email: string, contract: string): Promise<unknown[]> {
	const visit = await signInPerson(email);
	return handedOver(await visit(connectPath(), { contract }));
}

export const key = (type: string, context = ORGANIZATION, v2 = true): string =>
	`integrationContext=${context}&integrationType=${type}&tenantType=RECRUITER${v2 ? '&dataProvider=ATS' : ''}`;

export const ids = (...keys: string[]): string =>
	keys.flatMap((one, at) => one.split('&').map((part) => `ids[${at}].${part}`)).join('&');

export const setCallback = async (url: string) =>
	await call(
		'PUT',
		`/v2/atsIntegrations/${key('ONE_CLICK_EXPORT')}/configurations?ids=CALLBACK_URL`,
		{ entities: { CALLBACK_URL: { configurationValue: { string: url } } } },
		{ 'x-restli-method': 'batch_update' },
	);
