import { SlidingWindow } from '../../core/SlidingWindow';
import { MINUTE_MS } from '../../core/durations';
import type { Member } from '../Members';

/** A message between a seat holder and a member (LinkedIn reference §9.1). Times are epoch milliseconds. */
export interface StoredInMail {
	id: string;
	threadUrn: string;
	contract: string;
	seat: string;
	person: string;
	fromSeat: boolean;
	subject: string;
	text: string;
	createdAtMs: number;
}

/** One state of a note; the last one whose time has come holds. */
export interface NoteVersion {
	atMs: number;
	text: string;
	active: boolean;
}

/** A note on a prospect (§9.3). */
export interface StoredNote {
	id: number;
	contract: string;
	seat: string;
	person: string;
	/** Whether the whole organization may see it; the API gives out only such notes. */
	shared: boolean;
	versions: NoteVersion[];
}

/** What a member shared in the first reply (§9.2). */
export interface StoredStub {
	id: number;
	contract: string;
	seat: string;
	createdAtMs: number;
	contact: Member;
	/** Which of e-mail and phone they gave. */
	shares: { email: boolean; phone: boolean };
}

/** What has happened in Recruiter so far. */
export interface ActivityState {
	inMails: StoredInMail[];
	notes: StoredNote[];
	stubs: StoredStub[];
	nextNumber: number;
}

/** What happens between two pages of one reading. */
export interface Disturbance {
	/** `edited`: a note of the page just given is edited. `late`: an InMail arrives in front of those just given. */
	how: 'edited' | 'late';
	times: number;
}

type Parties = Pick<StoredInMail, 'contract' | 'seat' | 'person'>;

/**
 * Everything seat holders do in Recruiter. Events may lie in the future: they are seen when the sandbox's clock comes
 * to them.
 */
export class ActivityStore {
	private inMailsBySeat = new Map<string, StoredInMail[]>();

	private notesByContract = new Map<string, StoredNote[]>();

	private stubsByContract = new Map<string, StoredStub[]>();

	private readonly paces = new Map<string, SlidingWindow>();

	disturbances: Disturbance[] = [];

	private nextNumber = 1;

	inMailsOf(seat: string): readonly StoredInMail[] {
		return this.inMailsBySeat.get(seat) ?? [];
	}

	notesOf(contract: string): readonly StoredNote[] {
		return this.notesByContract.get(contract) ?? [];
	}

	stubsOf(contract: string): readonly StoredStub[] {
		return this.stubsByContract.get(contract) ?? [];
	}

	allInMails(): StoredInMail[] {
		return [...this.inMailsBySeat.values()].flat();
	}

	allNotes(): StoredNote[] {
		return [...this.notesByContract.values()].flat();
	}

	allStubs(): StoredStub[] {
		return [...this.stubsByContract.values()].flat();
	}

	note(id: number): StoredNote | undefined {
		return this.allNotes().find((note) => note.id === id);
	}

	/** Ids start with `S` for the first message of a thread and `I` for replies (§9.1). */
	addInMail(
		parties: Parties,
		message: Pick<StoredInMail, 'fromSeat' | 'subject' | 'text' | 'createdAtMs'>,
	): StoredInMail {
		const own = this.inMailsBySeat.get(parties.seat) ?? [];
		const thread = own.find(({ person }) => person === parties.person)?.threadUrn;
		const number = this.number();
		const inMail: StoredInMail = {
			...parties,
			...message,
			id: `${thread ? 'I' : 'S'}${7_000_000_000_000_000_000n + BigInt(number)}_1000`,
			threadUrn: thread ?? `urn:li:messagingThread:${7_100_000_000_000_000_000n + BigInt(number)}`,
		};
		own.push(inMail);
		this.inMailsBySeat.set(parties.seat, own);
		return inMail;
	}

	addStub(
		{ contract, seat }: Omit<Parties, 'person'>,
		contact: Member,
		shares: StoredStub['shares'],
		createdAtMs: number,
	): StoredStub {
		const stub = { id: this.number(), contract, seat, createdAtMs, contact, shares };
		const own = this.stubsByContract.get(contract);
		if (own) own.push(stub);
		else this.stubsByContract.set(contract, [stub]);
		return stub;
	}

	addNote(parties: Parties, text: string, atMs: number, shared = true): StoredNote {
		const note: StoredNote = {
			...parties,
			id: 800_000_000 + this.number(),
			shared,
			versions: [{ atMs, text, active: true }],
		};
		const own = this.notesByContract.get(parties.contract);
		if (own) own.push(note);
		else this.notesByContract.set(parties.contract, [note]);
		return note;
	}

	/** How many records a minute of one member were given out, over all callers (§9.1). */
	paceOf(seat: string): SlidingWindow {
		const known = this.paces.get(seat);
		if (known) return known;
		const fresh = new SlidingWindow(MINUTE_MS);
		this.paces.set(seat, fresh);
		return fresh;
	}

	/** The most that any minute of any member has held. */
	get pacePeak(): number {
		return Math.max(0, ...[...this.paces.values()].map(({ peak }) => peak));
	}

	claim(how: Disturbance['how']): boolean {
		const found = this.disturbances.find((one) => one.how === how && one.times > 0);
		if (found) found.times -= 1;
		return found !== undefined;
	}

	/** Everything as plain data, for a state file. */
	dump(): ActivityState {
		return {
			inMails: this.allInMails(),
			notes: this.allNotes(),
			stubs: this.allStubs(),
			nextNumber: this.nextNumber,
		};
	}

	load({ inMails, notes, stubs, nextNumber }: ActivityState): void {
		for (const one of inMails) this.inMailsBySeat.set(one.seat, [...this.inMailsOf(one.seat), one]);
		for (const one of notes)
			this.notesByContract.set(one.contract, [...this.notesOf(one.contract), one]);
		for (const one of stubs)
			this.stubsByContract.set(one.contract, [...this.stubsOf(one.contract), one]);
		this.nextNumber = nextNumber;
	}

	reset(): void {
		this.inMailsBySeat = new Map();
		this.notesByContract = new Map();
		this.stubsByContract = new Map();
		this.paces.clear();
		this.disturbances = [];
		this.nextNumber = 1;
	}

	private number(): number {
		this.nextNumber += 1;
		return this.nextNumber;
	}
}

/** The state of a note at a time; `undefined` before it was written. */
export function stateAt(note: StoredNote, nowMs: number): NoteVersion | undefined {
	let last: NoteVersion | undefined;
	for (const version of note.versions) if (version.atMs <= nowMs) last = version;
	return last;
}
