import type { Sandbox } from '../../sandbox/createSandbox';
import type { StoredShare } from '../../sandbox/smartrecruiters/NoteStore';
import type { Entry } from './Ledger';

const MARK = /\bev-[0-9a-z]+/g;

/** Notes at SmartRecruiters by the marks in them, made anew when there are more or fewer. */
class NoteIndex {
	private made: { ids: string; byMark: Map<string, StoredShare[]> } | undefined;

	constructor(private readonly sandbox: Sandbox) {}

	with(mark: string): readonly StoredShare[] {
		return this.index().get(mark) ?? [];
	}

	private index(): Map<string, StoredShare[]> {
		const notes = this.sandbox.notes.all();
		const ids = `${notes.length} ${notes.at(-1)?.id ?? ''} ${notes[0]?.id ?? ''}`;
		if (this.made?.ids === ids) return this.made.byMark;
		const byMark = new Map<string, StoredShare[]>();
		for (const note of notes)
			for (const mark of new Set(note.content.match(MARK) ?? []))
				byMark.set(mark, [...(byMark.get(mark) ?? []), note]);
		this.made = { ids, byMark };
		return byMark;
	}
}

const markOf = (text: string): string => /\bev-[0-9a-z]+/.exec(text)?.[0] ?? '';
const versionIn = (text: string): string => /\bev-[0-9a-z]+ v\d+/.exec(text)?.[0] ?? '';

/**
 * By what SmartRecruiters shows that an InMail or a note has arrived: one note with its mark, in its last version, on the
 * candidate who was that person when the month began.
 *
 * @param mapped seats whose events count
 * @param untouched whether nothing happens to a candidate this month that makes it open who the person is
 */
export function activityEntries(
	sandbox: Sandbox,
	mapped: ReadonlySet<string>,
	untouched: (candidateId: string) => boolean,
): Entry[] {
	const { activity, members } = sandbox.room;
	const index = new NoteIndex(sandbox);
	const entries: Entry[] = [];
	const add = (
		kind: string,
		{ seat, person }: { seat: string; person: string },
		text: string,
		atMs: number,
		last: () => { text: string; active: boolean },
		parkedAs: readonly string[] = [],
	): void => {
		const candidates = members.byUrn(person)?.candidateIds ?? [];
		const [candidateId = ''] = candidates;
		const mark = markOf(text);
		const nobody = !mapped.has(seat)
			? 'a seat that is not mapped'
			: candidates.length === 0
				? 'nobody in SmartRecruiters'
				: candidates.length > 1
					? 'two candidates might be it'
					: '';
		entries.push({
			...{ kind, atMs, key: `activity:${mark}`, parkedAs },
			shown: () => {
				const notes = index.with(mark);
				const { active } = last();
				// What was deleted at LinkedIn has arrived when nothing of it is left.
				if (!active && nobody === '') return notes.length === 0 ? 1 : 0;
				const current = versionIn(last().text);
				const right = notes.filter(({ content }) => content.includes(current));
				return right.length === notes.length ? notes.length : 0;
			},
			excused: () => {
				if (nobody !== '') return nobody;
				if (!sandbox.context.company.candidateById(candidateId)) return 'gone since';
				return untouched(candidateId) ? '' : 'merged, deleted or with another address';
			},
		});
	};
	for (const inMail of activity.allInMails())
		add('InMail', inMail, inMail.text, inMail.createdAtMs, () => ({ ...inMail, active: true }));
	for (const note of activity.allNotes()) {
		if (!note.shared) continue;
		const last = () => note.versions.at(-1) ?? { text: '', active: false };
		const atMs = note.versions.at(-1)?.atMs ?? 0;
		const kind = last().active ? 'note in Recruiter' : 'note deleted in Recruiter';
		add(
			note.versions.length > 1 && last().active ? 'note edited in Recruiter' : kind,
			note,
			note.versions[0]?.text ?? '',
			atMs,
			last,
			// Killed after a note was written and before its id was kept: SmartRecruiters' lists name no ids, and the old version
			// stays beside the new one, which says so, until a person removes it.
			[`activity:prospectNote:${note.id}`],
		);
	}
	return entries;
}

/** Notes that are where they may not be: of seats that are not mapped, of private notes, on another's candidate. */
export function misplacedNotes(sandbox: Sandbox, mapped: ReadonlySet<string>): string[] {
	const { activity, members } = sandbox.room;
	const allowed = new Map<string, readonly string[]>();
	for (const { seat, person, text } of activity.allInMails())
		if (mapped.has(seat)) allowed.set(markOf(text), members.byUrn(person)?.candidateIds ?? []);
	for (const { seat, person, shared, versions } of activity.allNotes())
		if (mapped.has(seat) && shared)
			allowed.set(markOf(versions[0]?.text ?? ''), members.byUrn(person)?.candidateIds ?? []);
	return sandbox.notes.all().flatMap(({ content, candidateIds }) =>
		[...new Set(content.match(MARK) ?? [])].filter((mark) => {
			const owners = allowed.get(mark) ?? [];
			return owners.length !== 1 || !candidateIds.every((id) => owners.includes(id));
		}),
	);
}
