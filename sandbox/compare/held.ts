import type {
	StoredApplication,
	StoredCandidate,
	StoredJob,
	StoredStage,
} from '../linkedin/LinkedInStore';
import { type Canonical, canonical } from './Digest';
import { inSeconds, plainText } from './expected';

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const field = (value: unknown, name: string): unknown =>
	typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** What LinkedIn holds, in the form in which it is compared. */
export function heldJob({ fields, listing }: StoredJob): Canonical {
	return canonical({
		title: fields.title,
		text: plainText(String(fields.description)),
		location: fields.location,
		listedAt: fields.listedAt,
		applyUrl: fields.companyApplyUrl,
		closed: listing === 'NOT_LISTED',
		workplace: list(fields.workplaceTypes)[0],
	});
}

export function heldCandidate({ fields }: StoredCandidate): Canonical {
	const [address] = list(fields.addresses);
	return canonical({
		firstName: fields.firstName,
		lastName: fields.lastName,
		emails: list(fields.emailAddresses)
			.map((email) => String(email).toLowerCase())
			.join(','),
		created: inSeconds(fields.atsCreatedAt),
		modified: inSeconds(fields.atsLastModifiedAt),
		profile: String(fields.externalProfileUrl).split('/').pop(),
		address: address
			? `${text(field(address, 'city'))}|${text(field(address, 'geographicArea'))}|${text(field(address, 'country'))}`
			: '',
		phone: list(fields.phoneNumbers)
			.map((phone) => field(phone, 'number'))
			.join(','),
		linkedIn: fields.linkedInProfileUrl,
		company: fields.currentCompanyName,
		title: fields.currentJobTitle,
		...(fields.doNotContact === true && { doNotContact: 'true' }),
	});
}

export function heldApplication({ fields }: StoredApplication): Canonical {
	return canonical({
		candidate: fields.atsCandidateId,
		job: fields.atsJobPostingId,
		jobName: fields.atsJobPostingName,
		created: inSeconds(fields.atsCreatedAt),
		modified: inSeconds(fields.atsLastModifiedAt),
		email: text(fields.candidateEmail).toLowerCase(),
		firstName: fields.firstName,
		lastName: fields.lastName,
		source: fields.source,
		disposition: fields.dispositionReason,
	});
}

export function heldStage({ atsCreatedAt, stage }: StoredStage): Canonical {
	return canonical({ at: inSeconds(atsCreatedAt), stage });
}

export function heldFeedback(fields: Record<string, unknown>): Canonical {
	const [evaluation] = list(fields.evaluations);
	return canonical({
		at: fields.atsCreatedAt,
		by: `${text(field(fields.interviewer, 'firstName'))} ${text(field(fields.interviewer, 'lastName'))}`.trim(),
		rating: text(field(evaluation, 'result')),
		text: fields.feedback,
	});
}
