import type { Sandbox } from '../../sandbox/createSandbox';

export const NOW = Date.UTC(2026, 10, 12, 12);
export const ORGANIZATION = 'urn:li:organization:1000';
export const CONTRACT = 'urn:li:contract:2001';
export const POSTMAN = 'https://app.getpostman.com/oauth2/callback';

/** Where the requests go, and what later ones take from earlier answers. */
export const scene: { sandbox: Sandbox | undefined; seen: Record<string, string> } = {
	sandbox: undefined,
	seen: {},
};
export const { seen } = scene;
export function sandboxOfCollection(): Sandbox {
	if (!scene.sandbox) throw new Error('No sandbox is open');
	return scene.sandbox;
}

export interface Row {
	name: string;
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: string | (() => string);
	/** Default: the customer's application. */
	as?: 'parent' | 'member';
	restli?: 'batch_update' | 'batch_partial_update' | 'batch_create';
	body?: () => object;
	form?: Record<string, string>;
	/** Default 200. */
	status?: number;
	/** What the answer must hold. */
	holds?: () => object;
	learn?: (body: Record<string, unknown>) => void;
}

export const idsOf = (...keys: string[]) =>
	keys
		.map((key, at) =>
			key
				.split('&')
				.map((part) => `ids[${at}].${part}`)
				.join('&'),
		)
		.join('&');
/** Keys come back with their parts in alphabetical order. */
export const written = (key: string) => key.split('&').sort().join('&');
export const done = (...keys: string[]) => ({
	errors: {},
	results: Object.fromEntries(keys.map((key) => [written(key), { status: 204 }])),
});
export const gone = (...keys: string[]) => ({
	errors: Object.fromEntries(keys.map((key) => [written(key), { status: 404 }])),
	results: {},
});
