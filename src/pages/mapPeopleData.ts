/**
 * Where a seat stands.
 * - `changed`: decided before, and something has changed since. `mapped`, `skipped`: decided.
 * - `certain`, `likely`: not decided, with one user suggested. `review`: several could be meant. `unmatched`: nobody.
 */
export type RowStatus =
	| 'changed'
	| 'certain'
	| 'likely'
	| 'review'
	| 'unmatched'
	| 'mapped'
	| 'skipped';

export interface RowUser {
	id: string;
	name: string;
	email: string;
}

/** One seat holder on the page. */
export interface MapRow {
	seatUrn: string;
	contractUrn: string;
	/** Empty while an invitation is open. */
	personUrn: string;
	seatName: string;
	seatEmail: string;
	seatState: string;
	status: RowStatus;
	/** Why this user, or why none. */
	reason: string;
	/** Mapped to, or suggested. */
	user?: RowUser;
	/** How a suggestion that is confirmed is to be kept. */
	matchedBy: string;
	/** Who could be meant, where no single user is suggested or the one before cannot stay. */
	candidates: RowUser[];
	/** Whether the user that was decided on can stay after what has changed. */
	keepable: boolean;
	/** What has changed, and what to do about it. */
	changes: Array<{ code: string; text: string; whatToDo: string }>;
}

/** A Recruiter contract with its seat holders. */
export interface MapContract {
	contractUrn: string;
	/** As the admin knows it; may be empty. */
	name: string;
	rows: MapRow[];
	/** Why LinkedIn does not show the seats, and what to do; empty when it does. */
	problem: string;
}

/** What importing the past of one newly mapped seat costs at least. */
export interface MapImport {
	days: number;
	callsPerSeat: number;
	callsPerDay: number;
}

export interface MapPeopleData {
	contracts: MapContract[];
	import: MapImport;
	/** Whether Recruiter shows jobs to their hiring teams, or is going to. */
	followsTeams: boolean;
}
