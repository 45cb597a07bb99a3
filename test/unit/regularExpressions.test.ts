import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { type Part, parsePattern, stepsOf } from '../support/regexpSteps';

const ROOT = join(__dirname, '../..');

/** Made at run time, so that the source shows no literal: as they come out. */
const MADE: readonly RegExp[] = [/"requestId"\s*:\s*(\d+)/, /^urn:li:person:[^\s,()]+$/];

/** Not linear, and why that is no matter: what they look at is short, or comes from nobody outside. */
const ELSEWHERE_BOUNDED: ReadonlyMap<string, string> = new Map([
	['/\\/+$/', 'base URLs of credentials and parameters'],
]);

/** Characters of which attacks are made, in the order in which they are tried. */
const POOL = [
	...'aA0@.# -_/<>&;:=+[](){}*~\'"\\,%\n\t|?$^!',
	'\u200b',
	'\u00ad',
	'\u00e9',
	'\u0301',
];
const SHORT = 60;
/** Twice the length costs a linear expression twice the steps, and a quadratic one four times. */
const MOST_GROWTH = 2.6;
/** Nothing but an exponential expression takes so many for the short text. */
const MOST_STEPS = 200_000;

function literalsIn(file: string): string[] {
	const found: string[] = [];
	const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
	const visit = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) found.push(node.text);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function filesBelow(folder: string): string[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(ROOT, folder, name));
}

/** One text that a part matches, as far as the pool goes. */
function sampleOf(part: Part): string {
	switch (part.kind) {
		case 'char':
			return POOL.find((char) => part.fits(char)) ?? literal(part.source);
		case 'sequence':
			return part.parts.map(sampleOf).join('');
		case 'choice':
			return part.options[0] ? sampleOf(part.options[0]) : '';
		case 'repeat':
			return sampleOf(part.inner).repeat(Math.max(1, part.least));
		case 'edge':
		case 'look':
			return '';
	}
}

const literal = (source: string): string =>
	source.length === 1
		? source
		: source.length === 2 && source.startsWith('\\')
			? source.slice(1)
			: '';

function partsOf(part: Part): Part[] {
	switch (part.kind) {
		case 'sequence':
			return [part, ...part.parts.flatMap(partsOf)];
		case 'choice':
			return [part, ...part.options.flatMap(partsOf)];
		case 'repeat':
		case 'look':
			return [part, ...partsOf(part.inner)];
		case 'char':
		case 'edge':
			return [part];
	}
}

/** What may be repeated, what may stand before it, and what spoils the match behind it. */
function attacksOn(pattern: Part): Array<(length: number) => string> {
	const parts = partsOf(pattern);
	const chars = parts.flatMap((one) =>
		one.kind === 'char'
			? POOL.filter((char) => one.fits(char))
					.slice(0, 2)
					.concat(literal(one.source))
			: [],
	);
	const single = [...new Set(chars)].filter((char) => char !== '').slice(0, 9);
	const longer = parts.filter(({ kind }) => kind !== 'char').map(sampleOf);
	const pumps = new Set([
		...single,
		...single.flatMap((a) => single.map((b) => a + b)),
		...longer.filter((sample) => sample !== '' && sample.length < SHORT),
	]);
	const top = pattern.kind === 'sequence' ? pattern.parts : [];
	const prefixes = new Set([
		'',
		...top.map((_, at) => top.slice(0, at).map(sampleOf).join('')).slice(0, 8),
	]);
	return [...pumps].flatMap((pump) =>
		[...prefixes].flatMap((prefix) =>
			['', '\u0000', ' '].map(
				(suffix) => (length: number) =>
					prefix + pump.repeat(Math.ceil(length / pump.length)) + suffix,
			),
		),
	);
}

/** How much more twice the text costs, at worst, and with which text. */
function growthOf(source: string, flags: string): { growth: number; text: string } {
	const pattern = parsePattern(source, flags);
	let worst = { growth: 0, text: '' };
	for (const attack of attacksOn(pattern)) {
		const [short, long] = [attack(SHORT), attack(2 * SHORT)];
		const steps = stepsOf(pattern, short, MOST_STEPS);
		const growth =
			steps > MOST_STEPS ? Infinity : stepsOf(pattern, long, MOST_STEPS) / Math.max(SHORT, steps);
		if (growth > worst.growth) worst = { growth, text: short };
	}
	return worst;
}

const sourceFiles = ['src', 'nodes', 'credentials'].flatMap(filesBelow);
const literals = [...new Set([...sourceFiles.flatMap(literalsIn), ...MADE.map(String)])].sort();

describe('the cost of a regular expression', () => {
	it('is measured: these are not linear, and that is seen', () => {
		for (const slow of [
			/\s+$/,
			/^(a+)+$/,
			/(\d+)x/,
			/a.*b.*c/,
			/[@#]\u200b*(?=\u200b*\[)/,
			/\w+@\w+/,
		])
			expect({ slow, ...growthOf(slow.source, slow.flags) }).toMatchObject({
				growth: { asymmetricMatch: (growth: unknown) => Number(growth) > MOST_GROWTH },
			});
	});

	it.each(literals)('%s grows no faster than the text', (literalText) => {
		const end = literalText.lastIndexOf('/');
		const { growth, text } = growthOf(literalText.slice(1, end), literalText.slice(end + 1));
		if (ELSEWHERE_BOUNDED.has(literalText)) expect(growth).toBeGreaterThan(MOST_GROWTH);
		else
			expect({ text, growth: growth > MOST_GROWTH ? growth : 'linear' }).toEqual({
				text,
				growth: 'linear',
			});
	});

	it('is known for those that are made at run time, too', () => {
		const made = sourceFiles.filter((file) => readFileSync(file, 'utf8').includes('new RegExp('));
		expect(made).toHaveLength(MADE.length);
	});
});
