import { signatureOf as linkedInSignature } from '../../src/linkedin/signature';
import { signatureOf as smartRecruitersSignature } from '../../src/smartrecruiters/signature';
import type { Call } from './AttackScene';

export interface HostileCall {
	name: string;
	path: string;
	/** What may be answered; nothing else. */
	statuses: readonly number[];
	/** One call in so many of its kind is made: large ones are rare. */
	every?: number;
	make: (number: number) => Call;
}

/** What somebody may have got hold of, without being LinkedIn, SmartRecruiters or an admin. */
export interface Loot {
	pushes: string;
	changes: string;
	/** The origin of the customer's own site. */
	site: string;
	/** A push and an event that were accepted before. */
	oldPush: Call;
	oldEvent: Call;
	/** An event that SmartRecruiters signed, with a time that is none. */
	oddEvent: Call;
}

export const PAGES = [
	'rsc-connect',
	'rsc-status',
	'rsc-map-people',
	'rsc-exports',
	'rsc-why',
	'rsc-profile-page',
	'rsc-disconnect',
] as const;
export const CALLBACKS = ['rsc-chosen', 'rsc-profile'] as const;

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };
const XML = { 'content-type': 'application/xml' };
const MULTIPART = 'multipart/form-data; boundary=x';
const FORGED = `${Buffer.from('["page rsc-status","admin","",9999999999999,"x"]').toString('base64url')}.${'A'.repeat(43)}`;
/** n8n's one reader of XML mixes calls up that come at once: a good one is taken for another's broken one. */
const N8N_XML = 422;
/** n8n's own answer to a call with an `Origin` and a method that a webhook does not have. */
const N8N_CORS = 500;
const POISON = '{"__proto__":{"user":"admin"},"constructor":{"prototype":{"key":1}}}';

/** A file in a form, byte for byte: the same for every call, and without a length of its own. */
export function upload(bytes: number): string {
	return `--x\r\nContent-Disposition: form-data; name="f"; filename="cv.pdf"\r\nContent-Type: application/pdf\r\n\r\n${'A'.repeat(bytes)}\r\n--x--\r\n`;
}

/** Everything that is refused, at every address that the workflows open. Statuses 404, 413 and 422 may be n8n's own. */
export function hostileCalls(loot: Loot): HostileCall[] {
	return [
		...PAGES.flatMap((page) => atPage(`/webhook/${page}`)),
		...CALLBACKS.flatMap((callback) => atCallback(`/webhook/${callback}`, loot.site)),
		...atPushes(loot),
		...atChanges(loot),
	];
}

function atPage(path: string): HostileCall[] {
	const post = (
		name: string,
		headers: Record<string, string>,
		body: string,
		statuses: readonly number[],
		every = 1,
	): HostileCall => ({
		...{ name: `page: ${name}`, path, statuses, every },
		make: () => ({ method: 'POST', headers, body }),
	});
	return [
		{ name: 'page: nobody', path, statuses: [401], make: () => ({}) },
		{
			name: 'page: a guessed password',
			path,
			statuses: [401],
			make: (at) => ({ headers: { authorization: `Basic ${btoa(`admin:password${at}`)}` } }),
		},
		{
			name: 'page: a broken header',
			path,
			statuses: [401],
			make: () => ({ headers: { authorization: `Basic ${' '.repeat(3_000)}!` } }),
		},
		{
			name: 'page: odd parameters',
			path: `${path}?__proto__[user]=admin&constructor=1&key=${'%2e'.repeat(300)}`,
			statuses: [401],
			make: () => ({}),
		},
		post('a forged key', FORM, `key=${FORGED}&action=disconnect`, [401]),
		post('no key', FORM, 'action=disconnect&confirmation=DISCONNECT', [401]),
		post('JSON', JSON_TYPE, POISON, [401]),
		post('XML', XML, '<a>1</a>', [401, N8N_XML]),
		post('broken XML', XML, '<a', [401, N8N_XML]),
		post('a file', { 'content-type': MULTIPART }, upload(2_000), [401]),
		post('a large file', { 'content-type': MULTIPART }, upload(3_000_000), [400, 401, 413], 200),
		post('a large form', FORM, `key=${'x'.repeat(1_200_000)}`, [401, 413], 200),
		{ name: 'page: DELETE', path, statuses: [404], make: () => ({ method: 'DELETE' }) },
	];
}

function atCallback(path: string, site: string): HostileCall[] {
	const post = (
		name: string,
		headers: Record<string, string>,
		body: string,
		statuses: readonly number[],
	): HostileCall => ({
		...{ name: `callback: ${name}`, path, statuses },
		make: () => ({ method: 'POST', headers, body }),
	});
	const ours = { origin: site };
	return [
		post('no site', JSON_TYPE, '{}', [403]),
		post('another site', { ...JSON_TYPE, origin: 'https://evil.example' }, '{}', [403]),
		post('no key', { ...JSON_TYPE, ...ours }, '{"integrations":[]}', [403]),
		post('a forged key', { ...JSON_TYPE, ...ours }, `{"key":"${FORGED}"}`, [403]),
		post('poison', { ...JSON_TYPE, ...ours }, POISON, [403]),
		post('a list', { ...JSON_TYPE, ...ours }, '[]', [415]),
		post('XML', { ...XML, ...ours }, '<a>1</a>', [415, N8N_XML]),
		post('a file', { 'content-type': MULTIPART, ...ours }, upload(2_000), [415]),
		post('too much', { ...JSON_TYPE, ...ours }, `{"a":"${'x'.repeat(70_000)}"}`, [413]),
		{ name: 'callback: GET', path, statuses: [404, N8N_CORS], make: () => ({ headers: ours }) },
	];
}

function atPushes({ pushes: path, oldPush }: Loot): HostileCall[] {
	const text = '{"id":"R-attack","type":"EXPORT_CANDIDATE_PROFILE"}';
	const signed = (headers: Record<string, string>, body: string): Call => ({
		method: 'POST',
		headers: { 'x-li-signature': linkedInSignature(body, 'guessed'), ...headers },
		body,
	});
	const one = (name: string, statuses: readonly number[], make: (at: number) => Call) => ({
		...{ name: `push: ${name}`, path, statuses, make },
	});
	return [
		one('unsigned', [401], () => ({ method: 'POST', headers: JSON_TYPE, body: text })),
		one('a guessed secret', [401], (at) => signed(JSON_TYPE, text.replace('attack', String(at)))),
		one('no JSON', [401, 422], () => signed(JSON_TYPE, text.slice(1))),
		one('XML', [401, N8N_XML], () => signed(XML, '<a>1</a>')),
		one('text', [401], () => signed({ 'content-type': 'text/plain' }, text)),
		one('a file', [415], () => signed({ 'content-type': MULTIPART }, upload(2_000))),
		one('too large', [413], () => signed(JSON_TYPE, JSON.stringify('x'.repeat(70_000)))),
		one('a replay', [200], () => oldPush),
		{
			...one('a challenge that is a notification', [400], () => ({})),
			path: `${path}?challengeCode=${encodeURIComponent(text)}`,
		},
	];
}

function atChanges({ changes: path, oldEvent, oddEvent }: Loot): HostileCall[] {
	const text = '{"candidate_id":"C1"}';
	const signed = (more: Record<string, string>, body: string): Call => {
		const headers: Record<string, string> = {
			...JSON_TYPE,
			...{ 'event-id': 'E-attack', 'event-name': 'candidate.updated', 'event-version': 'v1' },
			...more,
		};
		const signature = smartRecruitersSignature(headers, Buffer.from(body), 'guessed');
		return {
			method: 'POST',
			headers: { ...headers, 'smartrecruiters-signature': `v1=${signature}` },
			body,
		};
	};
	const one = (name: string, statuses: readonly number[], make: (at: number) => Call) => ({
		...{ name: `event: ${name}`, path, statuses, make },
	});
	return [
		one('unsigned', [401], () => ({ method: 'POST', headers: JSON_TYPE, body: text })),
		one('a guessed key', [401], (at) => signed({ 'event-id': `E${at}` }, text)),
		one('XML', [401, N8N_XML], () => signed(XML, '<a>1</a>')),
		one('a file', [415], () => signed({ 'content-type': MULTIPART }, upload(2_000))),
		one('a file, unsigned', [401], () => ({
			...{ method: 'POST', headers: { 'content-type': MULTIPART }, body: upload(2_000) },
		})),
		one('too large', [413], () => signed({}, JSON.stringify({ a: 'x'.repeat(70_000) }))),
		one('a replay', [202], () => oldEvent),
		one('a time that is none', [202], () => oddEvent),
		one('a handshake without a secret', [401], () => ({
			...{ method: 'POST', headers: { 'x-hook-secret': `a ${'b'.repeat(600)}` } },
		})),
	];
}
