import {
	CONTRACT,
	NOON,
	OTHER,
	SEAT,
	control,
	openBeforeEach,
	person,
	sandbox,
	token,
	write,
} from '../support/activitySandbox';

openBeforeEach();

async function get(path: string, headers: Record<string, string> = {}) {
	const response = await fetch(sandbox.linkedInUrl + path, {
		headers: { authorization: `Bearer ${token}`, ...headers },
	});
	return { status: response.status, body: JSON.parse(await response.text()) };
}
async function open(path: string, form?: Record<string, string>) {
	const response = await fetch(sandbox.url + path, {
		...(form && { method: 'POST', body: new URLSearchParams(form) }),
	});
	return { status: response.status, text: await response.text() };
}
const send = (seat: string, atMs: number, text = 'Hello') =>
	sandbox.room.activity.addInMail(
		{ contract: CONTRACT, seat, person: person().urn },
		{ fromSeat: true, subject: 'Role', text, createdAtMs: atMs },
	);
const inMails = (more: string, seat = SEAT) =>
	`/v2/conversationEvents?q=criteria&viewer=${seat}${more}`;
const notes = (more = '') => `/v2/prospectNotes?q=criteria&contract=${CONTRACT}${more}`;
const stubs = (more = '') => `/v2/mailStubs?q=contract&contract=${CONTRACT}${more}`;

describe('InMails', () => {
	it('look as LinkedIn prints them, and are those of one seat', async () => {
		send(SEAT, NOON - 1000);
		send(OTHER, NOON - 1000);
		const { body } = await get(inMails(''));
		expect(body.elements).toHaveLength(1);
		expect(body.elements[0]).toMatchObject({
			id: expect.stringMatching(/^S\d+_1000$/),
			author: SEAT,
			recipients: [person().urn],
			createdAt: NOON - 1000,
			content: {
				'com.linkedin.messaging.events.MailContent': { subject: 'Role', body: { text: 'Hello' } },
			},
		});
	});

	it('are within a window that includes its start and not its end, and never of the future', async () => {
		for (const at of [NOON - 3000, NOON - 2000, NOON - 1000, NOON + 60_000]) send(SEAT, at);
		const times = async (query: string) =>
			(await get(inMails(query))).body.elements.map((one: { createdAt: number }) => one.createdAt);
		const from = NOON - 3000;
		expect(await times(`&timeRange.start=${from}&timeRange.end=${NOON - 1000}`)).toEqual([
			NOON - 2000,
			NOON - 3000,
		]);
		expect(await times(`&timeRange.start=${from + 1}`)).toEqual([NOON - 1000, NOON - 2000]);
		const second = await get(
			inMails(`&timeRange=(start:${from},end:${NOON - 1000})`, encodeURIComponent(SEAT)),
			{ 'x-restli-protocol-version': '2.0.0' },
		);
		expect(second.body.elements).toHaveLength(2);
	});

	it('come twelve a minute for each member, then 429 until the minute is over', async () => {
		for (let one = 0; one < 30; one += 1) send(SEAT, NOON - 60_000 - one);
		expect((await get(inMails('&count=12'))).status).toBe(200);
		expect((await get(inMails('&start=12&count=1'))).status).toBe(429);
		expect((await get(inMails('', OTHER))).status).toBe(200);
		sandbox.context.clock.advance(61_000);
		expect((await get(inMails('&start=12&count=12'))).body.elements).toHaveLength(12);
		expect((await control('GET', '/activity')).inMailsPeakPerMemberAndMinute).toBe(12);
	});

	it('need the viewer, and the contract’s integration', async () => {
		expect((await get('/v2/conversationEvents?q=criteria')).status).toBe(400);
		expect((await get('/v2/conversationEvents?q=other')).status).toBe(400);
		expect((await get(inMails('', 'urn:li:seat:210100000'))).status).toBe(403);
		await control('POST', '/linkedin/integrations', { context: CONTRACT, enabled: false });
		for (const path of [inMails(''), notes(), stubs()]) expect((await get(path)).status).toBe(403);
	});
});

describe('notes', () => {
	it('go by their last change, above the cutoff and up to the end', async () => {
		const note = write(NOON - 10_000);
		note.versions.push({ atMs: NOON - 5000, text: 'Better', active: true });
		const count = async (query: string) => (await get(notes(query))).body.elements.length;
		expect(await count(`&cutoffDate=${NOON - 5001}&beforeDate=${NOON - 5000}`)).toBe(1);
		expect(await count(`&cutoffDate=${NOON - 5000}`)).toBe(0);
		expect(await count(`&beforeDate=${NOON - 5001}`)).toBe(0);
		const { body } = await get(notes());
		expect(body.elements[0]).toMatchObject({
			active: true,
			contract: CONTRACT,
			created: NOON - 10_000,
			lastModified: NOON - 5000,
			id: note.id,
			note: 'Better',
		});
	});

	it('are told as inactive when deleted, and not told at all when only some may see them', async () => {
		const note = write(NOON - 10_000);
		note.versions.push({ atMs: NOON - 5000, text: 'Note', active: false });
		write(NOON - 4000, 'Secret', false);
		const { body } = await get(notes());
		expect(body.elements).toHaveLength(1);
		expect(body.elements[0].active).toBe(false);
	});

	it('are filtered by owner, in either key syntax', async () => {
		write(NOON - 3000, 'mine');
		write(NOON - 2000, 'theirs', true, OTHER);
		expect((await get(notes(`&owners=${OTHER}`))).body.elements).toHaveLength(1);
		expect((await get(notes(`&owners=${OTHER}&owners=${SEAT}`))).body.elements).toHaveLength(2);
		const list = `List(${[SEAT, OTHER].map(encodeURIComponent).join(',')})`;
		const second = await get(
			`/v2/prospectNotes?q=criteria&contract=${encodeURIComponent(CONTRACT)}&owners=${list}`,
			{ 'x-restli-protocol-version': '2.0.0' },
		);
		expect(second.body.elements).toHaveLength(2);
	});

	it('shift while they are read, when somebody edits one in between', async () => {
		for (let one = 0; one < 20; one += 1) write(NOON - 60_000 + one, `n${one}`);
		await control('POST', '/activity/disturb', { how: 'edited' });
		const window = `&cutoffDate=0&beforeDate=${NOON - 1000}&count=10`;
		const first = (await get(notes(window))).body.elements;
		sandbox.context.clock.advance(1000);
		const second = (await get(notes(`${window}&start=10`))).body.elements;
		const ids = new Set([...first, ...second].map((one: { id: number }) => one.id));
		expect(second).toHaveLength(9);
		expect(ids.size).toBe(19);
	});
});

describe('stubs', () => {
	const share = (atMs: number) =>
		sandbox.room.activity.addStub(
			{ contract: CONTRACT, seat: SEAT },
			person(),
			{ email: true, phone: false },
			atMs,
		);

	it('hold what was shared, in both generations', async () => {
		share(NOON - 1000);
		const rest = await get(`/rest${stubs().slice(3)}`, { 'linkedin-version': '202603' });
		for (const { body } of [await get(stubs()), rest]) {
			const { candidate } = body.elements[0];
			expect(candidate).toMatchObject({ emailAddress: person().email, member: person().urn });
			expect(candidate).not.toHaveProperty('phoneNumber');
		}
	});

	it('are within a window that includes its start and not its end', async () => {
		share(NOON - 2000);
		const count = async (from: number, to: number) =>
			(await get(stubs(`&createdDateStart=${from}&createdDateEnd=${to}`))).body.elements.length;
		expect(await count(NOON - 2000, NOON - 1999)).toBe(1);
		expect(await count(NOON - 3000, NOON - 2000)).toBe(0);
	});

	it('are refused beyond 20,000 results', async () => {
		expect((await get(stubs('&start=19990&count=10'))).status).toBe(200);
		expect((await get(stubs('&start=19991&count=10'))).status).toBe(400);
	});

	it('are called otherwise when the switches say so', async () => {
		share(NOON - 1000);
		await control('POST', '/switches', {
			'li§9.2 stub profile field': '',
			'li§9.2 stub person field': 'person',
		});
		expect((await get(stubs())).body.elements[0]).toMatchObject({
			person: person().urn,
			emailAddress: person().email,
		});
	});
});

describe('seats, InMails, stubs and notes', () => {
	it('share one daily limit', async () => {
		await control('POST', '/limits', { mode: 0.00004 });
		const paths = [
			inMails(''),
			notes(),
			stubs(),
			`/v2/seatsV2?q=attributes&contracts=${CONTRACT}&start=0`,
		];
		for (const path of paths) expect((await get(path)).status).toBe(200);
		expect((await get(notes())).status).toBe(429);
	});
});

describe('the pages', () => {
	it('let a seat holder write, the member answer and share, and a note be edited and deleted', async () => {
		const member = person();
		const id = member.urn.replace('urn:li:person:', '');
		const seats = await open('/linkedin/recruiter/seats');
		expect(seats.text).toContain('data-testid="seat-200100000"');
		const people = await open(
			`/linkedin/recruiter/seats/200100000?q=${encodeURIComponent(member.lastName)}`,
		);
		expect(people.text).toContain(`person-${id}`);
		const here = `/linkedin/recruiter/seats/200100000/people/${id}`;
		await open(`${here}/inmails`, { subject: 'Role', text: 'Are you <open>?' });
		const inbox = await open(`/linkedin/inbox/${id}`);
		expect(inbox.text).toContain('Are you &lt;open&gt;?');
		expect(inbox.text).toContain('Share my e-mail address');
		const answered = await open(`/linkedin/inbox/${id}`, {
			seat: SEAT,
			subject: 'RE: Role',
			text: 'Yes',
			email: 'on',
		});
		expect(answered.text).not.toContain('Share my e-mail address');
		expect((await get(inMails(''))).body.elements).toHaveLength(2);
		expect((await get(stubs())).body.elements[0].candidate.emailAddress).toBe(member.email);

		await open(`${here}/notes`, { text: 'First', visibility: 'organization' });
		await open(`${here}/notes`, { text: 'Mine', visibility: 'private' });
		const [note] = (await get(notes())).body.elements;
		expect(note.note).toBe('First');
		sandbox.context.clock.advance(1000);
		const edited = await open(`${here}/notes/${note.id}`, { action: 'edit', text: 'Second' });
		expect(edited.text).toContain('Second');
		expect((await get(notes())).body.elements[0]).toMatchObject({ note: 'Second', active: true });
		sandbox.context.clock.advance(1000);
		await open(`${here}/notes/${note.id}`, { action: 'delete' });
		expect((await get(notes())).body.elements[0]).toMatchObject({ active: false });
	});

	it('show a candidate of SmartRecruiters with notes', async () => {
		const member = person();
		const [id = ''] = member.candidateIds;
		sandbox.notes.add({
			id: 'n',
			content: `About #[CANDIDATE:${id}]\n<b>bold</b>`,
			createdOn: NOON,
			visibility: 'OPEN',
			candidateIds: [id],
			mailed: [],
		});
		const list = await open(
			`/smartrecruiters/app/people/candidates?q=${encodeURIComponent(member.email)}`,
		);
		expect(list.text).toContain(`candidate-${id}`);
		const { text } = await open(`/smartrecruiters/app/people/candidates/${id}`);
		expect(text).toContain('About this candidate\n&lt;b&gt;bold&lt;/b&gt;');
		expect((await open('/smartrecruiters/app/people/candidates/nobody')).status).toBe(404);
	});

	it('know nobody else', async () => {
		expect((await open('/linkedin/recruiter/seats/none')).status).toBe(404);
		expect((await open('/linkedin/inbox/nobody')).status).toBe(404);
	});
});
