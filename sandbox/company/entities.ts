/** Records of the source company, in SmartRecruiters' words. Times are epoch milliseconds. */
export interface Place {
	city?: string;
	region?: string;
	country?: string;
	countryCode?: string;
}

export interface CompanyJob {
	id: string;
	title: string;
	refNumber: string;
	createdOn: number;
	updatedOn: number;
	lastActivityOn: number;
	department: string;
	location: Place & { remote: boolean };
	status: string;
	postingStatus: string;
	template: boolean;
	typeOfEmployment: string;
	experienceLevel: string;
	sections: Array<{ name: SectionName; title: string; text: string }>;
	/** Absent when the job has no ad. */
	ad?: { id: string; applyUrl?: string; publishedOn?: number };
}

export type SectionName =
	| 'companyDescription'
	| 'jobDescription'
	| 'qualifications'
	| 'additionalInformation';

export interface StatusChange {
	changedOn: number;
	status: string;
	subStatus?: string;
}

export interface CompanyApplication {
	applicationId: string;
	jobId: string;
	source: string;
	/** Oldest first; the last one is the status. */
	history: StatusChange[];
	/** Of a rejection or withdrawal. */
	reason?: { id: string; label: string };
}

export interface CompanyCandidate {
	id: string;
	firstName: string;
	lastName: string;
	email?: string;
	phoneNumber?: string;
	linkedin?: string;
	createdOn: number;
	updatedOn: number;
	location: Place;
	tags: string[];
	consent: 'REQUIRED' | 'PENDING' | 'ACQUIRED';
	experience: Array<{ title: string; company: string; current: boolean }>;
	/** Most recent first; the first one is the primary assignment. Empty for people in the talent pool only. */
	applications: CompanyApplication[];
}

export interface CompanyUser {
	id: string;
	email: string;
	firstName: string;
	lastName: string;
	active: boolean;
	/** One of `SYSTEM_ROLES`, or a custom role's id (SmartRecruiters reference §9.2). */
	systemRole: string;
	updatedOn: number;
	/** Ids of access groups. */
	accessGroups: readonly string[];
}

/** Somebody on a job's hiring team (SmartRecruiters reference §4.4). */
export interface TeamMember {
	userId: string;
	/** `RECRUITER`, `HIRING_MANAGER`, …, or a custom role. */
	role: string;
}

/** Who sees the jobs of some departments; which jobs those are is told by no call (SmartRecruiters reference §4.4). */
export interface AccessGroup {
	id: string;
	name: string;
	departments: readonly string[];
}

/** An interview review (SmartRecruiters reference §8). */
export interface CompanyReview {
	id: string;
	candidateId: string;
	jobId: string;
	reviewerId: string;
	overallRating: number;
	comment: string;
	createdOn: number;
	updatedOn: number;
}
