import { base, en, Faker } from '@faker-js/faker';

/** Words that records are put together from: drawn once per seed, so that a record costs next to nothing. */
export interface WordPools {
	firstNames: readonly string[];
	lastNames: readonly string[];
	cities: ReadonlyArray<{ city: string; region?: string; country: string; countryCode: string }>;
	companies: readonly string[];
	jobTitles: readonly string[];
	departments: readonly string[];
	paragraphs: readonly string[];
}

const FOREIGN_FIRST = [
	'Zoë',
	'Łukasz',
	'Søren',
	'Анна',
	'Ольга',
	'伟',
	'美咲',
	'فاطمة',
	'José',
	'Nguyễn',
	'Ágnes',
	'Noe\u0308l',
];
const FOREIGN_LAST = [
	'O’Connor',
	'Müller-Lüdenscheidt',
	'Øvergård',
	'Иванова',
	'Петренко',
	'王',
	'山田',
	'العلي',
	'Núñez',
	'Trần',
	'Çelik',
	"D'Àngelo",
];

const CITIES = [
	{ city: 'Krakow', region: 'Lesser Poland', country: 'Poland', countryCode: 'pl' },
	{ city: 'Berlin', region: 'Berlin', country: 'Germany', countryCode: 'de' },
	{ city: 'Austin', region: 'Texas', country: 'United States', countryCode: 'us' },
	{ city: 'Lyon', region: 'Auvergne-Rhône-Alpes', country: 'France', countryCode: 'fr' },
	{ city: 'Singapore', country: 'Singapore', countryCode: 'sg' },
	{ city: 'São Paulo', region: 'São Paulo', country: 'Brazil', countryCode: 'br' },
	{ city: '東京', region: '東京都', country: 'Japan', countryCode: 'jp' },
	{ city: 'Zürich', country: 'Switzerland', countryCode: 'ch' },
];

export function makeWordPools(seed: number): WordPools {
	const faker = new Faker({ locale: [en, base], seed });
	const many = (count: number, make: () => string): string[] => Array.from({ length: count }, make);
	return {
		firstNames: [...many(240, () => faker.person.firstName()), ...FOREIGN_FIRST],
		lastNames: [...many(480, () => faker.person.lastName()), ...FOREIGN_LAST],
		cities: CITIES,
		companies: many(80, () => faker.company.name()),
		jobTitles: [
			...many(60, () => faker.person.jobTitle()),
			'Ingénieur Données 🚀',
			'データエンジニア',
		],
		departments: ['Engineering', 'Sales', 'Finance', 'People', 'Support', 'Marketing'],
		paragraphs: many(40, () => faker.lorem.paragraph({ min: 4, max: 7 })),
	};
}
