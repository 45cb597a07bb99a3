/** A pattern as a tree, as far as this package's expressions go. */
export type Part =
	| { kind: 'char'; fits: (char: string) => boolean; source: string }
	| { kind: 'edge'; holds: (text: readonly string[], at: number) => boolean }
	| { kind: 'look'; ahead: boolean; wanted: boolean; inner: Part }
	| { kind: 'sequence'; parts: Part[] }
	| { kind: 'choice'; options: Part[] }
	| { kind: 'repeat'; inner: Part; least: number; most: number; lazy: boolean };

class Reader {
	private at = 0;

	constructor(
		private readonly source: string,
		private readonly flags: string,
	) {}

	choice(): Part {
		const options = [this.sequence()];
		while (this.take('|')) options.push(this.sequence());
		const [only] = options;
		return options.length === 1 && only ? only : { kind: 'choice', options };
	}

	private sequence(): Part {
		const parts: Part[] = [];
		while (this.at < this.source.length && !/^[|)]/.test(this.rest())) parts.push(this.repeated());
		return { kind: 'sequence', parts };
	}

	private repeated(): Part {
		const inner = this.atom();
		const [token = '', least, comma, most] =
			/^(?:[*+?]|\{(\d+)(,?)(\d*)\})/.exec(this.rest()) ?? [];
		if (token === '') return inner;
		this.at += token.length;
		const lazy = this.take('?');
		const simple = { '*': [0, Infinity], '+': [1, Infinity], '?': [0, 1] }[token];
		const from = simple?.[0] ?? Number(least);
		const upTo = simple?.[1] ?? (comma === '' ? from : most === '' ? Infinity : Number(most));
		return { kind: 'repeat', inner, least: from, most: upTo, lazy };
	}

	private atom(): Part {
		const [group] = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(this.rest()) ?? [];
		if (group !== undefined) {
			this.at += group.length;
			const inner = this.choice();
			if (!this.take(')')) throw new Error(`No end of a group: ${this.source}`);
			return /[=!]$/.test(group)
				? { kind: 'look', ahead: !group.includes('<'), wanted: group.endsWith('='), inner }
				: inner;
		}
		if (this.take('^')) return { kind: 'edge', holds: (_text, at) => at === 0 };
		if (this.take('$')) return { kind: 'edge', holds: (text, at) => at === text.length };
		if (this.take('\\b'))
			return { kind: 'edge', holds: (text, at) => isWord(text[at - 1]) !== isWord(text[at]) };
		const [source = ''] =
			/^(?:\[(?:\\[^]|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[^]|[^])/u.exec(
				this.rest(),
			) ?? [];
		if (/^\\\d/.test(source)) throw new Error(`Back references are not known: ${this.source}`);
		this.at += source.length;
		const one = new RegExp(`^(?:${source})$`, this.flags.replace(/[gy]/g, ''));
		return { kind: 'char', fits: (char) => one.test(char), source };
	}

	private rest(): string {
		return this.source.slice(this.at);
	}

	private take(token: string): boolean {
		if (!this.source.startsWith(token, this.at)) return false;
		this.at += token.length;
		return true;
	}
}

const isWord = (char: string | undefined): boolean => char !== undefined && /\w/.test(char);

export function parsePattern(source: string, flags: string): Part {
	return new Reader(source, flags).choice();
}

type Next = (at: number) => boolean;

/**
 * How many characters a backtracking engine looks at to find every match of an expression in a text, as `replace` with
 * the flag `g` does: a measure that is the same on every machine. Ends at `most`.
 */
export function stepsOf(pattern: Part, text: string, most: number): number {
	const chars = [...text];
	let steps = 0;
	const match = (part: Part, at: number, next: Next): boolean => {
		if (steps > most) return false;
		switch (part.kind) {
			case 'char': {
				steps += 1;
				const char = chars[at];
				return char !== undefined && part.fits(char) && next(at + 1);
			}
			case 'edge':
				return part.holds(chars, at) && next(at);
			case 'look': {
				const found = part.ahead
					? match(part.inner, at, () => true)
					: at > 0 && match(part.inner, at - 1, (end) => end === at);
				return found === part.wanted && next(at);
			}
			case 'sequence':
				return matchAll(part.parts, 0, at, next);
			case 'choice':
				return part.options.some((option) => match(option, at, next));
			case 'repeat':
				return repeat(part, 0, at, next);
		}
	};
	const matchAll = (parts: readonly Part[], index: number, at: number, next: Next): boolean => {
		const part = parts[index];
		return part ? match(part, at, (end) => matchAll(parts, index + 1, end, next)) : next(at);
	};
	const repeat = (
		part: Extract<Part, { kind: 'repeat' }>,
		count: number,
		at: number,
		next: Next,
	): boolean => {
		const more = (): boolean =>
			count < part.most &&
			match(part.inner, at, (end) => end > at && repeat(part, count + 1, end, next));
		const enough = (): boolean => count >= part.least && next(at);
		return part.lazy ? enough() || more() : more() || enough();
	};
	for (let start = 0; start <= chars.length && steps <= most; ) {
		let end = -1;
		match(pattern, start, (at) => {
			end = at;
			return true;
		});
		start = Math.max(start + 1, end);
	}
	return steps;
}
