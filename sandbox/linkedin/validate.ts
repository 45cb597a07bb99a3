import { isRecord } from './guard';

/** Per-record checks; each gives the text of a 422, or nothing. LinkedIn reference §5 and §6. */
export type Validator = (fields: Record<string, unknown>) => string | undefined;

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const required = (field: string) =>
	`ERROR :: /${field} :: field is required but not found and has no default value\n`;
const invalid = (field: string) => `ERROR :: /${field} :: value is not valid\n`;

function text(fields: Record<string, unknown>, ...names: string[]): string | undefined {
	for (const name of names) {
		const value = fields[name];
		if (value === undefined || value === null) return required(name);
		if (typeof value !== 'string' || value.length < 1) return invalid(name);
	}
	return undefined;
}

function times(fields: Record<string, unknown>): string | undefined {
	const created = fields.atsCreatedAt;
	const modified = fields.atsLastModifiedAt;
	if (created === undefined) return required('atsCreatedAt');
	if (modified === undefined) return required('atsLastModifiedAt');
	if (typeof created !== 'number' || created <= 0) return invalid('atsCreatedAt');
	if (typeof modified !== 'number' || modified < created) return invalid('atsLastModifiedAt');
	return undefined;
}

/** §5.1, §13.1. */
export const validateCandidate: Validator = (fields) => {
	const basics = text(fields, 'firstName', 'lastName', 'externalProfileUrl') ?? times(fields);
	if (basics) return basics;
	if (!Array.isArray(fields.addresses)) return required('addresses');
	if (!Array.isArray(fields.phoneNumbers)) return required('phoneNumbers');
	for (const phone of fields.phoneNumbers) {
		if (!isRecord(phone) || typeof phone.number !== 'string') return invalid('phoneNumbers');
	}
	const emails = fields.emailAddresses;
	const linked = typeof fields.manualMatchedMember === 'string';
	if (!Array.isArray(emails)) return linked ? undefined : required('emailAddresses');
	if (emails.length === 0 && !linked) return required('emailAddresses');
	if (emails.some((email) => typeof email !== 'string' || !EMAIL.test(email)))
		return invalid('emailAddresses');
	return undefined;
};

/** §6.1. */
export const validateApplication: Validator = (fields) => {
	const basics =
		text(fields, 'atsJobPostingId', 'atsJobPostingName', 'firstName', 'lastName') ?? times(fields);
	if (basics) return basics;
	const email = fields.candidateEmail;
	return email !== undefined && (typeof email !== 'string' || !EMAIL.test(email))
		? invalid('candidateEmail')
		: undefined;
};

/** §6.2. */
export const validateStage: Validator = (fields) => {
	if (typeof fields.atsCreatedAt !== 'number' || fields.atsCreatedAt <= 0)
		return invalid('atsCreatedAt');
	if (typeof fields.stage !== 'string' || fields.stage.length < 1) return required('stage');
	return fields.stage === 'Not Available' ? invalid('stage') : undefined;
};

/** §5.4, §6.2: everything optional, but a person needs both names. */
export const validateNote: Validator = (fields) => person(fields, 'author');
export const validateFeedback: Validator = (fields) => person(fields, 'interviewer');

function person(fields: Record<string, unknown>, name: string): string | undefined {
	const value = fields[name];
	if (value === undefined) return undefined;
	return isRecord(value) &&
		typeof value.firstName === 'string' &&
		typeof value.lastName === 'string'
		? undefined
		: invalid(name);
}

const OPERATIONS = new Set(['CREATE', 'UPDATE', 'RENEW', 'CLOSE', 'UPGRADE', 'DOWNGRADE']);
const AVAILABILITIES = new Set(['PUBLIC', 'PRIVATE_TO_ATS_INTEGRATION', 'INTERNAL']);
const EMPLOYMENT = new Set([
	'FULL_TIME',
	'PART_TIME',
	'CONTRACT',
	'INTERNSHIP',
	'TEMPORARY',
	'VOLUNTEER',
	'OTHER',
]);
const EXPERIENCE = new Set([
	'ENTRY_LEVEL',
	'MID_SENIOR_LEVEL',
	'DIRECTOR',
	'EXECUTIVE',
	'INTERNSHIP',
	'ASSOCIATE',
	'NOT_APPLICABLE',
]);

const oneOf = (symbols: ReadonlySet<string>, value: unknown): boolean =>
	typeof value === 'string' && symbols.has(value);

/** What fails at once; descriptions and locations fail later, at the task (§4.3, §4.4). */
export function validateJob(
	fields: Record<string, unknown>,
	nowMs: number,
): { status: number; message: string } | undefined {
	const missing = text(
		fields,
		'title',
		'description',
		'location',
		'companyApplyUrl',
		'availability',
		'jobPostingOperationType',
	);
	if (missing) return { status: 422, message: missing };
	if (typeof fields.listedAt !== 'number') {
		return { status: 422, message: 'ERROR :: /listedAt :: cannot be coerced to Long\n' };
	}
	if (fields.listedAt > nowMs) return { status: 422, message: invalid('listedAt') };
	if (String(fields.title).length > 200) return { status: 422, message: invalid('title') };
	if (!oneOf(OPERATIONS, fields.jobPostingOperationType))
		return { status: 422, message: invalid('jobPostingOperationType') };
	if (!oneOf(AVAILABILITIES, fields.availability))
		return { status: 422, message: invalid('availability') };
	if (fields.employmentStatus !== undefined && !oneOf(EMPLOYMENT, fields.employmentStatus)) {
		return { status: 422, message: invalid('employmentStatus') };
	}
	if (fields.experienceLevel !== undefined && !oneOf(EXPERIENCE, fields.experienceLevel)) {
		return { status: 422, message: invalid('experienceLevel') };
	}
	const { accessRestricted } = fields;
	if (accessRestricted !== undefined && typeof accessRestricted !== 'boolean')
		return { status: 422, message: invalid('accessRestricted') };
	if (Array.isArray(fields.workplaceTypes) && fields.workplaceTypes.length > 1) {
		return { status: 400, message: 'Only one workplace type is allowed' };
	}
	return undefined;
}
