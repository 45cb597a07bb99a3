import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { Member } from '../../sandbox/linkedin/Members';
import type { ActivityEvent } from '../../src/linkedin/activityEvent';
import { ActivityRig, Killed } from '../support/ActivityRig';

const CONTRACT = 'urn:li:contract:2001';
const SEAT = 'urn:li:seat:200100000';
const NOON = Date.UTC(2026, 10, 10, 12);
let sandbox: Sandbox;
let rig: ActivityRig;
let member: Member;

beforeEach(async () => {
	sandbox = await createSandbox({ people: 200, startAtMs: NOON, limits: 'off' });
	rig = new ActivityRig(sandbox, CONTRACT, [SEAT], new Set([SEAT]));
	rig.learnMatches();
	member = sandbox.room.members.all().find(({ candidateIds }) => candidateIds.length === 1)!;
});
afterEach(async () => {
	await sandbox.close();
});

const event = (change: Partial<ActivityEvent> = {}): ActivityEvent => ({
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
const edited = (text = 'ev-a v2 Better', after = 30_000) =>
	event({ text, editedAtMs: NOON - 60_000 + after });
const stub = (contact: ActivityEvent['contact'], change: Partial<ActivityEvent> = {}) =>
	event({
		kind: 'stub',
		activityId: 'stub:1',
		direction: 'received',
		text: '',
		...(contact && { contact }),
		...change,
	});
const known = (id: string, knownBy = 'match') => ({ candidateId: id, knownBy });
const candidateId = () => member.candidateIds[0] ?? '';
const notes = (id = candidateId()) => sandbox.notes.of(id).map(({ content }) => content);
const fault = async (fault: object) => {
	await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'POST', body: JSON.stringify([fault]) });
};
const set = (name: string, value: boolean) => {
	sandbox.context.switches.set(name, value);
};
const posts = () =>
	sandbox.context.requests.summary().routes['smartrecruiters POST /smartrecruiters/messages/shares']
		?.requests ?? 0;
const requests = () => sandbox.context.requests.summary().smartrecruiters.requests;

describe('writing', () => {
	it('puts a note on the candidate, open to those who may see the candidate, and tells the ledger', async () => {
		await rig.deliver([event()]);
		expect(sandbox.notes.of(candidateId())).toEqual([
			expect.objectContaining({ visibility: 'OPEN', mailed: [], candidateIds: [candidateId()] }),
		]);
		const row = rig.ledger.get('prospectNote:1');
		expect(row).toMatchObject({
			state: 'written',
			candidateId: candidateId(),
			seat: SEAT,
			happenedAt: '2026-11-10T11:59:00.000Z',
		});
		expect(row?.lagSeconds).toBeGreaterThanOrEqual(60);
		expect(row?.lagSeconds).toBeLessThan(70);
		expect(JSON.parse(row?.noteIds ?? '')).toEqual([
			expect.objectContaining({ id: sandbox.notes.all()[0]?.id, part: 1 }),
		]);
	});

	it('does nothing a second time, and asks nobody', async () => {
		await rig.deliver([event()]);
		const before = requests();
		await rig.deliver([event(), event({ editedAtMs: NOON })]);
		expect(notes()).toHaveLength(1);
		expect(posts()).toBe(1);
		await rig.deliver([event()]);
		expect(requests()).toBe(before);
	});

	it('replaces the note when the original is edited, and removes it when that is deleted', async () => {
		await rig.deliver([event()]);
		await rig.deliver([edited()]);
		expect(notes()).toEqual([expect.stringContaining('ev-a v2 Better')]);
		await rig.deliver([event({ deleted: true, editedAtMs: NOON })]);
		expect(notes()).toEqual([]);
		expect(rig.ledger.get('prospectNote:1')).toMatchObject({ state: 'deleted', noteIds: '[]' });
	});

	it('never lets an old reading undo a newer one', async () => {
		await rig.deliver([edited()]);
		await rig.deliver([event()]);
		expect(notes()).toEqual([expect.stringContaining('v2')]);
		await rig.deliver([event({ deleted: true, editedAtMs: NOON })]);
		await rig.deliver([edited()]);
		expect(notes()).toEqual([]);
	});

	it('writes nothing for what was deleted before it was seen', async () => {
		await rig.deliver([event({ deleted: true })]);
		expect(requests()).toBe(0);
		expect(rig.ledger.get('prospectNote:1')?.state).toBe('deleted');
	});

	it('moves the note when the person turns out to be another candidate', async () => {
		await rig.deliver([event()]);
		const other = sandbox.room.members.all().find((one) => one !== member && one.candidateIds[0]);
		rig.people.set(member.urn, [{ candidateId: other?.candidateIds[0] ?? '', knownBy: 'match' }]);
		await rig.deliver([event()]);
		expect(notes()).toEqual([]);
		expect(notes(other?.candidateIds[0])).toHaveLength(1);
	});

	it('splits a long text, and replaces all its parts', async () => {
		const long = (version: string) => `ev-a ${version} ${'many words here '.repeat(1500)}`;
		await rig.deliver([event({ text: long('v1') })]);
		expect(notes()).toHaveLength(3);
		await rig.deliver([edited(long('v2'))]);
		expect(notes()).toHaveLength(3);
		expect(notes().join('')).not.toContain('v1');
		await rig.deliver([event({ text: 'ev-a v3 short', editedAtMs: NOON })]);
		expect(notes()).toHaveLength(1);
	});

	it('leaves out seats that are not mapped', async () => {
		await rig.deliver([event({ seat: 'urn:li:seat:200100001' })]);
		expect([requests(), rig.ledger.size]).toEqual([0, 0]);
	});
});

describe('when nobody knows whether a note was written', () => {
	it.each([
		['lost', {}],
		['cutOff', {}],
		['status', { status: 504 }],
	])('it looks, and writes no second one (%s)', async (kind, more) => {
		await fault({ vendor: 'smartrecruiters', method: 'POST', path: 'shares', kind, ...more });
		await rig.deliver([event()]);
		await rig.retryParked();
		expect(notes()).toHaveLength(1);
		expect(rig.ledger.get('prospectNote:1')?.state).toBe('written');
		expect(rig.parked.size).toBe(0);
	});

	it.each([['marked'], ['wrote']] as const)(
		'a kill right after "%s" doubles nothing and loses nothing',
		async (when) => {
			rig.at = (step) => {
				if (step === when) throw new Killed();
			};
			await expect(rig.deliver([event()])).rejects.toThrow(Killed);
			expect(rig.ledger.get('prospectNote:1')?.state).toBe('writing');
			rig.at = () => undefined;
			await rig.deliver([event()]);
			expect(notes()).toHaveLength(1);
			expect(posts()).toBe(1);
			expect(rig.ledger.get('prospectNote:1')?.state).toBe('written');
		},
	);

	it('finds its mark among hundreds of notes, however SmartRecruiters pages them', async () => {
		for (const header of [true, false]) {
			set('sr§7.2 next page in header only', header);
			for (const wrap of [true, false]) {
				set('sr§7.2 wrap messages', wrap || !header);
				const activityId = `prospectNote:${header}${wrap}`;
				rig.at = (step) => {
					if (step === 'wrote') throw new Killed();
				};
				await expect(rig.deliver([event({ activityId })])).rejects.toThrow(Killed);
				for (let one = 0; one < 150; one += 1)
					sandbox.notes.add({
						id: `${activityId} ${one}`,
						content: 'Something else',
						createdOn: NOON,
						visibility: 'OPEN',
						candidateIds: [candidateId()],
						mailed: [],
					});
				rig.at = () => undefined;
				await rig.deliver([event({ activityId })]);
				expect(rig.ledger.get(activityId)?.state).toBe('written');
			}
		}
		expect(posts()).toBe(4);
	});

	it('writes only the parts that are missing', async () => {
		const text = `ev-a v1 ${'many words here '.repeat(1500)}`;
		await fault({
			vendor: 'smartrecruiters',
			method: 'POST',
			path: 'shares',
			kind: 'status',
			status: 503,
			skip: 1,
		});
		await rig.deliver([event({ text })]);
		expect(notes()).toHaveLength(1);
		expect(rig.parkedByCode()).toEqual({ NOT_SETTLED: 1 });
		await rig.retryParked();
		expect(notes()).toHaveLength(3);
		expect(rig.parked.size).toBe(0);
	});

	it('tells people what to remove by hand when the id of an older note was lost', async () => {
		await fault({ vendor: 'smartrecruiters', method: 'POST', path: 'shares', kind: 'lost' });
		await rig.deliver([event()]);
		await rig.deliver([edited()]);
		expect(rig.parkedByCode()).toEqual({ REMOVE_BY_HAND: 1 });
		expect(notes()[1]).toContain('Replaces an earlier note that could not be removed.');
		expect(rig.ledger.get('prospectNote:1')?.state).toBe('written');
		const before = requests();
		await rig.retryParked();
		expect(requests()).toBe(before);

		// A later edit does not forget it, until somebody has removed it.
		await rig.deliver([edited('ev-a v3 Best', 40_000)]);
		expect(rig.parkedByCode()).toEqual({ REMOVE_BY_HAND: 1 });
		const [first] = sandbox.notes.of(candidateId());
		expect(first?.content).toContain('v1');
		sandbox.notes.remove(first?.id ?? '');
		await rig.deliver([event({ deleted: true, editedAtMs: NOON })]);
		expect(notes()).toEqual([]);
		expect(rig.parked.size).toBe(0);
	});

	it('can replace such a note where SmartRecruiters tells ids', async () => {
		set('sr§7.2 messages have ids', true);
		await fault({ vendor: 'smartrecruiters', method: 'POST', path: 'shares', kind: 'lost' });
		await rig.deliver([event()]);
		await rig.deliver([edited()]);
		expect(notes()).toEqual([expect.stringContaining('v2')]);
		expect(rig.parked.size).toBe(0);
	});

	it('writes nothing more when it may not look', async () => {
		rig.at = (step) => {
			if (step === 'wrote') throw new Killed();
		};
		await expect(rig.deliver([event()])).rejects.toThrow(Killed);
		rig.at = () => undefined;
		await fault({
			vendor: 'smartrecruiters',
			method: 'GET',
			path: '/messages',
			kind: 'status',
			status: 403,
		});
		await rig.deliver([event()]);
		expect(rig.parkedByCode()).toEqual({ CANNOT_LOOK: 1 });
		expect(notes()).toHaveLength(1);
	});
});

describe('who it is', () => {
	const stranger = () => sandbox.room.members.all().find((one) => one.candidateIds.length === 0)!;

	it('is never guessed: unknown and ambiguous people get nothing, and one review item each', async () => {
		rig.people.set('urn:li:person:two', [known('a'), known('b')]);
		rig.people.set('urn:li:person:flagged', [known('')]);
		const people = [
			undefined,
			'urn:li:person:nobody',
			'urn:li:person:two',
			'urn:li:person:flagged',
		];
		const events = people.map((person, at) => {
			const { person: _person, ...rest } = event({ activityId: `prospectNote:${at}` });
			return person ? { ...rest, person } : rest;
		});
		await rig.deliver(events);
		await rig.retryParked();
		expect(rig.parkedByCode()).toEqual({ NO_PERSON: 1, PERSON_UNKNOWN: 1, PERSON_AMBIGUOUS: 2 });
		expect([posts(), sandbox.notes.all().length]).toEqual([0, 0]);
		expect(rig.ledger.get('prospectNote:1')?.state).toBe('waiting');
	});

	it('is told by the link that a recruiter set, where LinkedIn recognises several', async () => {
		rig.people.set(member.urn, [known('other'), known(candidateId())]);
		await rig.deliver([event()]);
		expect(rig.parkedByCode()).toEqual({ PERSON_AMBIGUOUS: 1 });
		rig.people.get(member.urn)?.push(known(candidateId(), 'by hand'));
		await rig.retryParked();
		expect(notes()).toHaveLength(1);
	});

	it('follows by itself once the person is known', async () => {
		rig.people.delete(member.urn);
		await rig.deliver([event()]);
		rig.learnMatches();
		await rig.retryParked();
		expect(notes()).toHaveLength(1);
		expect(rig.parked.size).toBe(0);
	});

	it('is told by shared contact details, for everything else of the same run as well', async () => {
		rig.people.delete(member.urn);
		const { firstName, lastName, email } = member;
		await rig.deliver([event(), stub({ firstName, lastName, email })]);
		expect(notes()).toHaveLength(2);
		expect(rig.people.get(member.urn)).toEqual([known(candidateId(), 'stub')]);
	});

	it.each([
		['another person’s name', { firstName: 'Quite', lastName: 'Another' }, 'NAME_DIFFERS'],
		['a spouse’s name', { firstName: 'Quite' }, 'NAME_DIFFERS'],
		['an unknown address', { email: 'nobody@example.com' }, 'PERSON_UNKNOWN'],
	])('is not told by an address with %s', async (_title, change, code) => {
		rig.people.delete(member.urn);
		const { firstName, lastName, email } = member;
		await rig.deliver([stub({ firstName, lastName, email, ...change })]);
		expect(rig.parkedByCode()).toEqual({ [code]: 1 });
		expect(sandbox.notes.all()).toEqual([]);
	});

	it('is told by an address in other case, with the name written otherwise', async () => {
		rig.people.delete(member.urn);
		const { firstName, lastName, email } = member;
		await rig.deliver([
			stub({
				firstName: firstName.toUpperCase(),
				lastName: `van ${lastName}`,
				email: email.toUpperCase(),
			}),
		]);
		expect(notes()).toHaveLength(1);
	});

	it('has left: a candidate who is gone is a case for people', async () => {
		sandbox.context.company.deleteCandidate(candidateId());
		await rig.deliver([event()]);
		expect(rig.parkedByCode()).toEqual({ CANDIDATE_GONE: 1 });
		expect(posts()).toBe(0);
	});

	it('becomes a candidate only when that is wished, once', async () => {
		const { urn, firstName, lastName, email } = stranger();
		const shared = stub({ firstName, lastName, email }, { person: urn });
		await rig.deliver([shared]);
		expect(rig.parkedByCode()).toEqual({ PERSON_UNKNOWN: 1 });
		const creating = new ActivityRig(sandbox, CONTRACT, [SEAT], new Set([SEAT]), {
			createCandidates: true,
			tags: ['linkedin-rsc'],
		});
		await creating.deliver([shared, event({ person: urn, activityId: 'prospectNote:2' })]);
		await creating.deliver([
			stub({ firstName, lastName, email }, { person: urn, activityId: 'stub:2' }),
		]);
		const [{ candidateId: id = '' } = {}] = creating.people.get(urn) ?? [];
		expect(sandbox.context.company.candidateById(id)).toMatchObject({
			firstName,
			email,
			tags: ['linkedin-rsc'],
		});
		expect(notes(id)).toHaveLength(3);
		expect(
			[...sandbox.context.company.candidates()].filter((one) => one.email === email),
		).toHaveLength(1);
	});

	it('is not made twice when SmartRecruiters’ answer was lost', async () => {
		const { urn, firstName, lastName, email } = stranger();
		const creating = new ActivityRig(sandbox, CONTRACT, [SEAT], new Set([SEAT]), {
			createCandidates: true,
		});
		await fault({ vendor: 'smartrecruiters', method: 'POST', path: '/candidates', kind: 'lost' });
		await creating.deliver([stub({ firstName, lastName, email }, { person: urn })]);
		await creating.retryParked();
		const made = [...sandbox.context.company.candidates()].filter((one) => one.email === email);
		expect(made).toHaveLength(1);
	});
});

describe('shared contact details', () => {
	const without = (field: 'phoneNumber' | 'email', value?: string) => {
		const candidate = sandbox.context.company.candidateById(candidateId());
		if (!candidate) throw new Error('Nobody');
		const copy = { ...candidate };
		delete copy[field];
		sandbox.context.company.putCandidate({ ...copy, ...(value && { [field]: value }) });
	};
	const now = () => sandbox.context.company.candidateById(candidateId());

	it('fill what is missing, and replace nothing else', async () => {
		without('phoneNumber');
		await rig.deliver([stub({ email: 'new@example.com', phone: '+1 555 0777' })]);
		expect(now()).toMatchObject({ phoneNumber: '+1 555 0777', email: member.email });
		await rig.deliver([stub({ phone: '+1 555 0888' }, { activityId: 'stub:2' })]);
		expect(now()?.phoneNumber).toBe('+1 555 0777');
		expect(notes().join()).toContain('+1 555 0888');
	});

	it('replace a placeholder address', async () => {
		without('email', 'linkedin-0123456789abcdef01234567-no-email@no-email.invalid');
		await rig.deliver([stub({ email: 'real@example.com' })]);
		expect(now()?.email).toBe('real@example.com');
	});

	it('leave the address where another candidate has it', async () => {
		without('email', 'linkedin-0123456789abcdef01234567-no-email@no-email.invalid');
		const twin = { ...now()!, id: 'twin', email: 'real@example.com' };
		sandbox.context.company.putCandidate(twin);
		await rig.deliver([stub({ email: 'real@example.com' })]);
		expect(now()?.email).toMatch(/no-email/);
		expect(notes()).toHaveLength(1);
	});

	it('are only noted when filling is switched off', async () => {
		without('phoneNumber');
		const rig2 = new ActivityRig(sandbox, CONTRACT, [SEAT], new Set([SEAT]), { enrich: false });
		rig2.learnMatches();
		await rig2.deliver([stub({ phone: '+1 555 0777' })]);
		expect(now()?.phoneNumber).toBeUndefined();
		expect(notes()).toHaveLength(1);
	});
});

describe('when SmartRecruiters', () => {
	it('is down, the events wait, and the others of the run do not try', async () => {
		await fault({ vendor: 'smartrecruiters', kind: 'status', status: 503, times: 1000 });
		const events = Array.from({ length: 30 }, (_, at) =>
			event({ activityId: `prospectNote:${at}` }),
		);
		await rig.deliver(events);
		expect(rig.parkedByCode()).toEqual({ WAITING: 30 });
		expect(requests()).toBeLessThan(10);
		await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
		await rig.retryParked();
		expect(notes()).toHaveLength(30);
		expect(rig.parked.size).toBe(0);
	});

	it('refuses one note, the others go on', async () => {
		await fault({
			vendor: 'smartrecruiters',
			method: 'POST',
			path: 'shares',
			kind: 'status',
			status: 422,
		});
		await rig.deliver([event(), event({ activityId: 'prospectNote:2', text: 'ev-b v1' })]);
		expect(rig.parkedByCode()).toEqual({ NOTE_REFUSED: 1 });
		expect(notes()).toHaveLength(1);
	});
});
