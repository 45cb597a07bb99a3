import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import fc from 'fast-check';
import type { MapPeopleData, MapRow, RowUser } from '../../../src/pages/mapPeopleData';
import { headline } from '../../../src/pages/browser/mapPeople';
import { fold, type PageUser, searchUsers } from '../../../src/pages/browser/searchUsers';
import { MAP_PEOPLE_SCRIPT, mapPeoplePage } from '../../../src/pages/mapPeoplePage';
import { mapRow, mapSections } from '../../../src/pages/mapPeopleRows';
import { nonEmpty } from '../../support/nonEmpty';

const ADA: RowUser = { id: 'u1', name: 'Ada Lo', email: 'ada@example.com' };
type Change = Partial<Omit<MapRow, 'user'>> & { user?: RowUser | undefined };
const row = ({ user = ADA, ...change }: Change = {}): MapRow => ({
	seatUrn: 'urn:li:seat:1',
	contractUrn: 'urn:li:contract:2001',
	personUrn: 'urn:li:person:ada',
	seatName: 'Ada Lo',
	seatEmail: 'ada@example.com',
	seatState: 'ACTIVE',
	status: 'certain',
	reason: 'Same e-mail address and same name',
	...(user && { user }),
	matchedBy: 'email',
	candidates: [],
	keepable: true,
	changes: [],
	...change,
});
const withoutUser = (change: Omit<Change, 'user'>): MapRow => {
	const { user: _none, ...rest } = row(change);
	return rest;
};
const data = (rows: MapRow[], change: Partial<MapPeopleData> = {}): MapPeopleData => ({
	contracts: [{ contractUrn: 'urn:li:contract:2001', name: 'Acme', rows, problem: '' }],
	import: { days: 730, callsPerSeat: 2921, callsPerDay: 100_000 },
	followsTeams: false,
	...change,
});
const does = (one: MapRow): string[] =>
	[...mapRow(one).text.matchAll(/data-do="(\w+)"/g)].map(([, name = '']) => name);
const HOSTILE = `"><img src=x onerror=alert(1)>'{{ $json }}`;

describe('the page', () => {
	const users: PageUser[] = [['u1', 'Ada </script><b> {{ $json }}', 'ada@example.com']];
	const page = mapPeoplePage('abc123', { ...data([row()]), users });

	it('holds the key of this visit, and everything that it shows', () => {
		expect(page).toContain('data-key="abc123"');
		expect(page).toContain('data-seat="urn:li:seat:1"');
		const [, json = ''] = /id="users">([^<]*)</.exec(page) ?? [];
		expect(JSON.parse(json)).toEqual(users);
		expect(json).not.toMatch(/[{}$<]/);
	});

	it('lets nothing run but its own script and style, byte for byte', () => {
		const [, policy = ''] = /Content-Security-Policy"\s+content="([^"]*)"/.exec(page) ?? [];
		expect(policy).toContain("default-src 'none'");
		for (const [name, directive] of [
			['script', 'script-src'],
			['style', 'style-src'],
		]) {
			const [, content = ''] = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(page) ?? [];
			const hash = createHash('sha256').update(content).digest('base64');
			expect(content.length).toBeGreaterThan(500);
			expect(policy).toContain(`${directive} 'sha256-${hash}'`);
		}
	});

	it('loads nothing from anywhere', () => {
		expect(page).not.toMatch(/(src|href)="(?!data:)/);
		expect(MAP_PEOPLE_SCRIPT).not.toMatch(/https?:\/\//);
	});

	it('has a script that can be read', () => {
		expect(() => new Script(MAP_PEOPLE_SCRIPT)).not.toThrow();
	});

	it('escapes a key that is none', () => {
		expect(mapPeoplePage(HOSTILE, { ...data([]), users: [] })).not.toContain('<img');
	});
});

describe('what the page does in the browser', () => {
	const users: PageUser[] = [
		['u1', 'Zoé Núñez', 'zoe@example.com'],
		['u2', 'Zoe Nunezova', 'z.n@example.com'],
		['u3', 'Ada Lo', 'ada@example.com'],
	];
	const found = (typed: string) => searchUsers(users, typed, 12).users.map(([id]) => id);

	it('finds people by the beginnings of words, without accents, whole words first', () => {
		expect(found('zoe nunez')).toEqual(['u1', 'u2']);
		expect(found('LO')).toEqual(['u3']);
		expect(found('@example')).toEqual(['u3', 'u1', 'u2']);
		expect(found('nobody')).toEqual([]);
		expect(found(' ')).toEqual([]);
	});

	it('shows no more than it should, and says how many more there are', () => {
		expect(searchUsers(users, 'z', 1)).toEqual({ users: [users[0]], more: 1 });
	});

	it('folds what people do not tell apart', () => {
		expect(fold('ŽÓË')).toBe('zoe');
	});

	it('says in one sentence how far the mapping is', () => {
		expect(headline({ all: 0, mapped: 0, changed: 0, open: 0 })).toBe('');
		expect(headline({ all: 3, mapped: 1, changed: 1, open: 1 })).toBe(
			'1 of 3 seats are mapped. 1 has changed. 1 is still to decide.',
		);
		expect(headline({ all: 3, mapped: 3, changed: 0, open: 0 })).toBe(
			'3 of 3 seats are mapped. Nothing is left to decide.',
		);
	});
});

describe('a seat holder on the page', () => {
	it.each<[string, MapRow, string[]]>([
		['certain', row(), ['map', 'skip']],
		['likely', row({ status: 'likely' }), ['map', 'skip']],
		['to decide', withoutUser({ status: 'unmatched' }), ['skip']],
		['mapped', row({ status: 'mapped' }), ['unmap']],
		['without a user', withoutUser({ status: 'skipped' }), []],
		['changed', row({ status: 'changed' }), ['keep', 'unmap']],
		['lost', row({ status: 'changed', keepable: false, candidates: [ADA] }), ['choose', 'unmap']],
		['gone', row({ status: 'changed', seatState: 'GONE', keepable: false }), ['unmap']],
	])('who is %s can be handled so', (_what, one, buttons) => {
		expect(does(one)).toEqual(buttons);
		expect(mapRow(one).text.includes('role="combobox"')).toBe(one.seatState !== 'GONE');
	});

	it('offers those who could be meant, and says why', () => {
		const rest = withoutUser({
			status: 'review',
			reason: 'Several users have this name',
			candidates: [
				{ id: 'u1', name: 'Ada Lo', email: 'ada@example.com' },
				{ id: 'u2', name: 'Ada Lo', email: 'ada2@example.com' },
			],
		});
		const { text } = mapRow(rest);
		expect(does(rest)).toEqual(['choose', 'choose', 'skip']);
		expect(text).toContain('data-user="u2"');
		expect(text).toContain('Several users have this name');
		expect(text.replace(/\s+/g, ' ')).toContain('<span class="hidden">Choose </span>Ada Lo');
		expect(text).toContain('<span class="hidden"> for Ada Lo</span>');
	});

	it('says what has changed, and what to do', () => {
		const changes = [{ code: 'USER_DEACTIVATED', text: 'Deactivated', whatToDo: 'Choose.' }];
		expect(mapRow(row({ status: 'changed', changes })).text).toMatch(/Deactivated\.<\/b> Choose\./);
	});

	it('cannot bring markup with any of its texts', () => {
		const texts = fc.oneof(fc.constant(HOSTILE), fc.string());
		fc.assert(
			fc.property(texts, texts, texts, texts, (name, email, reason, id) => {
				const { text } = mapRow(
					row({
						seatName: name,
						seatEmail: email,
						reason,
						seatUrn: `urn:li:seat:${id}`,
						user: { id, name, email },
						candidates: [{ id, name, email }],
						changes: [{ code: 'X', text: name, whatToDo: reason }],
					}),
				);
				// What is left without the markup of an empty row is text alone.
				const tags = text.match(/<[^>]*>/g) ?? [];
				const known = /^<\/?(li|div|strong|span|ul|b|button|input)\b/;
				for (const tag of nonEmpty(tags)) expect(tag).toMatch(known);
				expect(text).not.toContain('<img');
				expect(text).not.toContain('{{');
			}),
			{ numRuns: 300 },
		);
	});
});

describe('all seat holders', () => {
	it('come contract by contract, those who need somebody first', () => {
		const { text } = mapSections(
			data([
				row({ seatUrn: 'urn:li:seat:1', status: 'mapped' }),
				row({ seatUrn: 'urn:li:seat:2', status: 'certain' }),
				row({ seatUrn: 'urn:li:seat:3', status: 'review' }),
				row({ seatUrn: 'urn:li:seat:4', status: 'changed' }),
			]),
		);
		const order = [...text.matchAll(/id="seat-(\d)"/g)].map(([, id]) => id);
		expect(order).toEqual(['4', '3', '2', '1']);
		expect(text).toContain('Acme <span class="count">4 seats</span>');
	});

	it('say beforehand what an import costs', () => {
		const { text } = mapSections(data([row()]));
		expect(text).toMatch(/LinkedIn’s limits allow about\s+34 seats a day/);
		const none = { days: 0, callsPerSeat: 1, callsPerDay: 1 };
		expect(mapSections(data([row()], { import: none })).text).toContain('none from the past');
	});

	it('are explained when there is none, or LinkedIn does not show them', () => {
		expect(mapSections(data([], { contracts: [] })).text).toContain('No contract is connected yet');
		expect(mapSections(data([])).text).toContain('This contract has no seats');
		const contracts = [
			{ contractUrn: 'urn:li:contract:1', name: '', rows: [], problem: 'Switch it on.' },
		];
		const { text } = mapSections(data([], { contracts }));
		expect(text).toContain('Contract 1');
		expect(text).not.toMatch(/0 seats|no seats/);
		expect(text).toMatch(/LinkedIn does not show its seats\.\s+Switch it on\./);
	});
});
