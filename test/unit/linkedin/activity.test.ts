import fc from 'fast-check';
import { contentHash } from '../../../src/linkedin/activityEvent';
import { toInMail } from '../../../src/linkedin/conversationEvents';
import { finderQuery } from '../../../src/linkedin/finderQuery';
import { toStub } from '../../../src/linkedin/mailStubs';
import { MemberPace } from '../../../src/linkedin/MemberPace';
import { toProspectNote } from '../../../src/linkedin/prospectNotes';

const SEAT = 'urn:li:seat:900100200';
const CONTRACT = 'urn:li:contract:1';
const PERSON = 'urn:li:person:aB3dE_f-01';
const one = { seat: SEAT, contract: CONTRACT };
const many = { seats: [SEAT], contract: CONTRACT };

/** As the reference prints it (§9.1). */
const inMail = {
	id: 'I7000000000000000001_1000',
	threadUrn: 'urn:li:messagingThread:7000000000000000009',
	author: SEAT,
	recipients: [PERSON],
	createdAt: 1_760_000_400_000,
	content: {
		'com.linkedin.messaging.events.MailContent': { subject: 'RE: Role', body: { text: 'Hello' } },
	},
};
const note = {
	active: true,
	contract: CONTRACT,
	created: 1_760_000_500_000,
	id: 800_700_600,
	lastModified: 1_760_000_500_000,
	owner: SEAT,
	prospect: PERSON,
	note: 'Wants to move to Lyon',
};
const stub = {
	id: 5,
	owner: SEAT,
	createdAt: 1_760_000_600_000,
	candidate: {
		firstName: 'Ada',
		lastName: 'Lo',
		member: PERSON,
		emailAddress: 'ada@example.com',
		phoneNumber: '+1 555 0100',
		currentEmployerNames: ['Acme'],
		headline: 'Engineer',
	},
};

describe('an InMail', () => {
	it('is read as the reference prints it', () => {
		expect(toInMail(inMail, one)).toEqual({
			kind: 'inMail',
			activityId: 'inMail:I7000000000000000001_1000',
			seat: SEAT,
			contract: CONTRACT,
			person: PERSON,
			direction: 'sent',
			subject: 'RE: Role',
			text: 'Hello',
			happenedAtMs: 1_760_000_400_000,
			deleted: false,
		});
	});

	it('was received when the person wrote it', () => {
		const answered = { ...inMail, author: PERSON, recipients: [SEAT] };
		expect(toInMail(answered, one)).toMatchObject({ direction: 'received', person: PERSON });
	});

	it('to several people is about nobody for certain', () => {
		const several = { ...inMail, recipients: [PERSON, 'urn:li:person:zz'] };
		expect(toInMail(several, one)).not.toHaveProperty('person');
	});

	it.each([['text'], [null], [{ id: 'x' }], [[]]])('is not seen in %j', (element) => {
		expect(toInMail(element, one)).toBeUndefined();
	});
});

describe('a prospect note', () => {
	it('is read with seat and person found by their URNs', () => {
		const renamed = {
			...note,
			owner: undefined,
			prospect: undefined,
			ownedBy: SEAT,
			about: PERSON,
		};
		for (const element of [note, renamed])
			expect(toProspectNote(element, many)).toMatchObject({
				activityId: 'prospectNote:800700600',
				seat: SEAT,
				person: PERSON,
				text: 'Wants to move to Lyon',
				deleted: false,
			});
	});

	it.each([
		['content', 'Wants to move'],
		['text', { text: 'Wants to move' }],
		['body', { text: 'Wants to move' }],
	])('may call its text %s', (name, value) => {
		expect(toProspectNote({ ...note, note: undefined, [name]: value }, many)?.text).toBe(
			'Wants to move',
		);
	});

	it('takes the seat that owns it, not the one that touched it last', () => {
		const touched = { ...note, lastModified: { actor: 'urn:li:seat:7', time: 1_760_000_700_000 } };
		expect(toProspectNote(touched, many)).toMatchObject({
			seat: SEAT,
			editedAtMs: 1_760_000_700_000,
		});
	});

	it.each([{ active: false }, { visibility: 'PRIVATE' }, { visibility: { value: 'ONLY_ME' } }])(
		'is told as deleted, and says nothing any more, when it has %j',
		(change) => {
			const event = toProspectNote({ ...note, ...change }, many);
			expect(event).toMatchObject({ deleted: true, subject: '', text: '', person: PERSON });
			expect(JSON.stringify(event)).not.toContain('Lyon');
		},
	);

	it('is told with its text while the organization may see it', () => {
		const event = toProspectNote({ ...note, visibility: 'ORGANIZATION' }, many);
		expect(event).toMatchObject({ deleted: false, text: 'Wants to move to Lyon' });
	});

	it('belongs to nobody when two seats were asked for and none is named', () => {
		const nobody = { ...note, owner: undefined };
		expect(toProspectNote(nobody, { ...many, seats: [SEAT, 'urn:li:seat:7'] })).toBeUndefined();
	});
});

describe('a stub', () => {
	it('gives the contact, nested or flat', () => {
		const { candidate, ...rest } = stub;
		for (const element of [stub, { ...rest, ...candidate }])
			expect(toStub(element, many)).toMatchObject({
				activityId: 'stub:5',
				person: PERSON,
				direction: 'received',
				contact: {
					firstName: 'Ada',
					lastName: 'Lo',
					email: 'ada@example.com',
					phone: '+1 555 0100',
					company: 'Acme',
					title: 'Engineer',
				},
			});
	});

	it('without an id gets the same one every time', () => {
		const { id: _none, ...anonymous } = stub;
		const [first, second] = [toStub(anonymous, many), toStub({ ...anonymous }, many)];
		expect(first?.activityId).toBe(second?.activityId);
		expect(toStub({ ...anonymous, createdAt: 1 }, many)?.activityId).not.toBe(first?.activityId);
	});
});

describe('the name of a version', () => {
	const event = toProspectNote(note, many);
	it('changes with text, with deletion and with time, and not otherwise', () => {
		if (!event) throw new Error('unreadable');
		const name = contentHash(event);
		expect(contentHash({ ...event })).toBe(name);
		expect(contentHash({ ...event, text: 'x' })).not.toBe(name);
		expect(contentHash({ ...event, deleted: true })).not.toBe(name);
		expect(contentHash({ ...event, editedAtMs: event.happenedAtMs + 1 })).toMatch(
			/^1760000500001-/,
		);
	});
});

describe('a finder’s query', () => {
	const parameters = {
		viewer: SEAT,
		owners: ['urn:li:seat:1', 'urn:li:seat:2'],
		timeRange: { start: 1, end: 2 },
		none: undefined,
		start: 0,
	};
	it('is written in the syntax of each protocol', () => {
		expect(finderQuery('criteria', parameters, '1.0')).toBe(
			'q=criteria&viewer=urn:li:seat:900100200&owners=urn:li:seat:1&owners=urn:li:seat:2&timeRange.start=1&timeRange.end=2&start=0',
		);
		expect(finderQuery('criteria', parameters, '2.0.0')).toBe(
			'q=criteria&viewer=urn%3Ali%3Aseat%3A900100200&owners=List(urn%3Ali%3Aseat%3A1,urn%3Ali%3Aseat%3A2)&timeRange=(start:1,end:2)&start=0',
		);
	});
});

describe('the pace of a member', () => {
	it('lets no more than twelve pass in any minute, and goes on with what a run before has read', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 1, max: 12 }))),
				(steps) => {
					let pace = new MemberPace();
					let now = 1_000_000;
					const takes: Array<[number, number]> = [];
					for (const [gap, wanted] of steps) {
						now += gap;
						now += pace.waitMs(SEAT, wanted, now);
						const room = pace.room(SEAT, now);
						expect(room).toBeGreaterThanOrEqual(wanted);
						pace.took(SEAT, wanted, now);
						takes.push([now, wanted]);
						pace = new MemberPace(JSON.parse(JSON.stringify(pace.stateAt(now))));
					}
					for (const [at] of takes) {
						const inMinute = takes.filter(([other]) => other >= at && other < at + 60_000);
						expect(inMinute.reduce((sum, [, n]) => sum + n, 0)).toBeLessThanOrEqual(12);
					}
				},
			),
		);
	});
});
