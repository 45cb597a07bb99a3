import type { SentPeople } from '../state/SentLedger';

/** Pages whose people are written down together, before any of them is sent. */
interface Group {
	people: Map<string, ReadonlyMap<string, string>>;
	written: Promise<void>;
}

/** What a page is about to send. */
export interface Intention {
	/** Resolves when it was written down. */
	written: Promise<void>;
	/** To be called when the page begins to be sent, and in any case when it comes to an end. */
	begins: () => void;
}

/**
 * Writes down what neighbouring pages are about to send, for several of them at once: a write to a Data Table costs n8n
 * more than everything else that a page needs. Pages join a group until the last one of the group before begins to be sent;
 * then the group is written.
 */
export class Intentions {
	private open: Group | undefined;

	private last: Promise<void> = Promise.resolve();

	/** When the page that joined last begins to be sent, or comes to an end without that. */
	private sending: Promise<void> = Promise.resolve();

	constructor(private readonly write: (people: SentPeople) => Promise<void>) {}

	/** For the next page: in the order in which they are sent, or they would wait for each other. */
	join(people: SentPeople): Intention {
		const group = (this.open ??= this.begin(this.sending));
		for (const [id, jobs] of people) group.people.set(id, jobs);
		let begins = (): void => undefined;
		this.sending = new Promise((resolve) => {
			begins = resolve;
		});
		return { written: group.written, begins };
	}

	private begin(before: Promise<void>): Group {
		const group: Group = { people: new Map(), written: Promise.resolve() };
		group.written = this.last.then(async () => {
			await before;
			this.open = undefined;
			await this.write(group.people);
		});
		// Whoever waits for it is told of a failure; the next group is another one.
		this.last = group.written.catch(() => undefined);
		return group;
	}
}
