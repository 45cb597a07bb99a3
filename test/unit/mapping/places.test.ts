import fc from 'fast-check';
import { countryCodeOf } from '../../../src/mapping/countries';
import { exportToCandidate } from '../../../src/mapping/exportToCandidate';
import { parsePlace, placeParts } from '../../../src/mapping/placeParts';

describe('a place as a text', () => {
	it.each([
		['Amsterdam, Netherlands', { city: 'Amsterdam', country: 'Netherlands', countryCode: 'NL' }],
		['Germany', { country: 'Germany', countryCode: 'DE' }],
		['Deutschland', { country: 'Deutschland', countryCode: 'DE' }],
		[
			'Austin, Texas, United States',
			{ city: 'Austin', region: 'Texas', country: 'United States', countryCode: 'US' },
		],
		['Austin, Texas', { city: 'Austin', region: 'Texas' }],
		['Bavaria, Germany', { region: 'Bavaria', country: 'Germany', countryCode: 'DE' }],
		['Singapore', { city: 'Singapore', country: 'Singapore', countryCode: 'SG' }],
		['Atlanta, Georgia', { city: 'Atlanta', region: 'Georgia' }],
		['Greater London Area', { region: 'Greater London Area' }],
		['Lyon', {}],
		['Ostrobothnia', { region: 'Ostrobothnia' }],
		['Ostrobothnia, Finland', { region: 'Ostrobothnia', country: 'Finland', countryCode: 'FI' }],
		['Springfield', {}],
		['Remote', {}],
		['Remote, Germany', { country: 'Germany', countryCode: 'DE' }],
		['EMEA', {}],
		[
			'Oxford, Oxfordshire, United Kingdom',
			{ city: 'Oxford', region: 'Oxfordshire', country: 'United Kingdom', countryCode: 'GB' },
		],
		['Yorkshire', { region: 'Yorkshire' }],
		['Munich, Bavaria', { city: 'Munich', region: 'Bavaria' }],
		['Kreuzberg, Berlin, Berlin, Germany', { country: 'Germany', countryCode: 'DE' }],
		['Somewhere, Nowhere', {}],
		[' , ', {}],
		['N/A', {}],
	])('%s', (text, parts) => {
		expect(parsePlace(text)).toEqual(parts);
	});

	it('never gives a country as a city or a region', () => {
		const country = fc.constantFrom(
			'Germany',
			'Netherlands',
			'France',
			'United States',
			'Poland',
			'Brazil',
			'India',
		);
		fc.assert(
			fc.property(
				fc.array(fc.oneof(fc.constantFrom('Berlin', 'Texas', 'Utrecht'), country), {
					maxLength: 4,
				}),
				(parts) => {
					const { city, region, country: last } = parsePlace(parts.join(', '));
					if (last !== undefined) expect(countryCodeOf(last)).toBeDefined();
					for (const part of [city, region])
						expect(part === undefined ? undefined : countryCodeOf(part)).toBeUndefined();
				},
			),
		);
	});
});

describe('a place in parts', () => {
	it.each([
		[
			{ city: 'Krakow', country: '', countryCode: 'pl' },
			{ city: 'Krakow', country: 'Poland', countryCode: 'PL' },
		],
		[
			{ city: ' ', country: 'Poland' },
			{ country: 'Poland', countryCode: 'PL' },
		],
		[{ city: 'N/A', region: '-', country: 'N/A' }, {}],
		[
			{ city: 'Amsterdam, Netherlands' },
			{ city: 'Amsterdam', country: 'Netherlands', countryCode: 'NL' },
		],
		[
			{ city: 'Amsterdam, Netherlands', country: 'Germany' },
			{ country: 'Germany', countryCode: 'DE' },
		],
		[
			{ city: 'Amsterdam', region: 'Netherlands', country: 'Netherlands' },
			{ city: 'Amsterdam', country: 'Netherlands', countryCode: 'NL' },
		],
		[{ city: 'Germany' }, { country: 'Germany', countryCode: 'DE' }],
		[
			{ city: 'Luxembourg', country: 'Luxembourg' },
			{ city: 'Luxembourg', country: 'Luxembourg', countryCode: 'LU' },
		],
		[
			{ city: 'Berlin', country: 'DE', countryCode: 'n/a' },
			{ city: 'Berlin', country: 'Germany', countryCode: 'DE' },
		],
		[
			{ city: 'Somewhere', country: 'Ruritania' },
			{ city: 'Somewhere', country: 'Ruritania' },
		],
	])('%j', (written, parts) => {
		expect(placeParts(written)).toEqual(parts);
	});
});

describe('the place of an export', () => {
	const named = { person: 'urn:li:person:aB3', firstName: 'Ada', lastName: 'Lo', employers: [] };
	const choice = {
		placeholderDomain: 'x.invalid',
		tags: [],
		source: { sourceTypeId: 'PAID', sourceId: 's' },
	};
	it.each([
		[
			{ text: 'Amsterdam, Netherlands' },
			{ city: 'Amsterdam', country: 'Netherlands', countryCode: 'nl' },
		],
		[{ text: 'Germany' }, { country: 'Germany', countryCode: 'de' }],
		[
			{ text: 'Amsterdam, Netherlands', countryCode: 'de' },
			{ country: 'Germany', countryCode: 'de' },
		],
		[
			{ text: 'Lyon', countryCode: 'fr' },
			{ city: 'Lyon', country: 'France', countryCode: 'fr' },
		],
	])('%j', (location, expected) => {
		expect(exportToCandidate({ ...named, location }, choice).location).toEqual(expected);
	});
});
