import { z } from 'zod';
import { ResponseSchemaError } from '../errors/ResponseSchemaError';
import { findExports } from './findExports';
import { answerOf, listOf, type UnreadableElement } from './lenientShapes';
import type { LinkedInApi } from './LinkedInApi';

/** What LinkedIn tells of somebody whom a recruiter exported (LinkedIn reference §7). All but the URN may be missing. */
export interface ExportedCandidate {
	/** Whose export it is: `urn:li:organization:{id}`. */
	organizationUrn?: string | undefined;
	/** `urn:li:person:{id}`. */
	person?: string | undefined;
	/** The recruiter's seat, where LinkedIn tells it: `urn:li:seat:{id}`. */
	seat?: string | undefined;
	/** The job that the recruiter chose: SmartRecruiters' id, as the job was sent. */
	jobId?: string | undefined;
	firstName?: string | undefined;
	lastName?: string | undefined;
	headline?: string | undefined;
	/** Of the current employers. */
	employers: string[];
	location?: ExportedPlace | undefined;
	profileUrl?: string | undefined;
	email?: string | undefined;
	phone?: string | undefined;
}

export interface ExportedPlace {
	/** As shown on the profile, for example `Austin, Texas`. */
	text?: string | undefined;
	city?: string | undefined;
	region?: string | undefined;
	countryCode?: string | undefined;
}

/**
 * The names under which each field is looked for, most trusted first. All but `integrationContext`, `candidate` and
 * `emailAddress` are UNCERTAIN (LinkedIn reference §7): a correction is one edit here.
 */
export const EXPORT_NAMES = {
	organizationUrn: ['integrationContext'],
	profile: ['candidate', 'stubProfile', 'profile'],
	jobId: ['externalJobPostingId', 'referenceEntityId', 'jobPostingId'],
	firstName: ['firstName'],
	lastName: ['lastName'],
	headline: ['headline', 'title'],
	employers: ['currentEmployerNames', 'currentCompanyNames', 'currentEmployers'],
	employer: ['currentCompanyName', 'currentEmployerName'],
	location: ['location', 'locationName'],
	placeText: ['locationName', 'name', 'text'],
	city: ['city'],
	region: ['geographicArea', 'region'],
	countryCode: ['countryCode', 'country'],
	profileUrl: ['profileUrl', 'publicProfileUrl', 'linkedInProfileUrl'],
	email: ['emailAddress', 'emailAddresses'],
	phone: ['phoneNumber', 'phoneNumbers'],
} as const satisfies Record<string, readonly string[]>;

const Fields = z.record(z.unknown());
type Fields = z.infer<typeof Fields>;

const PERSON = /^urn:li:person:[\w-]+$/;
const SEAT = /^urn:li:seat:[\w-]+$/;

/** Reads one element; what is not known here is left behind. */
const ExportedCandidateSchema = Fields.transform((element): ExportedCandidate => {
	const profile = fieldsOf(pick(element, 'profile'));
	const both = [profile, element];
	const text = (name: keyof typeof EXPORT_NAMES): string | undefined => textOf(pick(profile, name));
	const employers = pick(profile, 'employers');
	const employer = text('employer');
	const place = placeOf(pick(profile, 'location'));
	return compact({
		organizationUrn: textOf(pick(element, 'organizationUrn')),
		person: firstMatch(both, PERSON),
		seat: firstMatch([element], SEAT),
		jobId: jobIdOf(pick(element, 'jobId')),
		firstName: text('firstName'),
		lastName: text('lastName'),
		headline: text('headline'),
		employers: Array.isArray(employers)
			? employers.flatMap((one) => textOf(one) ?? [])
			: employer
				? [employer]
				: [],
		location: place,
		profileUrl: text('profileUrl'),
		// One string since March 2024, a list before.
		email: firstText(pick(profile, 'email')),
		phone: firstText(pick(profile, 'phone')),
	});
});

const FinderSchema = answerOf({ elements: listOf(ExportedCandidateSchema) });

/**
 * What a push's request id stands for (LinkedIn reference §7). Empty when LinkedIn does not know the id, or no longer:
 * it may answer 404, 410 or an empty list. Both generations are asked where one does not know it (§7.1).
 *
 * @param onUnreadable told of elements that are no export
 * @throws ResponseSchemaError when there are elements, and none of them can be read
 */
export async function fetchExportedCandidates(
	api: LinkedInApi,
	requestId: string,
	onUnreadable?: (elements: readonly UnreadableElement[]) => void,
): Promise<ExportedCandidate[]> {
	const elements = await findExports(api, requestId, FinderSchema);
	if (!elements) return [];
	const { read, unreadable } = elements;
	const [odd] = unreadable;
	if (!odd) return read;
	if (read.length === 0)
		throw new ResponseSchemaError('LinkedIn', api.form('exportedCandidates').path, odd.fields);
	onUnreadable?.(unreadable);
	return read;
}

/** Reads an element that somebody else has fetched, such as a trigger; `undefined` when it is none. */
export function readExportedCandidate(value: unknown): ExportedCandidate | undefined {
	const parsed = ExportedCandidateSchema.safeParse(value);
	return parsed.success ? parsed.data : undefined;
}

function pick(fields: Fields, name: keyof typeof EXPORT_NAMES): unknown {
	const found = EXPORT_NAMES[name].find((one) => fields[one] !== undefined && fields[one] !== null);
	return found && fields[found];
}

function fieldsOf(value: unknown): Fields {
	const parsed = Fields.safeParse(value);
	return parsed.success ? parsed.data : {};
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function firstText(value: unknown): string | undefined {
	const parsed = z.array(z.unknown()).safeParse(value);
	const first = parsed.success ? parsed.data[0] : value;
	return textOf(first) ?? textOf(fieldsOf(first).number);
}

/** The job's own id, if it comes inside a URN. */
function jobIdOf(value: unknown): string | undefined {
	const text = typeof value === 'number' ? String(value) : textOf(value);
	return text && /^urn:li:\w+:/.test(text) ? text.replace(/^urn:li:\w+:/, '') : text;
}

function placeOf(value: unknown): ExportedPlace | undefined {
	const text = textOf(value);
	if (text) return { text };
	const fields = fieldsOf(value);
	const countryCode = textOf(pick(fields, 'countryCode'));
	const place: ExportedPlace = compact({
		text: textOf(pick(fields, 'placeText')),
		city: textOf(pick(fields, 'city')),
		region: textOf(pick(fields, 'region')),
		countryCode: countryCode && /^[a-z]{2}$/i.test(countryCode) ? countryCode : undefined,
	});
	return Object.keys(place).length > 0 ? place : undefined;
}

/** The first value of that form directly in these objects: URNs are found by value, not by name. */
function firstMatch(objects: readonly Fields[], form: RegExp): string | undefined {
	for (const object of objects) {
		for (const value of Object.values(object)) {
			if (typeof value === 'string' && form.test(value)) return value;
		}
	}
	return undefined;
}

/** Leaves out what is undefined, so that stored exports are small. */
function compact<T extends object>(value: T): T {
	const kept = { ...value };
	for (const name of Object.keys(kept)) {
		if (Reflect.get(kept, name) === undefined) Reflect.deleteProperty(kept, name);
	}
	return kept;
}
