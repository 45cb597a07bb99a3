import { countryCodeOf, countryName, isCityState, knownCountryCode } from './countries';
import { normalForm } from './normalForm';
import { presentText } from './presentText';
import { isNowhere, isRegion } from './regions';

/** A place, its parts apart; what is not known for certain is absent. */
export interface PlaceParts {
	city?: string;
	region?: string;
	/** As it was written, or its English name. */
	country?: string;
	/** Two letters, upper case. */
	countryCode?: string;
}

interface WrittenPlace {
	city?: string | undefined;
	region?: string | undefined;
	country?: string | undefined;
	countryCode?: string | undefined;
}

/** Longer texts are no places. */
const LONGEST = 300;

/** City, region and country. */
const MOST_PARTS = 3;

/**
 * A place as a text, for example `Austin, Texas, United States`, `Amsterdam, Netherlands` or `Germany`. Only parts that are
 * certain are given: a country is known by its name, a region by its place between two others or by its name, a city by
 * what is known around it.
 *
 * @param within the country's code, where something else tells it
 */
export function parsePlace(text: string | undefined, within?: string): PlaceParts {
	const parts = (text ?? '')
		.slice(0, LONGEST)
		.split(',')
		.flatMap((part) => presentText(part) ?? [])
		.filter((part) => !isNowhere(part));
	const last = parts[parts.length - 1];
	if (last === undefined || parts.length > MOST_PARTS) return countryOf(last);
	const country = countryOf(last);
	const { countryCode } = country;
	const rest = countryCode === undefined ? parts : parts.slice(0, -1);
	// Three parts without a known country, or another country among the others: nobody knows what is meant.
	const [first, second, third] = rest;
	if (third !== undefined) return country;
	if (first === undefined) return isCityState(countryCode) ? { city: last, ...country } : country;
	if (isRegion(first) && second === undefined) return { region: first, ...country };
	// Between a city and its country stands a region; at the end, only its name tells.
	const inRegion =
		second !== undefined &&
		(countryCode === undefined ? isRegion(second) : countryCodeOf(second) === undefined);
	// A name alone may be anything's: a city's, where something around it is known.
	const inKnown = countryCode !== undefined || within !== undefined || inRegion;
	const isCity = inKnown && !isRegion(first) && !isForeign(first, countryCode);
	return { ...(isCity && { city: first }), ...(inRegion && { region: second }), ...country };
}

function countryOf(name: string | undefined): PlaceParts {
	const countryCode = name === undefined ? undefined : countryCodeOf(name);
	return name === undefined || countryCode === undefined ? {} : { country: name, countryCode };
}

/** Whether a name in the place of a city is a country's, unless it is the city of that name. */
function isForeign(name: string, countryCode: string | undefined): boolean {
	const code = countryCodeOf(name);
	return code !== undefined && !(code === countryCode && isCityState(code));
}

/**
 * A place whose parts came apart, put right: what stands in the wrong part is moved where it is certain, else left out; a
 * code stands in for a country that is missing, and the other way round.
 */
export function placeParts(written: WrittenPlace): PlaceParts {
	const cityText = presentText(written.city);
	const isOneName =
		cityText !== undefined && !cityText.includes(',') && countryCodeOf(cityText) === undefined;
	const inCity = isOneName ? { city: cityText } : parsePlace(cityText);
	const name = presentText(written.country) ?? inCity.country;
	// A bare code in the place of the name is a code.
	const asCode = knownCountryCode(name);
	const countryCode =
		knownCountryCode(written.countryCode) ??
		asCode ??
		(name === undefined ? undefined : countryCodeOf(name));
	const country =
		asCode === undefined && name !== undefined
			? name
			: countryCode && (countryName(countryCode) ?? countryCode);
	const elsewhere =
		inCity.countryCode !== undefined &&
		countryCode !== undefined &&
		inCity.countryCode !== countryCode;
	const isCountry = (text: string): boolean =>
		countryCodeOf(text) !== undefined ||
		(country !== undefined && normalForm(text) === normalForm(country));
	const region = presentText(written.region) ?? inCity.region;
	const { city } = inCity;
	const showsCity =
		city !== undefined && !elsewhere && (!isCountry(city) || isCityState(countryCode));
	return {
		...(showsCity && { city }),
		...(region !== undefined && !elsewhere && !isCountry(region) && { region }),
		...(country !== undefined && { country }),
		...(countryCode !== undefined && { countryCode }),
	};
}
