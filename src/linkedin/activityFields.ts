/**
 * Names of fields that the reference does not confirm, best guess first: the first one that is there counts. A
 * correction is one edit here. People and seats are not listed: they are found by value, as URNs.
 */
export const ACTIVITY_FIELDS = {
	/** UNCERTAIN §9.3: the note's text, plain or as an object with `text`. */
	noteText: ['note', 'content', 'text', 'body', 'noteText', 'noteContent'],
	/** UNCERTAIN §9.3: who may see the note in Recruiter. */
	noteVisibility: ['visibility', 'noteVisibility', 'access'],
	/** UNCERTAIN §9.3: whose note it is, where more than one seat stands in it. */
	noteOwner: ['owner', 'author', 'creator', 'seat'],
	/** UNCERTAIN §9.3: whom it is about, where more than one person stands in it. */
	noteProspect: ['prospect', 'member', 'candidate', 'person'],
	/** UNCERTAIN §9.2: the stub profile inside the element; the element itself where none is there. */
	stubProfile: ['candidate', 'stubProfile', 'profile', 'stub'],
	stubPerson: ['member', 'person'],
	stubId: ['id', 'mailStubId', 'stubId'],
	stubOwner: ['owner', 'seat', 'recruiter'],
	stubCreated: ['created', 'createdAt', 'createdDate', 'lastModified'],
	stubEmail: ['emailAddress', 'email', 'emailAddresses'],
	stubPhone: ['phoneNumber', 'phone', 'phoneNumbers'],
	stubCompany: ['currentCompanyName', 'currentEmployerNames', 'companyName', 'company'],
	stubTitle: ['currentJobTitle', 'jobTitle', 'title', 'headline'],
} as const satisfies Record<string, readonly string[]>;

/** UNCERTAIN §9.3: words that say that only some may see a note; without such a word, everybody may. */
export const PRIVATE_VISIBILITY = /PRIVATE|ONLY_ME|OWNER|PROJECT|RESTRICTED/i;
