/** A candidate in SmartRecruiters whom a person may choose. */
export interface ChoosableCandidate {
	id: string;
	/** Name, or the id where it is not known. */
	name: string;
	/** What tells people of one name apart: address, place, job. */
	detail: string;
	/** Where the candidate is found in SmartRecruiters. */
	url: string;
}

export interface ChoosableJob {
	id: string;
	title: string;
	/** Number and place; empty when not known. */
	detail: string;
}

/** An export that waits for a decision. */
export interface OpenExport {
	exportKey: string;
	/** Of the person; empty when LinkedIn did not tell. */
	name: string;
	headline: string;
	employers: string;
	place: string;
	/** On LinkedIn; empty when not known. */
	profileUrl: string;
	/** ISO 8601. */
	receivedAt: string;
	/** Of the job that the recruiter chose; empty when LinkedIn did not tell, the id when SmartRecruiters does not. */
	jobTitle: string;
	reason: string;
	whatToDo: string;
	/** Whom the export might be. */
	candidates: ChoosableCandidate[];
	/** What can work; everything can be ignored. */
	mayLink: boolean;
	mayCreate: boolean;
	mayTryAgain: boolean;
	mayChangeJob: boolean;
}

/** What was typed and found for one export, shown again with what was chosen. */
export interface DecisionSearch {
	exportKey: string;
	/** `link:{id}`, `create`, `again`, `ignore`, or empty. */
	choice: string;
	/** Empty for the job that the recruiter chose. */
	jobId: string;
	candidateText: string;
	/** Absent when nothing was searched. */
	candidates?: ChoosableCandidate[];
	jobText: string;
	jobs?: ChoosableJob[];
}

export interface DecisionsPageData {
	nowMs: number;
	exports: OpenExport[];
	/** How many wait beyond those that are shown. */
	more: number;
	search?: DecisionSearch;
	/** What has just become of a decision, or why something could not be done. */
	message?: { kind: 'done' | 'open' | 'problem'; text: string; url?: string };
}
