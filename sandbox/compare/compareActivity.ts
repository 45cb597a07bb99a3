import type { LinkedInRoom } from '../linkedin/guard';
import { stateAt } from '../linkedin/activity/ActivityStore';
import type { NoteStore, StoredShare } from '../smartrecruiters/NoteStore';

const SHOWN = 10;

/** A list that counts all and shows some. */
export interface Finding {
	count: number;
	/** At most ten. */
	shown: string[];
}

export interface ActivityComparison {
	agree: boolean;
	/** Events that must be on a candidate as a note, and how many are, once and in their last version. */
	expected: number;
	found: number;
	/** Expected, but on no candidate. */
	missing: Finding;
	/** There more than once. */
	twice: Finding;
	/** On a candidate where they do not belong: another person's, of a seat that is not mapped, private or deleted. */
	wrong: Finding;
	/** An old version that is still there. */
	outdated: Finding;
	/** Without the seat holder's name or the original time. */
	headless: Finding;
	/** Long texts whose end is missing. */
	cut: Finding;
	/** Notes that tag or mention somebody else, or are seen by more than those who may see the candidate. */
	unsafe: Finding;
	/** Events about people who are no candidate, or several: nothing may be written for them. */
	undecidable: number;
}

interface Wanted {
	/** What tells this event apart in a text. */
	token: string;
	text: string;
	candidateId: string;
	seatName: string;
	atMs: number;
}

const finding = (items: readonly string[]): Finding => ({
	count: items.length,
	shown: items.slice(0, SHOWN),
});

/** The mark that generated texts carry (`ev-…`); for texts that people typed, their first words. */
function tokenOf(text: string): string {
	return /\bev-[0-9a-z]+/.exec(text)?.[0] ?? plain(text).slice(0, 60);
}

/** A text as a reader takes it in: what was done to markup, brackets and blanks does not count. */
function plain(text: string): string {
	return text
		.replace(/[^\p{L}\p{N}-]+/gu, ' ')
		.trim()
		.toLowerCase();
}

/**
 * Whether what mapped seat holders did in Recruiter is on the right candidates as notes, exactly once and in its last
 * version, and nothing else is. Written from the reference, not from the product: it knows nothing of the product's marks.
 *
 * @param since for a seat, from when on its events count; epoch milliseconds
 */
export function compareActivity(
	room: LinkedInRoom,
	notes: NoteStore,
	seats: ReadonlySet<string>,
	since: ReadonlyMap<string, number> = new Map(),
): ActivityComparison {
	const { wanted, undecidable } = collect(room, seats, since);
	const byToken = new Map<string, Array<{ note: StoredShare; text: string }>>();
	const unsafe: string[] = [];
	for (const note of notes.all()) {
		const text = plain(note.content);
		const token = tokenOf(note.content.split('\n').slice(1).join('\n'));
		for (const key of new Set([token, ...(note.content.match(/\bev-[0-9a-z]+/g) ?? [])]))
			byToken.set(key, [...(byToken.get(key) ?? []), { note, text }]);
		if (
			note.candidateIds.length !== 1 ||
			note.mailed.length > 0 ||
			note.visibility !== 'OPEN' ||
			/@\[USER:/.test(note.content)
		)
			unsafe.push(note.id);
	}
	const missing: string[] = [];
	const twice: string[] = [];
	const wrong: string[] = [];
	const outdated: string[] = [];
	const headless: string[] = [];
	const cut: string[] = [];
	let found = 0;
	const known = new Map(wanted.map((one) => [one.token, one]));
	for (const one of wanted) {
		const held = byToken.get(one.token) ?? [];
		const version = plain(one.text).slice(0, 80);
		const right = held.filter(
			({ note, text }) => note.candidateIds.includes(one.candidateId) && text.includes(version),
		);
		if (right.length === 0) missing.push(one.token);
		if (right.length > 1) twice.push(one.token);
		if (held.some(({ note }) => !note.candidateIds.includes(one.candidateId)))
			wrong.push(one.token);
		if (held.some(({ text }) => !text.includes(version))) outdated.push(one.token);
		const [first] = right;
		if (!first) continue;
		found += 1;
		const date = new Date(one.atMs).toISOString();
		const shows = [date.slice(0, 10), date.slice(11, 16), one.seatName];
		if (!shows.every((piece) => first.note.content.includes(piece))) headless.push(one.token);
		const end = plain(one.text).slice(-60);
		if (!notes.of(one.candidateId).some(({ content }) => plain(content).includes(end)))
			cut.push(one.token);
	}
	for (const { candidateId, marks, count } of sharedContacts(room, seats, since)) {
		const held = notes
			.of(candidateId)
			.filter(({ content }) => marks.some((mark) => content.includes(mark)));
		if (held.length < count) missing.push(`contact of ${candidateId}`);
		if (held.length > count) twice.push(`contact of ${candidateId}`);
	}
	for (const [token, held] of byToken)
		if (token.startsWith('ev-') && !known.has(token)) for (const _ of held) wrong.push(token);
	const findings = { missing, twice, wrong, outdated, headless, cut, unsafe };
	const result = Object.fromEntries(
		Object.entries(findings).map(([name, items]) => [name, finding(items)]),
	) as Record<keyof typeof findings, Finding>;
	return {
		agree: Object.values(findings).every((items) => items.length === 0),
		expected: wanted.length,
		found,
		...result,
		undecidable,
	};
}

/** What members shared with mapped seat holders: one note for each time, which shows what was shared. */
function sharedContacts(
	room: LinkedInRoom,
	seats: ReadonlySet<string>,
	since: ReadonlyMap<string, number>,
): Array<{ candidateId: string; marks: string[]; count: number }> {
	const now = room.context.clock.now();
	const byCandidate = new Map<string, { candidateId: string; marks: string[]; count: number }>();
	for (const { seat, createdAtMs, contact, shares } of room.activity.allStubs()) {
		const [candidateId] = contact.candidateIds;
		const marks = [shares.email && contact.email, shares.phone && contact.phone].flatMap(
			(mark) => mark || [],
		);
		const counts = seats.has(seat) && createdAtMs <= now && createdAtMs >= (since.get(seat) ?? 0);
		if (!counts || !candidateId || contact.candidateIds.length > 1 || marks.length === 0) continue;
		const known = byCandidate.get(candidateId) ?? { candidateId, marks: [], count: 0 };
		byCandidate.set(candidateId, {
			candidateId,
			marks: [...known.marks, ...marks],
			count: known.count + 1,
		});
	}
	return [...byCandidate.values()];
}

function collect(
	room: LinkedInRoom,
	seats: ReadonlySet<string>,
	since: ReadonlyMap<string, number>,
): { wanted: Wanted[]; undecidable: number } {
	const now = room.context.clock.now();
	const wanted: Wanted[] = [];
	let undecidable = 0;
	const add = (
		event: { seat: string; person: string },
		text: string,
		atMs: number,
		changedMs = atMs,
	): void => {
		if (!seats.has(event.seat) || changedMs > now || changedMs < (since.get(event.seat) ?? 0))
			return;
		const candidates = room.members.byUrn(event.person)?.candidateIds ?? [];
		const alive = candidates.filter((id) => room.context.company.candidateById(id));
		const [candidateId] = alive;
		if (!candidateId || candidates.length > 1) {
			undecidable += 1;
			return;
		}
		const seatName = room.seats.byUrn(event.seat)?.lastName ?? '';
		wanted.push({ token: tokenOf(text), text, candidateId, seatName, atMs });
	};
	for (const inMail of room.activity.allInMails()) add(inMail, inMail.text, inMail.createdAtMs);
	for (const note of room.activity.allNotes()) {
		const state = stateAt(note, now);
		if (note.shared && state?.active)
			add(note, state.text, note.versions[0]?.atMs ?? 0, state.atMs);
	}
	return { wanted, undecidable };
}
