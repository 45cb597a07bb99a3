import fc from 'fast-check';
import { readExportedCandidate } from '../../../src/linkedin/exportedCandidates';
import { profileSlug } from '../../../src/linkedin/profileUrl';
import { candidateToLinkedIn } from '../../../src/mapping/candidateToLinkedIn';
import {
	exportToCandidate,
	exportToChange,
	sameName,
	sameProfile,
} from '../../../src/mapping/exportToCandidate';
import {
	isPlaceholderEmail,
	PLACEHOLDER_DOMAIN,
	placeholderEmail,
} from '../../../src/mapping/placeholderEmail';
import { readStoredExport } from '../../../src/operations/export/readStoredExport';
import { CandidateDetailsSchema } from '../../../src/smartrecruiters/schemas';

const source = { sourceTypeId: 'PAID', sourceId: 's1' };
const choice = { placeholderDomain: PLACEHOLDER_DOMAIN, tags: [' autumn ', ''], source };
const named = {
	person: 'urn:li:person:aB3dE_f-01',
	firstName: 'Ada',
	lastName: 'Lo',
	employers: [],
};
const details = (change: object = {}) =>
	CandidateDetailsSchema.parse({
		id: 'c1',
		firstName: 'Ada',
		lastName: 'Lo',
		email: 'ada@example.com',
		createdOn: '2026-01-01T00:00:00.000Z',
		updatedOn: '2026-01-02T00:00:00.000Z',
		...change,
	});

const KNOWN =
	'organizationUrn person seat jobId firstName lastName headline employers location profileUrl email phone'.split(
		' ',
	);

describe('a placeholder address', () => {
	it('is the same for the same person, another for another, and tells nothing of either', () => {
		fc.assert(
			fc.property(fc.uuid(), fc.uuid(), (one, other) => {
				const address = placeholderEmail(`urn:li:person:${one}`);
				expect(address).toBe(placeholderEmail(`urn:li:person:${one}`));
				expect(address === placeholderEmail(`urn:li:person:${other}`)).toBe(one === other);
				expect(address).not.toContain(one.slice(0, 8));
				expect(address).toMatch(/^[^\s@]+@[^\s@]+\.[^\s@]+$/);
			}),
		);
	});

	it('is known in any domain and any case, and nobody else’s is', () => {
		const own = placeholderEmail('urn:li:person:a', 'no-mail.example.com');
		expect([own, own.toUpperCase(), ` ${own} `].map(isPlaceholderEmail)).toEqual([
			true,
			true,
			true,
		]);
		expect(
			['ada@example.com', 'linkedin-no-email@example.com', '', undefined].map(isPlaceholderEmail),
		).toEqual([false, false, false, false]);
	});

	it('never goes to LinkedIn; with a member attached, the record goes without an address', () => {
		const email = placeholderEmail(named.person);
		expect(candidateToLinkedIn(details({ email }), 'u')).toEqual({ ok: false, code: 'NO_EMAIL' });
		expect(candidateToLinkedIn(details({ email }), 'u', named.person)).toMatchObject({
			ok: true,
			value: { emailAddresses: [], manualMatchedMember: named.person },
		});
	});
});

describe('an export as a candidate', () => {
	it('guesses nothing: what LinkedIn does not tell stays out', () => {
		expect(exportToCandidate(named, choice)).toEqual({
			firstName: 'Ada',
			lastName: 'Lo',
			email: placeholderEmail(named.person),
			tags: ['LinkedIn RSC', 'autumn', 'No e-mail yet'],
			sourceDetails: source,
		});
	});

	it('reads places and titles as LinkedIn writes them, and a slogan as no title', () => {
		const exported = {
			...named,
			employers: ['Acme', 'Umbrella'],
			headline: 'Engineer at Acme',
			location: { text: 'Austin, Texas, United States' },
		};
		expect(exportToCandidate(exported, choice)).toMatchObject({
			location: { city: 'Austin', region: 'Texas', country: 'United States' },
			experience: [
				{ title: 'Engineer', company: 'Acme', current: true },
				{ company: 'Umbrella', current: true },
			],
		});
		const slogan = exportToCandidate({ ...exported, headline: 'Helping Acme ship' }, choice);
		expect(slogan.experience?.[0]).toEqual({ company: 'Acme', current: true });
	});

	it('adds to somebody who is there only what is empty, and repeats the rest of the web addresses', () => {
		const exported = {
			...named,
			email: 'other@example.com',
			phone: '+1 555 0100',
			profileUrl: 'https://www.linkedin.com/in/ada',
			location: { text: 'Lyon, Rhône, France' },
		};
		const web = { skype: 'ada.lo', linkedin: null, facebook: null };
		expect(exportToChange(exported, details({ web }))).toEqual({
			phoneNumber: '+1 555 0100',
			location: { city: 'Lyon', region: 'Rhône', country: 'France', countryCode: 'fr' },
			web: { skype: 'ada.lo', linkedin: exported.profileUrl },
		});
		const full = details({
			phoneNumber: '1',
			location: { city: 'Berlin' },
			web: { linkedin: 'https://www.linkedin.com/in/else' },
		});
		expect(exportToChange(exported, full)).toEqual({});
		const email = placeholderEmail(named.person);
		expect(exportToChange(exported, details({ email })).email).toBe('other@example.com');
	});
});

describe('recognising', () => {
	it.each([
		['https://www.linkedin.com/in/Ada-Lo/', 'ada-lo'],
		['http://pl.linkedin.com/in/ada-lo?trk=x', 'ada-lo'],
		['linkedin.com/in/ada-lo#top', 'ada-lo'],
		['https://www.linkedin.com/in/%C3%A1gnes', 'ágnes'],
		['https://www.linkedin.com/in/%E0%A4%A', '%e0%a4%a'],
		['https://www.linkedin.com/company/acme', undefined],
		['https://evil.example.com/in/ada-lo', undefined],
		['https://notlinkedin.com/in/ada-lo', undefined],
		[undefined, undefined],
	])('the profile address %s is of %s', (url, slug) => {
		expect(profileSlug(url)).toBe(slug);
	});

	it('two people without profile addresses are not one', () => {
		expect(sameProfile(named, details())).toBe(false);
	});

	it('last names agree whatever their case, accents and spaces', () => {
		expect([
			sameName('Müller ', 'muller'),
			sameName('Noe\u0308l', 'NOËL'),
			sameName('De  la Cruz', 'de la cruz'),
			sameName('Lo', 'Low'),
		]).toEqual([true, true, true, false]);
	});
});

describe('what LinkedIn sends', () => {
	it('is read whatever it is, and what is not known stays behind', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const read = readExportedCandidate(value) ?? readStoredExport(value) ?? {};
				for (const name of Object.keys(read)) expect(KNOWN).toContain(name);
			}),
		);
		const read = readExportedCandidate({
			integrationContext: 'urn:li:organization:1000',
			notes: 'keep out',
			candidate: { firstName: ' Ada ', salary: 1, emailAddress: ['a@example.com'], lastName: '' },
		});
		expect(read).toEqual({
			organizationUrn: 'urn:li:organization:1000',
			firstName: 'Ada',
			email: 'a@example.com',
			employers: [],
		});
	});

	it('goes through storing unchanged', () => {
		const read = readExportedCandidate({
			integrationContext: 'urn:li:organization:1000',
			externalJobPostingId: 'urn:li:job:J1',
			sentBy: 'urn:li:seat:77',
			candidate: {
				firstName: 'Ada',
				lastName: 'Lo',
				anyName: 'urn:li:person:aB3dE_f-01',
				location: { locationName: 'Lyon, France' },
			},
		});
		expect(read).toMatchObject({ jobId: 'J1', seat: 'urn:li:seat:77', person: named.person });
		expect(readStoredExport(JSON.stringify(read))).toEqual(read);
		expect([readStoredExport(''), readStoredExport('null'), readStoredExport('{')]).toEqual([
			undefined,
			undefined,
			undefined,
		]);
	});
});
