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
		'Assam, Chhattisgarh, Jharkhand, Goa, Himachal Pradesh, Uttarakhand, Jammu and Kashmir, Pernambuco, Ceará, Goiás',
		'Espírito Santo, Mato Grosso, Pará, Amazonas, Maranhão, Sonora, Sinaloa, Tabasco, Yucatán, Quintana Roo, Coahuila',
		'Baja California, Tamaulipas, Michoacán, Chiapas, Estado de México, Eastern Cape, Free State, Limpopo, Mpumalanga',
		'Guangdong, Zhejiang, Jiangsu, Sichuan, Hubei, Hunan, Fujian, Shandong, Henan, Hebei, Shaanxi, Anhui, Liaoning, Yunnan',
		'Hokkaido, Aichi, Kanagawa, Hyogo, Miyagi, Kansai, Kanto, West Java, Central Java, East Java, Bali, Luzon, Calabarzon',
		// The North
		'Ostrobothnia, North Ostrobothnia, South Ostrobothnia, Central Ostrobothnia, Pirkanmaa, Satakunta, Kainuu, Lapland',
		'North Karelia, South Karelia, Kymenlaakso, Päijät-Häme, Kanta-Häme, North Savo, South Savo, Southwest Finland, Åland',
		'Central Finland, Dalarna, Värmland, Småland, Norrbotten, Västerbotten, Västra Götaland, Östergötland, Södermanland',
		'Blekinge, Halland, Gotland, Jämtland, Västmanland, Viken, Vestland, Rogaland, Innlandet, Agder, Nordland, Trøndelag',
		'Akershus, Buskerud, Østfold, Telemark, Vestfold, Møre og Romsdal, Zealand, Sjælland, Jutland, Jylland, Funen, Fyn',
		// More of the above, and of their neighbours
		'Wielkopolska, Wielkopolskie, Greater Poland, Dolnośląskie, Lower Silesia, Pomorskie, Pomerania, Śląskie, Podlaskie',
		'Podkarpackie, Lubelskie, Kujawsko-Pomorskie, Mazovia, Małopolska, Bohemia, Moravia, Vysočina, Transylvania, Attica',
		'Crete, Extremadura, Navarre, Navarra, Cantabria, Castilla y León, Castilla-La Mancha, Cataluña, Catalunya, Andalucía',
		'País Vasco, Euskadi, La Rioja, Marche, Abruzzo, Molise, Basilicata, Puglia, Trentino-Alto Adige, Sardegna, Algarve',
		'Friuli-Venezia Giulia, Alentejo, Azores, Madeira, Burgundy, Bourgogne-Franche-Comté, Alsace, Lorraine, Aquitaine',
		'Rhône-Alpes, Picardy, Provence, Flemish Brabant, Walloon Brabant, Hainaut, East Flanders, West Flanders, Graubünden',
		'Grisons, Uri, Nidwalden, Obwalden, Basel-Landschaft, Kent, Essex, Surrey, Sussex, West Sussex, East Sussex, Cornwall',
		'Devon, Dorset, Norfolk, Suffolk, Somerset, Cumbria, Merseyside, Tyne and Wear, West Midlands, East Midlands, Midlands',
		'Prince Edward Island, Yukon, Nunavut, Northwest Territories, Australian Capital Territory, Hawke’s Bay, Waikato',
		'Jalisco, Nuevo León, Gauteng, Western Cape, KwaZulu-Natal, Scania, Skåne, Uusimaa',
	]
		.flatMap((line) => line.split(','))
		.map(normalForm),
);

/** Words of areas that are no city. */
const AREA =
	/\b(?:area|region|province|county|state|greater|metropolitan|metroplex|metro|district|canton|kanton|landkreis|voivodeship|oblast|krai|prefecture|governorate|emirate|islands|umgebung|periphery|alrededores|omgeving)\b|périphérie$|shire$/;

/** More than one country, or no place at all. */
const NOWHERE: ReadonlySet<string> = new Set(
	[
		'Europe, European Union, European Economic Area, EU, EMEA, APAC, DACH, Benelux, Nordics, Scandinavia, Baltics, CEE, MENA',
		'Asia, Africa, America, Americas, North America, South America, Latin America, LATAM, Middle East, Oceania, Worldwide',
		'Remote, Hybrid, Home, Home Office, Anywhere, Everywhere, Global, International, Earth, World, Internet, Online',
		'Other, Unknown, Various, Multiple Locations, Nationwide',
	]
		.flatMap((line) => line.split(','))
		.map(normalForm),
);

/** Whether a name is known to be a region's, or says itself that it is no city. */
export function isRegion(name: string): boolean {
	const form = normalForm(name);
	return REGIONS.has(form) || AREA.test(form);
}

/** Whether this is no place of which one could say more. */
export function isNowhere(name: string): boolean {
	return NOWHERE.has(normalForm(name));
}
