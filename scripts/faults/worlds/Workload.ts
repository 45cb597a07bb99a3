import type { N8nView, WorldView } from './WorldView';

/** What must never be found. */
export const PROMISES = [
	'lost',
	'doubled',
	'wrong',
	'resurrected',
	'seen',
	'halfWay',
	'beyondQuota',
	'leaked',
	'slow',
] as const;
export type Promised = (typeof PROMISES)[number];

export interface Finding {
	promise: Promised;
	what: string;
}
export type Findings = Finding[];

export interface Size {
	people: number;
	jobs: number;
	users?: number;
	teamSize?: number;
}

/** An operation of the package, as a schedule or a trigger starts it. */
export interface Operation {
	name: string;
	isDue?: (world: WorldView) => boolean;
	/** Whether n8n never runs two of it at once. */
	alone?: boolean;
	/** @returns its state; `busy` while another run holds the lock */
	run: (n8n: N8nView, world: WorldView) => Promise<string>;
	/** What n8n has forgotten when it was killed. */
	killed?: (world: WorldView) => void;
}

/** What a company does with the package, over some steps, and what must come of it. */
export interface Workload {
	name: string;
	/** What is tried, for the table. */
	title: string;
	size: Size;
	steps: number;
	everyMs: number;
	operations: readonly Operation[];
	/** Afterwards, until all is in order: at most so many rounds. */
	patience: number;
	settleEveryMs: number;
	settling?: readonly Operation[];
	begin: (world: WorldView) => Promise<void>;
	/** What is otherwise at another vendor or company, by name: changed behind `begin`. */
	variants?: Readonly<Record<string, (world: WorldView) => void | Promise<void>>>;
	/** Of a variant whose company has another size. */
	sizes?: Readonly<Record<string, Size>>;
	/** What people do at this step. */
	happen: (world: WorldView, step: number) => void | Promise<void>;
	/** Whether a request must not be made before the admin has acknowledged and connected. */
	isForbiddenBefore: (at: string) => boolean;
	/** Called before a request, to change the places of records in lists. */
	shift?: (world: WorldView, at: string) => void;
	/** Called after each request. */
	watch?: (world: WorldView) => void;
	/** What is not as it must be. */
	verify: (world: WorldView) => Promise<Findings>;
	/** Tables that may be lost without harm; of the others, people are told. */
	losable: readonly string[];
}
