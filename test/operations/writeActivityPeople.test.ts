import { PARKED } from '../../src/state/tables';
import {
	sandbox,
	office,
	member,
	event,
	stub,
	candidateId,
	notes,
	fault,
	newcomer,
	posts,
	openOfficeForEach,
} from '../support/writingActivity';

openOfficeForEach();

describe('who it is', () => {
	it('is never guessed: unknown and ambiguous people get nothing, and one review item each', async () => {
		await office.know('urn:li:person:two', ['a'], ['b']);
		await office.know('urn:li:person:flagged', ['']);
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
		await office.write(events);
		await office.retry();
		expect(await office.parked()).toEqual({ NO_PERSON: 1, PERSON_UNKNOWN: 1, PERSON_AMBIGUOUS: 2 });
		expect([posts(), sandbox.notes.all().length]).toEqual([0, 0]);
		expect((await office.ledger('prospectNote:1'))?.state).toBe('waiting');
	});

	it('is told by the link that a recruiter set, where LinkedIn recognises several', async () => {
		await office.know(member.urn, ['other'], [candidateId()]);
		await office.write([event()]);
		expect(await office.parked()).toEqual({ PERSON_AMBIGUOUS: 1 });
		await office.know(member.urn, [candidateId(), 'by hand']);
		await office.retry();
		expect(notes()).toHaveLength(1);
	});

	it('follows automatically once the person is known', async () => {
		await office.forget(member.urn);
		await office.write([event()]);
		await office.learnMatches();
		await office.retry();
		expect(notes()).toHaveLength(1);
		expect(await office.parked()).toEqual({});
	});

	it('is told by shared contact details, for everything else of the same run as well', async () => {
		await office.forget(member.urn);
		const { firstName, lastName, email } = member;
		await office.write([event(), stub({ firstName, lastName, email })]);
		expect(notes()).toHaveLength(2);
		expect(await office.people(member.urn)).toEqual([[candidateId(), 'stub']]);
	});

	it.each([
		['another person’s name', { firstName: 'Quite', lastName: 'Another' }, 'NAME_DIFFERS'],
		['a spouse’s name', { firstName: 'Quite' }, 'NAME_DIFFERS'],
		['an unknown address', { email: 'nobody@example.com' }, 'PERSON_UNKNOWN'],
	])('is not told by an address with %s', async (_title, change, code) => {
		await office.forget(member.urn);
		const { firstName, lastName, email } = member;
		await office.write([stub({ firstName, lastName, email, ...change })]);
		expect(await office.parked()).toEqual({ [code]: 1 });
		expect(sandbox.notes.all()).toEqual([]);
	});

	it('is told by an address in other case, with the name written otherwise', async () => {
		await office.forget(member.urn);
		const { firstName, lastName, email } = member;
		await office.write([
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
		await office.write([event()]);
		expect(await office.parked()).toEqual({ CANDIDATE_GONE: 1 });
		expect(posts()).toBe(0);
	});

	it('becomes a candidate only when that is wished, once', async () => {
		const { urn, firstName, lastName, email } = newcomer();
		const shared = stub({ firstName, lastName, email }, { person: urn });
		await office.write([shared]);
		expect(await office.parked()).toEqual({ PERSON_UNKNOWN: 1 });
		const creating = { createCandidates: true, tags: ['linkedin-rsc'] };
		await office.write([shared, event({ person: urn, activityId: 'prospectNote:2' })], creating);
		await office.write(
			[stub({ firstName, lastName, email }, { person: urn, activityId: 'stub:2' })],
			creating,
		);
		const [[id] = ['']] = await office.people(urn);
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

	it('cannot be created, and follows automatically once somebody has done it', async () => {
		const { urn, firstName, lastName, email } = newcomer();
		const creating = { createCandidates: true };
		await office.write([stub({ lastName, email }, { person: urn })], creating);
		expect(await office.parked()).toEqual({ CREATE_BLOCKED: 1 });
		const own = sandbox.context.company.candidateById(candidateId())!;
		const made = { ...own, id: 'made-by-hand', firstName, lastName, email };
		sandbox.context.company.putCandidate(made);
		office.later(3_600_000);
		await office.catchUp(creating);
		expect(await office.parked()).toEqual({});
		expect(notes('made-by-hand')).toHaveLength(1);
	});

	it('is not made twice when SmartRecruiters’ answer cannot be read', async () => {
		const { urn, firstName, lastName, email } = newcomer();
		const odd = { vendor: 'smartrecruiters', method: 'POST', path: '/candidates', kind: 'status' };
		await fault({ ...odd, status: 200, body: { id: 7 } });
		const creating = { createCandidates: true };
		await office.write([stub({ firstName, lastName, email }, { person: urn })], creating);
		expect(await office.parked()).toEqual({ NOT_SETTLED: 1 });
		await office.store.update(PARKED, {}, { retryAskedAt: 'now' });
		await office.importPast(creating);
		expect(await office.parked()).toEqual({ CREATE_BLOCKED: 1 });
	});

	it('is not made twice after an answer that got lost, and is found later', async () => {
		const { urn, firstName, lastName, email } = newcomer();
		await fault({ vendor: 'smartrecruiters', method: 'POST', path: '/candidates', kind: 'lost' });
		await office.write([stub({ firstName, lastName, email }, { person: urn })], {
			createCandidates: true,
		});
		await office.store.update(PARKED, {}, { retryAskedAt: 'now' });
		await office.importPast({ createCandidates: true });
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
		await office.write([stub({ email: 'new@example.com', phone: '+1 555 0777' })]);
		expect(now()).toMatchObject({ phoneNumber: '+1 555 0777', email: member.email });
		await office.write([stub({ phone: '+1 555 0888' }, { activityId: 'stub:2' })]);
		expect(now()?.phoneNumber).toBe('+1 555 0777');
		expect(notes().join()).toContain('+1 555 0888');
	});

	it('replace a placeholder address', async () => {
		without('email', 'linkedin-0123456789abcdef01234567-no-email@no-email.invalid');
		await office.write([stub({ email: 'real@example.com' })]);
		expect(now()?.email).toBe('real@example.com');
	});

	it('leave the address where another candidate has it', async () => {
		without('email', 'linkedin-0123456789abcdef01234567-no-email@no-email.invalid');
		const twin = { ...now()!, id: 'twin', email: 'real@example.com' };
		sandbox.context.company.putCandidate(twin);
		await office.write([stub({ email: 'real@example.com' })]);
		expect(now()?.email).toMatch(/no-email/);
		expect(notes()).toHaveLength(1);
	});

	it.each([[400], [422]])(
		'that SmartRecruiters refuses (%i) do not keep back the note',
		async (status) => {
			without('phoneNumber');
			const path = `/candidates/${candidateId()}`;
			await fault({
				vendor: 'smartrecruiters',
				method: 'PATCH',
				path,
				kind: 'status',
				status,
				times: 9,
			});
			await office.write([stub({ phone: 'ask my assistant' })]);
			expect(notes()).toHaveLength(1);
			expect(await office.parked()).toEqual({});
		},
	);

	it('are only noted when filling is switched off', async () => {
		without('phoneNumber');
		await office.write([stub({ phone: '+1 555 0777' })], { enrich: false });
		expect(now()?.phoneNumber).toBeUndefined();
		expect(notes()).toHaveLength(1);
	});
});
