import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { Member } from '../../sandbox/linkedin/Members';
import type { ActivityEvent } from '../../src/linkedin/activityEvent';
import type { MortalStep } from '../../scripts/support/Mortal';
import { ActivityOffice, CONTRACT } from '../../scripts/support/ActivityOffice';

export const SEAT = 'urn:li:seat:200100000';

export const NOON = Date.UTC(2026, 10, 10, 12);

/** The first write to SmartRecruiters. */
export const AFTER_THE_NOTE = (step: MortalStep): boolean => step === 'SmartRecruiters';

export let sandbox: Sandbox;

export let office: ActivityOffice;

export let member: Member;

export const event = (change: Partial<ActivityEvent> = {}): ActivityEvent => ({
	kind: 'prospectNote',
	activityId: 'prospectNote:1',
	seat: SEAT,
	contract: CONTRACT,
	person: member.urn,
	direction: 'sent',
	subject: '',
	text: 'ev-a v1 Hello',
	happenedAtMs: NOON - 60_000,
	deleted: false,
	...change,
});

export const edited = (text = 'ev-a v2 Better', after = 30_000) =>
	event({ text, editedAtMs: NOON - 60_000 + after });

export const stub = (contact: ActivityEvent['contact'], change: Partial<ActivityEvent> = {}) =>
	event({
		kind: 'stub',
		activityId: 'stub:1',
		direction: 'received',
		text: '',
		...(contact && { contact }),
		...change,
	});

export const candidateId = () => member.candidateIds[0] ?? '';

export const notes = (id = candidateId()) => sandbox.notes.of(id).map(({ content }) => content);

export const fault = async (fault: object) => {
	await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'POST', body: JSON.stringify([fault]) });
};

export const newcomer = () =>
	sandbox.room.members.all().find((one) => one.candidateIds.length === 0)!;

export const posts = () =>
	sandbox.context.requests.summary().routes['smartrecruiters POST /smartrecruiters/messages/shares']
		?.requests ?? 0;

export const requests = () => sandbox.context.requests.summary().smartrecruiters.requests;

/** Each test gets a sandbox with one mapped seat, and a member who is a candidate. */
export function openOfficeForEach(): void {
	beforeEach(async () => {
		sandbox = await createSandbox({ people: 200, startAtMs: NOON, limits: 'off' });
		office = new ActivityOffice(sandbox);
		await office.connect();
		await office.mapSeats([SEAT]);
		await office.learnMatches();
		member = sandbox.room.members.all().find(({ candidateIds }) => candidateIds.length === 1)!;
	});
	afterEach(async () => {
		await sandbox.close();
	});
}
