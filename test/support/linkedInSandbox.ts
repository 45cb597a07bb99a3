import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/createSandbox';
import { linkedInToken } from '../../scripts/support/linkedInToken';

/** That of the test. */
export let sandbox: Sandbox;

/** Of the application that `call` acts as. */
export let token: string;

export const ORGANIZATION = 'urn:li:organization:1000';

export const signIn = async (id?: string, secret?: string): Promise<string> =>
	await linkedInToken(sandbox, id, secret);

/** From now on, `call` acts as this application; without one, as the customer's. */
export async function actAs(id?: string): Promise<void> {
	token = await signIn(id);
}

/** Calls LinkedIn's API. */
export async function call(
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
) {
	const response = await fetch(sandbox.linkedInUrl + path, {
		method,
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
		...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
	const text = await response.text();
	return { status: response.status, body: text ? JSON.parse(text) : undefined };
}

export const v2Key = (id: string, name = 'atsCandidateId') =>
	`${name}=${id}&dataProvider=ATS&integrationContext=${ORGANIZATION}`;

export const v2Ids = (ids: string[], name = 'atsCandidateId') =>
	ids
		.map(
			(id, at) =>
				`ids[${at}].${name}=${id}&ids[${at}].dataProvider=ATS&ids[${at}].integrationContext=${ORGANIZATION}`,
		)
		.join('&');

export const person = {
	firstName: 'Ada',
	lastName: 'Lo',
	emailAddresses: ['ada.lo@example.com'],
	addresses: [],
	phoneNumbers: [],
	externalProfileUrl: 'https://ats.example.com/1',
	atsCreatedAt: 1,
	atsLastModifiedAt: 2,
};

export const UPSERT = { 'x-restli-method': 'batch_update' };

export const putPeople = async (
	people: Record<string, object>,
	headers: Record<string, string> = UPSERT,
) =>
	await call(
		'PUT',
		`/v2/atsCandidates?${v2Ids(Object.keys(people))}`,
		{
			entities: Object.fromEntries(
				Object.entries(people).map(([id, fields]) => [v2Key(id), fields]),
			),
		},
		headers,
	);

/** Another sandbox in place of that of the test. */
export async function open(options: SandboxOptions): Promise<void> {
	sandbox = await createSandbox(options);
	await actAs();
}

/** Each test gets a sandbox, and acts as its customer's application. */
export function openSandboxForEach(options: SandboxOptions = { people: 30 }): void {
	beforeEach(async () => {
		await open(options);
	});
	afterEach(async () => {
		await sandbox.close();
	});
}
