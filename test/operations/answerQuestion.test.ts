import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { Member } from '../../sandbox/linkedin/Members';
import { explainPage } from '../../src/pages/explainPage';
import { answerQuestion, type TypedQuestion } from '../../src/operations/explain/answerQuestion';
import { ActivityOffice, CONTRACT } from '../../scripts/support/ActivityOffice';

const NOON = Date.UTC(2026, 10, 10, 12);
const SEAT = 'urn:li:seat:200100000';
let sandbox: Sandbox;
let office: ActivityOffice;
let member: Member;

beforeEach(async () => {
	sandbox = await createSandbox({ people: 120, startAtMs: NOON, limits: 'off' });
	office = new ActivityOffice(sandbox);
	await office.connect();
	await office.mapSeats([SEAT]);
	await office.mapSeats(['urn:li:seat:200100001'], { seatName: 'Ada Lo', userId: '' });
	await office.learnMatches();
	member = sandbox.room.members.all().find(({ candidateIds }) => candidateIds.length === 1)!;
});
afterEach(async () => {
	await sandbox.close();
});

const nameOfSeat = () => {
	const { firstName = '', lastName = '' } = sandbox.seats.byUrn(SEAT) ?? {};
	return `${firstName} ${lastName}`;
};
const ask = async (change: Partial<TypedQuestion>) =>
	await answerQuestion(office.runtime(), {
		...{ question: 'activity', holder: '', about: '', candidate: '', job: '', viewer: '', day: '' },
		chosen: {},
		...change,
	});

describe('asking by name', () => {
	it('finds seat holder, candidate and day, and explains', async () => {
		const parties = { contract: CONTRACT, seat: SEAT, person: member.urn };
		sandbox.room.activity.addNote(parties, 'ev-a v1 Hello', NOON - 7_200_000);
		const question = { holder: nameOfSeat().toUpperCase(), day: '2026-11-10' };
		const about = `${member.firstName} ${member.lastName}`;
		const missing = await ask({ ...question, about });
		expect(missing).toMatchObject({ kind: 'answer', explanation: { cause: 'NOT_WRITTEN' } });
		await office.catchUp();
		const there = await ask({ ...question, about });
		expect(there).toMatchObject({ kind: 'answer', explanation: { cause: 'ALL_WELL' } });
		const unmapped = await ask({ ...question, holder: 'ada lo' });
		expect(unmapped).toMatchObject({ explanation: { cause: 'SEAT_NOT_MAPPED' } });
	});

	it('knows a name again that is typed without its accents', async () => {
		await office.mapSeats(['urn:li:seat:200100002'], { seatName: 'José Núñez', userId: '' });
		const answer = await ask({ holder: 'jose nunez', day: '2026-11-10' });
		expect(answer).toMatchObject({ kind: 'answer' });
	});

	it('asks back where a name fits several, and takes the choice', async () => {
		await office.mapSeats(['urn:li:seat:200100002'], { seatName: 'Ada Lovell' });
		const asked = await ask({ holder: 'Ada', day: '2026-11-10' });
		expect(asked).toMatchObject({
			kind: 'choose',
			choice: {
				field: 'holder',
				options: [
					[expect.any(String), 'Ada Lo'],
					[expect.any(String), 'Ada Lovell'],
				],
			},
		});
		const chosen = { holder: 'urn:li:seat:200100001' };
		const answer = await ask({ holder: 'Ada', day: '2026-11-10', chosen });
		expect(answer).toMatchObject({ explanation: { cause: 'SEAT_NOT_MAPPED' } });
		const foreign = await ask({ holder: 'Ada', day: '2026-11-10', chosen: { holder: SEAT } });
		expect(foreign.kind).toBe('choose');
	});

	it.each<[string, Partial<TypedQuestion>, string]>([
		['nobody', { day: '2026-11-10' }, 'holder'],
		['somebody unknown', { holder: 'Nobody Known', day: '2026-11-10' }, 'holder'],
		['no day', { holder: 'Ada Lo' }, 'day'],
		['a day that is none', { holder: 'Ada Lo', day: '2026-13-40' }, 'day'],
		['no candidate', { question: 'candidate' }, 'candidate'],
		['an unknown candidate', { question: 'candidate', candidate: 'Zzyzx Qq' }, 'candidate'],
		['no job', { question: 'job' }, 'job'],
	])('says at the field what is wrong with %s', async (_title, change, field) => {
		expect(await ask(change)).toMatchObject({ kind: 'problem', field });
	});

	it('explains candidates and jobs', async () => {
		const candidate = `${member.firstName} ${member.lastName}`;
		const known = await ask({ question: 'candidate', candidate });
		expect(known).toMatchObject({ explanation: { cause: 'HISTORY_NOT_SENT' } });
		const { company } = sandbox.context;
		const jobs = Array.from({ length: company.jobCount }, (_, at) => company.job(at));
		const over = jobs.find(({ status }) => status === 'FILLED');
		const job = await ask({ question: 'job', job: over?.id ?? '' });
		expect(job).toMatchObject({ explanation: { cause: 'JOB_OVER' } });
		const open = jobs.find(({ status }) => status === 'SOURCING');
		const byTitle = await ask({
			...{ question: 'job', job: open?.title ?? '' },
			chosen: { job: open?.id ?? '' },
		});
		expect(byTitle).toMatchObject({ explanation: { cause: 'HISTORY_NOT_SENT' } });
	});
});

describe('the page', () => {
	const typed = { holder: '', about: '', candidate: '', job: '', viewer: '', day: '' };
	const page = { address: '/webhook/why', key: 'k1', question: 'activity' as const, typed };

	it('has a form for each question, with the key of the visit', () => {
		const text = explainPage(page);
		expect(text.match(/<form method="post" action="\/webhook\/why"/g)).toHaveLength(3);
		expect(text.match(/name="key" value="k1"/g)).toHaveLength(3);
		expect(text).toContain('name="viewer"');
		expect(text).not.toContain('<script');
		const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('keeps what was typed, harmless, and tells what is wrong at the field', () => {
		const text = explainPage({
			...page,
			typed: { ...typed, holder: '"><script>alert(1)</script>' },
			problem: { field: 'holder', text: 'Nobody & nothing' },
		});
		expect(text).not.toContain('<script>alert');
		expect(text).toContain('Nobody &amp; nothing');
		expect(text).toContain('aria-invalid="true"');
	});

	it('offers the choice for what was typed, and answers in words', () => {
		const choosing = explainPage({
			...page,
			typed: { ...typed, job: 'Engineer' },
			choice: { field: 'job', options: [['j1', 'Data Engineer (REF1)']] },
		});
		expect(choosing).toContain('name="jobFor" value="Engineer"');
		expect(choosing).toContain('<option value="j1" >Data Engineer (REF1)</option>');
		const answer = explainPage({
			...page,
			answer: {
				...{ isWell: false, reason: 'It is parked', fix: 'Do this.' },
				chain: [{ link: 'Parked', state: 'broken', detail: 'Because' }],
			},
		});
		expect(answer).toContain('<h2 id="answer">What to do</h2>');
		expect(answer.replace(/\s+/g, ' ')).toContain('Parked: stops here');
	});
});
