import { normalForm } from './normalForm';

/** Languages in which places reach us; n8n's Node.js knows all country names. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'sv'];

/** Names that people use beside those of Unicode. */
const ALIASES: ReadonlyArray<readonly [string, string]> = [
	['usa', 'US'],
	['u.s.a.', 'US'],
	['u.s.', 'US'],
	['united states of america', 'US'],
	['the united states', 'US'],
	['uk', 'GB'],
	['u.k.', 'GB'],
	['great britain', 'GB'],
	['the netherlands', 'NL'],
	['holland', 'NL'],
	['czech republic', 'CZ'],
	['turkey', 'TR'],
	['russian federation', 'RU'],
	['republic of korea', 'KR'],
	['viet nam', 'VN'],
	['hong kong', 'HK'],
	['hong kong sar', 'HK'],
	['macau', 'MO'],
	['burma', 'MM'],
	['ivory coast', 'CI'],
	['uae', 'AE'],
	['bosnia and herzegovina', 'BA'],
	['north macedonia', 'MK'],
	['palestine', 'PS'],
	['republic of ireland', 'IE'],
	['mainland china', 'CN'],
];

/** Countries with a city of the same name. */
const CITY_STATES: ReadonlySet<string> = new Set('SG LU MC SM DJ GI HK MO KW PA GT VA'.split(' '));

/** Names that are a country's and something else's: nobody can tell which is meant. */
const AMBIGUOUS: ReadonlySet<string> = new Set(['georgia', 'jersey', 'georgien', 'georgie']);

let byName: ReadonlyMap<string, string> | undefined;

/** Only codes of two letters that Unicode has a name for are countries. */
function codes(): string[] {
	const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
	const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
	return (
		letters
			.flatMap((first) => letters.map((second) => first + second))
			.filter((code) => !['EU', 'EZ', 'UN', 'ZZ', 'XA', 'XB', 'QO'].includes(code))
			// A code that was given up (DD, SU) stands for another one by now.
			.filter((code) => new Intl.Locale(`und-${code}`).region === code)
			.filter((code) => english.of(code) !== undefined)
	);
}

function names(): ReadonlyMap<string, string> {
	if (byName) return byName;
	const found = new Map<string, string>();
	const known = codes();
	for (const language of LANGUAGES) {
		const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
		for (const code of known) {
			const name = display.of(code);
			if (name !== undefined && !found.has(normalForm(name))) found.set(normalForm(name), code);
		}
	}
	for (const [name, code] of ALIASES) found.set(name, code);
	byName = found;
	return found;
}

/** The code of a country, from its name in a common language; `undefined` for what is none, or also something else. */
export function countryCodeOf(name: string): string | undefined {
	const form = normalForm(name);
	return AMBIGUOUS.has(form) ? undefined : names().get(form);
}

/** A code of two letters in upper case, when it is one of a country. */
export function knownCountryCode(code: string | undefined): string | undefined {
	const upper = code?.trim().toUpperCase() ?? '';
	if (!/^[A-Z]{2}$/.test(upper)) return undefined;
	return countryName(upper) === undefined ? undefined : upper;
}

/** Made once: it takes longer than all else that is done about a place. */
let english: Intl.DisplayNames | undefined;

/** The English name of a country. */
export function countryName(code: string): string | undefined {
	english ??= new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
	return english.of(code);
}

export function isCityState(code: string | undefined): boolean {
	return code !== undefined && CITY_STATES.has(code);
}
