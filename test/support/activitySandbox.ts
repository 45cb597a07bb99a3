import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { linkedInToken } from '../../scripts/support/linkedInToken';

export let sandbox: Sandbox;

export let token: string;

export const CONTRACT = 'urn:li:contract:2001';

export const SEAT = 'urn:li:seat:200100000';

export const OTHER = 'urn:li:seat:200100001';

export const NOON = Date.UTC(2026, 10, 10, 12);

export async function control(method: string, path: string, body?: object) {
	const response = await fetch(`${sandbox.url}/_sandbox${path}`, {
		method,
		...(body && { body: JSON.stringify(body) }),
	});
	return JSON.parse(await response.text());
}

export const person = () => {
	const member = sandbox.room.members.all().find(({ candidateIds }) => candidateIds.length === 1);
	if (!member) throw new Error('Nobody');
	return member;
};

export const write = (atMs: number, text = 'Note', shared = true, seat = SEAT) =>
	sandbox.room.activity.addNote(
		{ contract: CONTRACT, seat, person: person().urn },
		text,
		atMs,
		shared,
	);

/** Opens a sandbox before each test. */
export function openBeforeEach(): void {
	beforeEach(async () => {
		sandbox = await createSandbox({ people: 120, startAtMs: NOON });
		token = await linkedInToken(sandbox);
	});
	afterEach(async () => {
		await sandbox.close();
	});
}
