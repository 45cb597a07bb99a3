import {
	ACTIVITY,
	DELETIONS,
	FAILURES,
	LOCKS,
	PARKED,
	PEOPLE,
	PROCESSES,
	QUEUE,
	SENT,
	SYNC,
} from '../../../src/state/tables';
import type { Sandbox } from '../../../sandbox/createSandbox';

/** Tables in which nobody may be named (docs/gdpr.md); of parked records the payload is left out, which holds texts. */
const NAMELESS = [SYNC, LOCKS, PEOPLE, ACTIVITY, DELETIONS, SENT, QUEUE, PROCESSES, FAILURES];
/** Secrets of the sandbox's accounts, tokens that it gave out, texts of InMails and notes, and any address. */
const PATTERNS = [
	/sandbox-(?:child|sr|parent)-secret/,
	/SANDBOX-KEY/,
	/AQX[\w-]{32}/,
	/\bev-\w+x\w+/,
	/[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)*\.(?:com|org|net)/i,
];
const LONG_ENOUGH = 6;

/** Every name and address that both vendors know, and everything secret: where it must not be. */
export class Canaries {
	constructor(private readonly sandbox: Sandbox) {}

	/** @returns what of it a text holds, as words that name nobody */
	foundIn(text: string): string | undefined {
		const pattern = PATTERNS.find((one) => one.test(text));
		if (pattern) return String(pattern);
		return this.people().some((one) => spelt(one).some((form) => text.includes(form)))
			? 'a name or an address'
			: undefined;
	}

	/** Rows of tables in which nobody may be named. */
	foundInTables(rows: (table: string) => ReadonlyArray<Record<string, unknown>>): string[] {
		const texts = [
			...NAMELESS.map(({ name }) => [name, rows(name)] as const),
			[PARKED.name, rows(PARKED.name).map(({ payload: _text, ...row }) => row)] as const,
		];
		return texts.flatMap(([name, all]) => {
			const found = this.foundIn(JSON.stringify(all));
			return found === undefined ? [] : `${name} holds ${found}`;
		});
	}

	private people(): string[] {
		const { context, seats } = this.sandbox;
		const candidates = [...context.company.candidates()].flatMap(
			({ firstName, lastName, email = '', linkedin = '' }) => [
				`${firstName} ${lastName}`,
				`${lastName}, ${firstName}`,
				email,
				linkedin,
			],
		);
		const holders = ['2001', '2002']
			.flatMap((contract) => seats.list(`urn:li:contract:${contract}`))
			.map(({ firstName, lastName }) => `${firstName} ${lastName}`);
		return [...candidates, ...holders].filter((one) => one.trim().length >= LONG_ENOUGH);
	}
}

/** As it is, in an address, and in base64, in which a text has three forms. */
const spelt = (text: string): string[] => [
	text,
	encodeURIComponent(text),
	...[0, 1, 2].map((before) => {
		const whole = Buffer.from('x'.repeat(before) + text).toString('base64');
		// The first and last characters are shared with the neighbours.
		return whole.slice(before === 0 ? 0 : before + 1, -4);
	}),
];
