import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { Member } from '../../sandbox/linkedin/Members';
import { PARKED } from '../../src/state/tables';
import { ActivityOffice, ORGANIZATION } from '../../scripts/support/ActivityOffice';

export const CONTRACT = 'urn:li:contract:2001';

export const SEAT = 'urn:li:seat:200100000';

export const NOON = Date.UTC(2026, 10, 10, 12);

export const HOUR = 3_600_000;

export let sandbox: Sandbox;

export let office: ActivityOffice;

export let member: Member;

export let noteId: number;

export const candidateId = () => member.candidateIds[0] ?? '';

export const control = async (method: string, path: string, body?: unknown) => {
	await fetch(`${sandbox.url}/_sandbox${path}`, {
		method,
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
};

export const park = async (key: string) => {
	await office.store.put(PARKED, [
		PARKED.schema.parse({
			organization: ORGANIZATION,
			recordKey: key,
			kind: key.split(':')[0],
			reason: 'Because',
			whatToDo: 'Act',
		}),
	]);
};

/** The tables are empty from here on. */
export function emptyTables(): void {
	office = new ActivityOffice(sandbox);
}

/** Before each test: a mapped seat of a connected contract, and a note of two hours ago. */
export function openBeforeEach(): void {
	beforeEach(async () => {
		sandbox = await createSandbox({ people: 120, startAtMs: NOON, limits: 'off' });
		sandbox.context.switches.set('li§4.4 task delay ms', 0);
		office = new ActivityOffice(sandbox);
		await office.connect();
		await office.mapSeats([SEAT]);
		await office.learnMatches();
		member = sandbox.room.members.all().find(({ candidateIds }) => candidateIds.length === 1)!;
		const parties = { contract: CONTRACT, seat: SEAT, person: member.urn };
		noteId = sandbox.room.activity.addNote(parties, 'ev-a v1 Hello', NOON - 2 * HOUR).id;
	});
	afterEach(async () => {
		await sandbox.close();
	});
}
