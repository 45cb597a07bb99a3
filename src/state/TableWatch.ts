import { z } from 'zod';
import { StateError } from '../errors/StateError';
import type { StateStore } from './StateStore';
import { fromJson } from '../basics/fromJson';
import { CONTRACTS, DELETIONS, EXPORTS, PEOPLE, SEATS, SENT } from './tables';

/** A table whose rows are gone although nothing but a user removes them all. */
export interface LostTable {
	table: string;
	/** What was lost, and what to do about it. */
	problem: string;
	whatToDo: string;
}

interface Watched extends LostTable {
	/** Whether rows come again by themselves: then the oldest tells whether they are the old ones. */
	refills: boolean;
	/** When the oldest row was written; empty when that means nothing, undefined when there is none. */
	oldest: (store: StateStore, organization: string) => Promise<string | undefined>;
}

const ONE = { limit: 1 };
const FROM_BACKUP = 'Restore the table from a backup of n8n';
const NOT_AGAIN =
	'store the sharing rules on the connect page once more: the connection then goes on without the table, and this message ends';

/** What cannot be read again from either vendor. */
const WATCHED: readonly Watched[] = [
	{
		table: SEATS.name,
		refills: false,
		oldest: async (store, organization) => {
			const [row] = await store.read(SEATS, { organization }, ONE);
			return row && '';
		},
		problem:
			'The Data Table rsc_seats no longer holds the map of people: the table was deleted or emptied',
		whatToDo: `${FROM_BACKUP}, or map the people again on the mapping page of workflow 02. InMails and notes wait until then, and follow; none is written twice.`,
	},
	{
		table: DELETIONS.name,
		refills: false,
		oldest: async (store, organization) => {
			const [row] = await store.read(DELETIONS, { organization, reason: 'onRequest' }, ONE);
			return row?.deletedAt;
		},
		problem:
			'The Data Table rsc_deletions no longer knows who was deleted on request: the table was deleted or emptied',
		whatToDo: `${FROM_BACKUP}. Without one, delete those people again with Delete Records, and ${NOT_AGAIN}. Nothing is sent before that, so that nobody comes back to LinkedIn.`,
	},
	{
		table: PEOPLE.name,
		refills: true,
		oldest: async (store, organization) => {
			const [row] = await store.read(PEOPLE, { organization }, ONE);
			return row?.knownAt;
		},
		problem:
			'The Data Table rsc_people no longer knows which LinkedIn person is which candidate: the table was deleted or emptied',
		whatToDo: `${FROM_BACKUP}. Without one, InMails and notes of people who are not recognised are set aside until the candidate is linked to the profile again, or changes in SmartRecruiters; ${NOT_AGAIN}.`,
	},
	{
		table: EXPORTS.name,
		refills: true,
		oldest: async (store, organization) => {
			const [row] = await store.read(EXPORTS, { organization }, ONE);
			return row?.receivedAt;
		},
		problem:
			'The Data Table rsc_exports no longer holds the exports: the table was deleted or emptied',
		whatToDo: `${FROM_BACKUP}. Without one, people who waited there or for a decision have to be exported from Recruiter again, and this month's count is too low; ${NOT_AGAIN}.`,
	},
	{
		table: SENT.name,
		refills: true,
		oldest: async (store, organization) => {
			const [row] = await store.read(SENT, { organization, kind: 'begun' }, ONE);
			return row && new Date(row.atMs).toISOString();
		},
		problem:
			'The Data Table rsc_sent no longer knows what LinkedIn was sent: the table was deleted or emptied',
		whatToDo: `${FROM_BACKUP}. Without one, LinkedIn is asked whom it holds, also by the ids of people who may not be shared, and deleting takes more calls, until everything is removed and sent again; ${NOT_AGAIN}.`,
	},
];

const MarksSchema = z.record(
	z.object({
		/** ISO 8601: when rows were last there. */
		seenAt: z.string(),
		lost: z.boolean(),
	}),
);
type Marks = z.output<typeof MarksSchema>;

/**
 * A user can delete or empty a table, which is then made again: that must not look as if nothing had ever been in it. What
 * was there is noted in the organization's row of `rsc_contracts` by every check of the connection.
 */
export class TableWatch {
	constructor(
		private readonly store: StateStore,
		private readonly organization: string,
	) {}

	/** Tables that are lost now. */
	async lost(): Promise<LostTable[]> {
		const marks = await this.marks();
		const lost: LostTable[] = [];
		for (const watched of WATCHED)
			if (await this.isLost(watched, marks)) lost.push(toLost(watched));
		return lost;
	}

	/** @throws StateError when this table is lost */
	async refuseLost(table: string): Promise<void> {
		const watched = WATCHED.find((one) => one.table === table);
		if (watched && (await this.isLost(watched, await this.marks())))
			throw new StateError(watched.problem, watched.whatToDo);
	}

	/**
	 * Looks at all of them; only for whoever holds the lock of the contracts, and then keeps what this gives.
	 *
	 * @returns what has to be kept, and which of them are lost since the last look
	 */
	async look(kept: string, nowMs: number): Promise<{ watched: string; found: LostTable[] }> {
		const before = parse(kept);
		const marks: Marks = {};
		const found: LostTable[] = [];
		for (const watched of WATCHED) {
			const mark = before[watched.table];
			const oldest = await watched.oldest(this.store, this.organization);
			if (mark && isLost(watched, mark, oldest)) {
				if (!mark.lost) found.push(toLost(watched));
				marks[watched.table] = { ...mark, lost: true };
			} else if (oldest !== undefined)
				marks[watched.table] = { seenAt: new Date(nowMs).toISOString(), lost: false };
		}
		return { watched: JSON.stringify(marks), found };
	}

	/** A person goes on without what is lost. */
	async accept(): Promise<void> {
		const lost = await this.lost();
		if (lost.length === 0) return;
		const names = new Set(lost.map(({ table }) => table));
		const marks = Object.entries(await this.marks()).filter(([table]) => !names.has(table));
		const { organization } = this;
		await this.store.update(
			CONTRACTS,
			{ organization, contract: organization },
			{ watched: JSON.stringify(Object.fromEntries(marks)) },
		);
	}

	private async isLost(watched: Watched, marks: Marks): Promise<boolean> {
		const mark = marks[watched.table];
		if (!mark) return false;
		return isLost(watched, mark, await watched.oldest(this.store, this.organization));
	}

	private async marks(): Promise<Marks> {
		const { organization } = this;
		const [own] = await this.store.read(CONTRACTS, { organization, contract: organization });
		// Remove Everything empties some of them.
		return own?.state === 'disconnected' ? {} : parse(own?.watched ?? '');
	}
}

function toLost({ table, problem, whatToDo }: Watched): LostTable {
	return { table, problem, whatToDo };
}

/** Rows from before it was seen the last time are the old ones: nothing is lost, or it was restored. */
function isLost(
	{ refills }: Watched,
	{ seenAt, lost }: Marks[string],
	oldest: string | undefined,
): boolean {
	if (oldest === undefined) return true;
	return Date.parse(oldest) > Date.parse(seenAt) && (refills || lost);
}

/** Marks that cannot be read are made anew. */
function parse(json: string): Marks {
	return MarksSchema.safeParse(fromJson(json || '{}')).data ?? {};
}
