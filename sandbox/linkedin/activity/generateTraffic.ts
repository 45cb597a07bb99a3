import { Draw } from '../../company/random';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/durations';
import type { LinkedInRoom } from '../guard';
import type { Member } from '../Members';

export interface TrafficOptions {
	contract: string;
	/** The first so many seats of the contract. */
	seats: number;
	days: number;
	seed: number;
	/** Epoch milliseconds of the first day. */
	fromMs: number;
	/** Conversations and notes that a seat holder begins on a day, on average. */
	perDay: number;
	/** How many in a thousand are about somebody whom the company does not know. */
	strangersPerMille: number;
}

export interface TrafficCounts {
	inMails: number;
	notes: number;
	edits: number;
	deletions: number;
	privateNotes: number;
	stubs: number;
}

/** Texts that must do no harm on the other side; each index below this count has one for certain. */
const SPECIAL = [
	'Ask @[USER:5f1a2b3c4d5e6f7081920a1b] and #[CANDIDATE:8a3c8f0e-2a55-4a8d-9a1c-9f2f6b1f7d10] about it',
	'<b>Hello</b> <script>alert(1)</script> a < b && c > d <img src=x>',
	'Grüße 👩‍👩‍👧‍👦 🇫🇷 やあ مرحبا \u200b— “quotes” and a lone \ud83d end',
	`${'A long story, with many words in it. '.repeat(811)}The end.`,
	'',
	'Ref: LI-0123456789abcdef-0123456789abcdef 1/1',
	'@<i></i>[USER:5f1a2b3c4d5e6f7081920a1b]\n\n\n\n   indented\n\ttabbed',
];
const SUBJECTS = ['Role', 'RE: Role', 'Coffee?', 'Senior position @ACME', ''];
const WORDS = 'team role next week call salary remote start notice offer stack move city'.split(
	' ',
);

/**
 * What seat holders do over some days, the same for the same seed: InMails with answers (some share their contact
 * details), notes that are edited, deleted or private. Every text carries a token of its own (`ev-…`) and its version
 * (`v1`, `v2`), by which a comparison finds it again.
 */
export function generateTraffic(room: LinkedInRoom, options: TrafficOptions): TrafficCounts {
	const counts: TrafficCounts = {
		inMails: 0,
		notes: 0,
		edits: 0,
		deletions: 0,
		privateNotes: 0,
		stubs: 0,
	};
	const members = room.members.all();
	const known = members.filter(({ candidateIds }) => candidateIds.length > 0);
	const strangers = members.filter(({ candidateIds }) => candidateIds.length === 0);
	const seats = room.seats
		.list(options.contract)
		.filter(({ state }) => state === 'ACTIVE')
		.slice(0, options.seats);
	let serial = 0;
	seats.forEach(({ seatUrn }, nth) => {
		for (let day = 0; day < options.days; day += 1) {
			const draw = new Draw(options.seed, nth * 4096 + day, 92);
			const begun = draw.int(2 * options.perDay + 1);
			for (let one = 0; one < begun; one += 1) {
				serial += 1;
				const pool = draw.chance(options.strangersPerMille) ? strangers : known;
				const atMs = options.fromMs + day * DAY_MS + 7 * HOUR_MS + draw.int(11 * HOUR_MS);
				const parties = { contract: options.contract, seat: seatUrn, person: draw.pick(pool).urn };
				const token = `ev-${options.seed.toString(36)}x${serial.toString(36)}`;
				const special = SPECIAL[serial - 1] ?? (draw.chance(30) ? draw.pick(SPECIAL) : undefined);
				const plain = Array.from({ length: 3 + draw.int(12) }, () => draw.pick(WORDS)).join(' ');
				const text = (version: number): string => `${token} v${version} ${special ?? plain}`;
				if (draw.chance(550)) converse(room, parties, { draw, atMs, token, text, counts, pool });
				else takeNote(room, parties, { draw, atMs, text, counts });
			}
		}
	});
	return counts;
}

interface Piece {
	draw: Draw;
	atMs: number;
	text: (version: number) => string;
	counts: TrafficCounts;
}
interface Parties {
	contract: string;
	seat: string;
	person: string;
}

function converse(
	{ activity, members }: LinkedInRoom,
	parties: Parties,
	{ draw, atMs, token, text, counts }: Piece & { token: string; pool: readonly Member[] },
): void {
	const subject = draw.pick(SUBJECTS);
	activity.addInMail(parties, { fromSeat: true, subject, text: text(1), createdAtMs: atMs });
	counts.inMails += 1;
	if (!draw.chance(400)) return;
	const repliedAtMs = atMs + 20 * MINUTE_MS + draw.int(30 * HOUR_MS);
	activity.addInMail(parties, {
		fromSeat: false,
		subject: `RE: ${subject}`,
		text: `${token.replace('x', 'r')} v1 Thanks, let us talk`,
		createdAtMs: repliedAtMs,
	});
	counts.inMails += 1;
	const member = members.byUrn(parties.person);
	if (!member || !draw.chance(300)) return;
	const shares = { email: draw.chance(900), phone: draw.chance(700) };
	activity.addStub(parties, member, shares, repliedAtMs);
	counts.stubs += 1;
}

function takeNote(
	{ activity }: LinkedInRoom,
	parties: Parties,
	{ draw, atMs, text, counts }: Piece,
): void {
	const shared = !draw.chance(60);
	const note = activity.addNote(parties, text(1), atMs, shared);
	counts.notes += 1;
	if (!shared) counts.privateNotes += 1;
	let lastMs = atMs;
	for (let version = 2; draw.chance(220); version += 1) {
		// Some edits come within minutes, before anybody has read the first version.
		lastMs += draw.chance(500) ? MINUTE_MS + draw.int(20 * MINUTE_MS) : draw.int(3 * DAY_MS);
		note.versions.push({ atMs: lastMs, text: text(version), active: true });
		counts.edits += 1;
	}
	if (!draw.chance(90)) return;
	lastMs += MINUTE_MS + draw.int(2 * DAY_MS);
	const last = note.versions[note.versions.length - 1];
	note.versions.push({ atMs: lastMs, text: last?.text ?? '', active: false });
	counts.deletions += 1;
}

/** Many notes of one seat holder in the same millisecond, as an import leaves them. */
export function generateBurst(
	room: LinkedInRoom,
	options: { contract: string; seat: string; count: number; atMs: number; seed: number },
): void {
	const known = room.members.all().filter(({ candidateIds }) => candidateIds.length === 1);
	for (let one = 0; one < options.count; one += 1) {
		const member = known[one % known.length];
		if (!member) return;
		room.activity.addNote(
			{ contract: options.contract, seat: options.seat, person: member.urn },
			`ev-${options.seed.toString(36)}burst${one.toString(36)} v1 imported`,
			options.atMs,
		);
	}
}
