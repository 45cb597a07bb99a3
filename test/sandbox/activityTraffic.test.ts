import {
	NOON,
	OTHER,
	SEAT,
	control,
	openBeforeEach,
	person,
	sandbox,
	write,
} from '../support/activitySandbox';

openBeforeEach();

describe('generated traffic', () => {
	const generate = (seed: number) =>
		control('POST', '/activity/generate', { seats: 3, days: 5, seed });

	it('is the same for the same seed, and has everything in it', async () => {
		const first = await generate(7);
		const texts = sandbox.room.activity.allInMails().map(({ text }) => text);
		await control('POST', '/reset', {});
		sandbox.context.clock.set(NOON);
		expect(await generate(7)).toEqual(first);
		expect(sandbox.room.activity.allInMails().map(({ text }) => text)).toEqual(texts);
		for (const count of ['inMails', 'notes', 'edits', 'deletions', 'stubs', 'privateNotes'])
			expect([count, first[count] > 0]).toEqual([count, true]);
	});

	it('is missing in SmartRecruiters as long as nobody writes it', async () => {
		await generate(7);
		const seats = [SEAT, OTHER].join(',');
		const { agree, expected, found, missing } = await control(
			'GET',
			`/compare/activity?seats=${seats}`,
		);
		expect([agree, found, expected > 20, missing.count >= expected]).toEqual([
			false,
			0,
			true,
			true,
		]);
		expect(await control('GET', '/compare/activity')).toMatchObject({ agree: true, expected: 0 });
	});
});

describe('the comparison', () => {
	const compare = () => control('GET', `/compare/activity?seats=${SEAT}`);
	const hold = (content: string, change: object = {}) => {
		sandbox.notes.add({
			id: `note ${sandbox.notes.all().length}`,
			content,
			createdOn: NOON,
			visibility: 'OPEN',
			candidateIds: [person().candidateIds[0] ?? ''],
			mailed: [],
			...change,
		});
	};
	const name = () => sandbox.seats.byUrn(SEAT)?.lastName ?? '';
	const head = () => `2026-11-10 11:59 ${name()}`;

	beforeEach(() => {
		write(NOON - 60_000, 'ev-abc v2 Hello there');
	});

	it('agrees when each event is there once, with author and time', async () => {
		hold(`${head()}\nev-abc v2 Hello there`);
		expect(await compare()).toMatchObject({ agree: true, expected: 1, found: 1 });
	});

	it.each([
		['missing', () => undefined],
		[
			'twice',
			() => (hold(`${head()}\nev-abc v2 Hello there`), hold(`${head()}\nev-abc v2 Hello there`)),
		],
		[
			'outdated',
			() => (hold(`${head()}\nev-abc v2 Hello there`), hold(`${head()}\nev-abc v1 Hello`)),
		],
		[
			'wrong',
			() => (hold(`${head()}\nev-abc v2 Hello there`), hold(`${head()}\nev-unmapped v1 Hi`)),
		],
		['headless', () => hold('Somebody\nev-abc v2 Hello there')],
		['unsafe', () => hold(`${head()}\nev-abc v2 Hello there`, { mailed: ['somebody'] })],
	])('sees what is %s', async (finding, arrange) => {
		arrange();
		const result = await compare();
		expect(result.agree).toBe(false);
		expect(result[finding].count).toBe(1);
	});
});
