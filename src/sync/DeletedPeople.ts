import type { BarredPerson } from '../state/Deletions';
import { kept } from './kept';
import { PAGES_AT_ONCE } from './overlapped';

type LookedUp = Map<string, BarredPerson | undefined>;
type Barring = ReadonlyMap<string, BarredPerson>;

/** Which candidates were deleted at LinkedIn and must not come back. */
export interface ReadBarred {
	/** Of these, asked by key. */
	of: (candidateIds: readonly string[]) => Promise<Barring>;
	/** All, where they are few: `undefined` where they are not. */
	all: () => Promise<Barring | undefined>;
	/** Those since shortly before the run began, where they are few. */
	fresh: () => Promise<Barring | undefined>;
	nowMs: () => number;
}

const nobody = async (): Promise<Barring> => await Promise.resolve(new Map());

/** For work that no earlier deletion keeps from anything. */
export const NOBODY_BARRED: ReadBarred = { of: nobody, all: nobody, fresh: nobody, nowMs: () => 0 };

/** As many candidates as this are looked up at once by who goes through all of them, page by page. */
const PAGE = 50;

/** Pages may go by faster than a look costs: until so many have, one that is not older than this will do. */
const MOST_PAGES = 32;
const FRESH_MS = 2_000;

/** Who was deleted before, as far as one run has looked it up. */
export class DeletedPeople {
	private known: LookedUp = new Map();

	/** What was known at the last renewal: pages that were looked up before it may be at work still. */
	private before: LookedUp = new Map();

	/** Everybody who was deleted; `undefined` where they are many, absent before that was asked. */
	private everybody: Promise<Barring | undefined> | undefined;

	/** How many pages were looked up since the last look at who was deleted, and when that was. */
	private pages = 0;

	private lookedAtMs = 0;

	constructor(private readonly read: ReadBarred) {}

	/** Looks these up at once rather than one by one. */
	async lookUp(candidateIds: readonly string[]): Promise<void> {
		const unknown = candidateIds.filter((id) => !this.known.has(id));
		if (unknown.length === 0) return;
		const barred = (await this.allOf(unknown)) ?? (await this.read.of(unknown));
		for (const id of unknown) this.known.set(id, barred.get(id));
	}

	/** @returns `undefined` for who was not deleted */
	async of(candidateId: string): Promise<BarredPerson | undefined> {
		const found = [this.known, this.before].find((known) => known.has(candidateId));
		if (found) return found.get(candidateId);
		await this.lookUp([candidateId]);
		return this.known.get(candidateId);
	}

	/**
	 * Looks up anew who is looked up from here on: what was deleted meanwhile is stored by now.
	 *
	 * @param lifted who is there after all
	 */
	renew(lifted: readonly string[]): void {
		this.before = this.known;
		this.known = new Map();
		this.pages = MOST_PAGES;
		if (lifted.length > 0 && this.everybody)
			this.keepEverybody(without(this.everybody, new Set(lifted)));
	}

	/**
	 * For pages of a list: where few were deleted, all of them are read once a run. What others delete meanwhile is read once
	 * for all pages that are at work at once, and no more often than every two seconds where they go by faster than that.
	 */
	private async allOf(candidateIds: readonly string[]): Promise<Barring | undefined> {
		if (candidateIds.length < PAGE) return undefined;
		const { everybody } = this;
		if (!everybody) this.look(this.read.all());
		else if (this.isDue()) this.look(this.withFresh(everybody));
		this.pages += 1;
		return await this.everybody;
	}

	private isDue(): boolean {
		if (this.pages >= MOST_PAGES) return true;
		return this.pages >= PAGES_AT_ONCE && this.read.nowMs() - this.lookedAtMs >= FRESH_MS;
	}

	private look(lookUp: Promise<Barring | undefined>): void {
		this.pages = 0;
		this.lookedAtMs = this.read.nowMs();
		this.keepEverybody(lookUp);
	}

	private async withFresh(before: Promise<Barring | undefined>): Promise<Barring | undefined> {
		const known = await before;
		// Where they are many, each page asks by key, which misses nobody.
		const fresh = known && (await this.read.fresh());
		return fresh && new Map([...known, ...fresh]);
	}

	private keepEverybody(lookUp: Promise<Barring | undefined>): void {
		this.everybody = kept(lookUp, () => {
			this.everybody = undefined;
		});
	}
}

/** What a person decided stays. */
async function without(
	everybody: Promise<Barring | undefined>,
	lifted: ReadonlySet<string>,
): Promise<Barring | undefined> {
	const known = await everybody;
	return (
		known &&
		new Map([...known].filter(([id, { barred }]) => barred === 'always' || !lifted.has(id)))
	);
}
