import type { ContractRow } from './statusPageData';

/** The steps of connecting, in their order. */
export const CONNECT_STEPS = [
	['acknowledge', 'Acknowledge'],
	['share', 'What may be shared'],
	['add', 'Contracts'],
	['request', 'Request access'],
	['switchOn', 'Switch on'],
	['connected', 'Connected'],
] as const;
export type ConnectStep = (typeof CONNECT_STEPS)[number][0];

/** What may be shared, as the form shows it. */
export interface SharingForm {
	/** Who decided, and when; empty while nobody has. */
	changedBy: string;
	changedAt: string;
	/** Absent when SmartRecruiters did not tell them: then their rules stay. */
	departments?: ReadonlyArray<{
		id: string;
		label: string;
		rule: '' | 'neverSent' | 'keptPrivate';
	}>;
	/** Ids, one a line. */
	jobsNeverSent: string;
	jobsKeptPrivate: string;
	/** Separated by commas. */
	confidentialTags: string;
	doNotContactTags: string;
	consent: string;
	jobVisibility: string;
	reviews: boolean;
	notes: boolean;
	/** What the rules do, if somebody asked. */
	preview?: {
		jobs: number;
		more: boolean;
		jobsNeverSent: number;
		jobsKeptPrivate: number;
		rules: ReadonlyArray<{ label: string; rule: string; jobs: number; people?: number }>;
	};
}

/** Who sees jobs and applications in Recruiter, as the form shows it. */
export interface VisibilityForm {
	/** Whom the stored choice lets see them: `everybody` or `team`. */
	storedWho: string;
	/** As the form has it. */
	who: string;
	/** Ids or names, one a line. */
	openDepartments: string;
	/** Ids, one a line. */
	openJobs: string;
	/** Whether confidential jobs are shared with their hiring team alone. */
	confidentialToTeam: boolean;
	/** `person` or `accessGroup`. */
	scheme: string;
	/** `ID: department, department`, one a line. */
	accessGroups: string;
	/** Who decided what is stored, and when; empty while nobody has. */
	changedBy: string;
	changedAt: string;
	/** What the choice in the form would do, if somebody asked. */
	preview?: 'everybody' | VisibilityPreview | undefined;
}

/** What a choice would show to whom, before anything is switched. */
export interface VisibilityPreview {
	/** Jobs that were looked at. */
	jobs: number;
	/** Whether SmartRecruiters has more jobs than were looked at. */
	more: boolean;
	toEverybody: number;
	toTeam: number;
	/** Confidential jobs that their hiring team alone would see. */
	toTeamAlone: number;
	/** Only those who see every job see these, or nobody does. */
	toNobody: number;
	/** Confidential jobs that are not sent. */
	notSent: number;
	/** How often a member of a hiring team has no Recruiter seat that is mapped. */
	membersWithoutSeat: number;
	/** People who are in a group, and who of them see every job. */
	people: number;
	seeEveryJob: number;
	/** People who would be in more groups than LinkedIn takes, and so see too little. */
	inTooManyGroups: number;
	/** Jobs whose team could not be read. */
	unread: number;
}

/** A contract as the page tells of it. */
export type ShownContract = ContractRow & { product: string };

/** What is clicked one after the other: an entry of the bar at the top, of its menu, then of the page. */
export interface ClickPath {
	title: string;
	/** Whether the first place is the face of whoever is signed in; else it is a word. */
	beginsAtFace: boolean;
	places: readonly string[];
}

/** What the page shows. */
export interface ConnectPageData {
	step: ConnectStep;
	/** Paragraphs of the text that is acknowledged, and its version. */
	text: readonly string[];
	textVersion: string;
	acknowledgedBy: string;
	acknowledgedAt: string;
	sharing: SharingForm;
	visibility: VisibilityForm;
	/** As they are kept; empty for the default. */
	choices: { profileUrl: string; closedProfilesPath: string };
	contracts: readonly ShownContract[];
	/** Where LinkedIn's window is, with the key; empty when no such page was set up. */
	onboardingLink: string;
	recruiterUrl: string;
	/** From Recruiter's start page to the two switches, in each form that Recruiter has. */
	clickPaths: readonly ClickPath[];
	/** What Recruiter calls them. */
	switches: { company: string; contract: string };
	/** What became of the form that was just sent. */
	message: string;
	/** What went wrong, apart from single fields: what happened, and what to do. */
	problem: string;
	/** What is wrong with a field, by its name. */
	errors: Readonly<Record<string, string>>;
	/** What was typed into the form that was just sent, by name; kept where it was wrong. */
	typed: Readonly<Record<string, string>>;
	/** The form that was just sent; its section is open. */
	sent: string;
	address: string;
	key: string;
	/** Addresses of other pages, relative to this one; empty leaves a link out. */
	links: { status: string; disconnect: string; preflight: string; move: string };
	/** Whether another company page was connected here before. */
	hadOther: boolean;
	nowMs: number;
}
