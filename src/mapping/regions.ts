import { normalForm } from './normalForm';

/**
 * First-level regions of countries that LinkedIn shows as `Region, Country` when a member names no city. Names that are a
 * city's as well (Berlin, Utrecht, New York) are not here: as a city they are not wrong.
 */
const REGIONS: ReadonlySet<string> = new Set(
	[
		// United States
		'Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Georgia, Hawaii, Idaho',
		'Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota',
		'Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, North Carolina',
		'North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota, Tennessee, Texas',
		'Utah, Vermont, Virginia, Washington State, West Virginia, Wisconsin, Wyoming',
		// Canada, Australia
		'Alberta, British Columbia, Manitoba, New Brunswick, Newfoundland and Labrador, Nova Scotia, Ontario, Saskatchewan',
		'New South Wales, Queensland, South Australia, Tasmania, Western Australia, Northern Territory',
		// Germany, Austria, Switzerland
		'Baden-Württemberg, Bavaria, Bayern, Brandenburg, Hesse, Hessen, Lower Saxony, Niedersachsen, Mecklenburg-Vorpommern',
		'North Rhine-Westphalia, Nordrhein-Westfalen, Rhineland-Palatinate, Rheinland-Pfalz, Saarland, Saxony, Sachsen',
		'Saxony-Anhalt, Sachsen-Anhalt, Schleswig-Holstein, Thuringia, Thüringen, Tyrol, Tirol, Styria, Carinthia, Vorarlberg',
		'Lower Austria, Upper Austria, Burgenland, Ticino, Vaud, Valais, Aargau, Thurgau',
		// United Kingdom, Ireland, Netherlands, Belgium
		'England, Scotland, Wales, Northern Ireland, North Holland, Noord-Holland, South Holland, Zuid-Holland',
		'North Brabant, Noord-Brabant, Gelderland, Overijssel, Limburg, Friesland, Drenthe, Flevoland, Zeeland',
		'Flanders, Flemish Region, Wallonia, Walloon Region, Brussels Region, Leinster, Munster, Connacht, Ulster',
		// France, Spain, Italy, Portugal, Poland
		'Île-de-France, Provence-Alpes-Côte d’Azur, Auvergne-Rhône-Alpes, Nouvelle-Aquitaine, Occitanie, Brittany, Bretagne',
		'Normandy, Normandie, Grand Est, Hauts-de-France, Pays de la Loire, Centre-Val de Loire, Corsica',
		'Catalonia, Andalusia, Community of Madrid, Galicia, Basque Country, Aragon, Asturias, Castile and León',
		'Lombardy, Lombardia, Lazio, Latium, Piedmont, Piemonte, Tuscany, Toscana, Veneto, Campania, Sicily, Sicilia, Apulia',
		'Emilia-Romagna, Liguria, Sardinia, Calabria, Umbria, Masovian, Mazowieckie, Lesser Poland, Małopolskie, Silesia',
		// India, Brazil, Mexico, others
		'Maharashtra, Karnataka, Tamil Nadu, Telangana, Gujarat, Rajasthan, Uttar Pradesh, West Bengal, Kerala, Haryana, Punjab',
		'Andhra Pradesh, Madhya Pradesh, Bihar, Odisha, Minas Gerais, Paraná, Rio Grande do Sul, Santa Catarina, Bahia',
		'Jalisco, Nuevo León, Gauteng, Western Cape, KwaZulu-Natal, Scania, Skåne, Uusimaa',
	]
		.flatMap((line) => line.split(','))
		.map(normalForm),
);

/** Words of areas that are no city. */
const AREA =
	/\b(?:area|region|province|county|state|greater|metropolitan|metroplex|district|canton)\b/;

/** Whether a name is known to be a region's, or says itself that it is no city. */
export function isRegion(name: string): boolean {
	const form = normalForm(name);
	return REGIONS.has(form) || AREA.test(form);
}
