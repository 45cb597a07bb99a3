/** Why a record cannot go to LinkedIn. Stable: users filter by it, and `rsc_parked` holds it. */
export const REJECTIONS = {
	NO_EMAIL: {
		reason: 'LinkedIn needs an e-mail address, and this candidate has none',
		whatToDo: 'Add an e-mail address to the candidate in SmartRecruiters.',
	},
	INVALID_EMAIL: {
		reason: 'LinkedIn does not accept the form of the e-mail address',
		whatToDo: 'Correct the e-mail address of the candidate in SmartRecruiters.',
	},
	NO_NAME: {
		reason: 'LinkedIn needs a first and a last name, and one is missing',
		whatToDo: 'Complete the name of the candidate in SmartRecruiters.',
	},
	CANDIDATE_REFUSED: {
		reason: 'The candidate of this application could not be sent',
		whatToDo: 'Correct the candidate; the application follows automatically.',
	},
	NO_JOB_TITLE: {
		reason: 'The job of this application has no title',
		whatToDo: 'Give the job a title in SmartRecruiters.',
	},
	SHORT_DESCRIPTION: {
		reason: 'LinkedIn needs a job description of at least 100 characters',
		whatToDo: 'Extend the job ad in SmartRecruiters.',
	},
	NO_LOCATION: {
		reason: 'LinkedIn needs the city and country of a job (the country alone if it is remote)',
		whatToDo: 'Complete the location of the job in SmartRecruiters.',
	},
	NO_APPLY_URL: {
		reason: 'LinkedIn needs the address at which people apply, and the job has no ad with one',
		whatToDo: 'Create a job ad in SmartRecruiters.',
	},
	LINKEDIN_REFUSED: {
		reason: 'LinkedIn refused the record',
		whatToDo:
			'Look at the field that is named here; if it is correct, ask LinkedIn with the record key.',
	},
	LINKEDIN_BUSY: {
		reason: 'LinkedIn could not accept the record',
		whatToDo: 'Nothing to do: it is sent again with the next complete run.',
	},
	NOT_DELETED: {
		reason: 'LinkedIn did not confirm that it deleted the record',
		whatToDo:
			'Nothing to do: it is deleted with the next run. If it persists, ask LinkedIn with the record key.',
	},
	UNREADABLE: {
		reason: 'SmartRecruiters returns a field of this record in a form that cannot be read',
		whatToDo:
			'Look at the field that is named here, in SmartRecruiters; the record follows automatically once it can be read.',
	},
	JOB_TASK_FAILED: {
		reason: 'LinkedIn accepted the job, then dropped it',
		whatToDo: 'Correct what LinkedIn names, in the job or its ad in SmartRecruiters.',
	},
	JOB_TASK_LOST: {
		reason: 'LinkedIn accepted the job, and does not say a day later that it has it',
		whatToDo:
			'Nothing to do: the next Sync Changes sends it again. If it persists, ask LinkedIn with the record key.',
	},
	JOB_TASK_RUNNING: {
		reason: 'LinkedIn has accepted the job, and has not said yet what became of it',
		whatToDo: 'Nothing to do: the next Sync Changes asks.',
	},
	NOT_VISIBLE: {
		reason: 'SmartRecruiters does not show this record at the moment',
		whatToDo:
			'Nothing to do: it is looked for again. It is deleted at LinkedIn only when its deletion is proven.',
	},
	READ_REFUSED: {
		reason: 'SmartRecruiters does not let this record be read',
		whatToDo:
			'Check that the system role and the access group of the API credential allow it to see this record.',
	},
	NOT_SENT_YET: {
		reason: 'Another run was in progress for too long',
		whatToDo: 'Nothing to do: it is sent with the next Sync Changes.',
	},
	REPORT_ROW: {
		reason: 'The report has this application in a form that cannot be read',
		whatToDo:
			'Nothing to do: it is read automatically with the next Sync Changes. If it persists, look at the column that is named here.',
	},
	REPORT_ROW_UNNAMED: {
		reason: 'A row of the report does not say whose application it is',
		whatToDo:
			'Look at the column that is named here, in the downloaded report; Backfill with Details From set to Candidate by Candidate finds the application all the same.',
	},
} as const;

export type RejectionCode = keyof typeof REJECTIONS;

export type RecordKind = 'job' | 'candidate' | 'application';

/** A record that did not go: nothing of the person but the key. */
export interface Rejection {
	kind: RecordKind;
	recordId: string;
	code: RejectionCode;
	/** What else is known, without personal data: a field's name, a status, LinkedIn's word on a job. */
	detail?: string;
	/** What a later try needs, as JSON. */
	payload?: string;
}
