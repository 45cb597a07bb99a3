import { countryCodeOf, countryName, isCityState, knownCountryCode } from './countries';
import { normalForm } from './normalForm';
import { presentText } from './presentText';
import { isRegion } from './regions';

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

/**
 * A place as a text, for example `Austin, Texas, United States`, `Amsterdam, Netherlands` or `Germany`. Only parts that are
 * certain are given: a country is known by its name, a region by its place between two others or by its name.
 */
export function parsePlace(text: string | undefined): PlaceParts {
	const parts = (text ?? '')
		.slice(0, LONGEST)
		.split(',')
		.flatMap((part) => presentText(part) ?? []);
	const last = parts[parts.length - 1];
	if (last === undefined) return {};
	const countryCode = countryCodeOf(last);
	if (countryCode !== undefined) {
		const country = { country: last, countryCode };
		const [first, second] = parts;
		if (first === undefined || parts.length > 3) return country;
		if (parts.length === 1) return isCityState(countryCode) ? { city: last, ...country } : country;
		if (parts.length === 2)
			return isRegion(first) ? { region: first, ...country } : { city: first, ...country };
		return {
			...(!isRegion(first) && { city: first }),
			...(second !== undefined && { region: second }),
			...country,
		};
	}
	const [first, second, third] = parts;
	if (first === undefined || third !== undefined) return {};
	if (second === undefined) return isRegion(first) ? { region: first } : { city: first };
	return {
		...(!isRegion(first) && { city: first }),
		...(isRegion(second) && { region: second }),
	};
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
