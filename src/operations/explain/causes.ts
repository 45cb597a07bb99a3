/** The one link that is broken when something is not where it should be. Stable: users filter by it. */
export const CAUSES = {
	// Nothing is broken.
	ALL_WELL: { reason: 'It is there', fix: 'Nothing to do.' },
	// The connection.
	NOT_ACKNOWLEDGED: {
		reason: 'The sharing of data with LinkedIn has not been acknowledged',
		fix: 'Open the connect page (workflow 01) and acknowledge it; nothing is sent before that.',
	},
	CONTRACT_UNKNOWN: {
		reason: 'This Recruiter contract was never connected',
		fix: 'Add the contract on the connect page (workflow 01).',
	},
	CONTRACT_NOT_CONNECTED: {
		reason: 'This Recruiter contract is not fully connected',
		fix: 'Continue on the connect page (workflow 01); it says what is missing.',
	},
	CREDENTIAL_REFUSED: {
		reason: 'A vendor does not accept the credential',
		fix: 'Test the credential in n8n; correct client ID, client secret or scopes.',
	},
	CONTRACT_TOGGLE_OFF: {
		reason:
			'LinkedIn does not provide data of this contract: its contract-level access is switched off',
		fix: 'In Recruiter: Product settings > Integrations > Manage integrations > Edit, switch the contract-level access on.',
	},
	COMPANY_TOGGLE_OFF: {
		reason:
			'LinkedIn does not accept data of this company: its company-level access is switched off',
		fix: 'In Recruiter: Product settings > Integrations > Manage integrations > Edit, switch the company-level access on.',
	},
	QUOTA_USED: {
		reason: 'LinkedIn’s limit of calls for today is used up',
		fix: 'It goes on after midnight UTC. If that happens often, poll less often or import less at a time.',
	},
	TOO_MANY_INMAILS: {
		reason:
			'There are more InMails around that time than can be read while you wait, and the one you look for is not among those read',
		fix: 'Give a more exact time, and the candidate; or ask again in a minute.',
	},
	VENDOR_DOWN: {
		reason: 'A vendor cannot be reached',
		fix: 'It goes on automatically once the vendor is back.',
	},
	// The seat.
	SEAT_UNKNOWN: {
		reason: 'This seat is not in the list of seat holders',
		fix: 'Open the mapping page (workflow 02), which reads the seat holders again.',
	},
	SEAT_NOT_ACTIVE: {
		reason: 'This seat is not active in Recruiter',
		fix: 'Assign the seat in Recruiter, or choose the seat that the person holds now.',
	},
	SEAT_NOT_MAPPED: {
		reason:
			'This seat holder is not linked to a SmartRecruiters user, so what they do is not imported',
		fix: 'Link the seat holder on the mapping page (workflow 02); the past follows automatically.',
	},
	// The event.
	NOT_AT_LINKEDIN: {
		reason: 'LinkedIn has no such InMail or note of this seat holder at that time',
		fix: 'Look at it in Recruiter: notes must be visible to "Anyone in my organization". Check seat holder and time.',
	},
	DELETED_IN_RECRUITER: {
		reason: 'The note was deleted in Recruiter, or is no longer visible to the organization',
		fix: 'Nothing to do: it was removed from SmartRecruiters as well.',
	},
	NOT_DUE_YET: {
		reason: 'It is more recent than the last import',
		fix: 'Wait for the next import.',
	},
	NOT_IMPORTED_YET: {
		reason:
			'It happened before the seat holder was linked, and the import of the past has not reached it yet',
		fix: 'Wait until Import Past is done with this seat; the status page shows how far it is.',
	},
	TOO_OLD: {
		reason: 'It is older than what was imported when the seat holder was linked',
		fix: 'Unlink the seat holder and link again with more days to import (workflow 02), or use Get Many and Write for that time.',
	},
	PARKED: {
		reason: 'It is parked',
		fix: 'Do what it says here; it is tried again automatically.',
	},
	NOT_WRITTEN: {
		reason: 'Everything is in order, but it was not written',
		fix: 'Check that workflow 04 is published and that its last executions have succeeded; Catch Up writes what is missing.',
	},
	UNFINISHED: {
		reason: 'An attempt to write it did not finish',
		fix: 'Nothing to do: the next run looks whether it is there before it writes again.',
	},
	NOTE_REMOVED: {
		reason: 'The note was written, and somebody has removed it in SmartRecruiters since',
		fix: 'To have it again, delete its row in rsc_activity and run Catch Up.',
	},
	ON_ANOTHER_CANDIDATE: {
		reason: 'The note is on another candidate: that one is known to be the person',
		fix: 'If that is wrong, link the right candidate to the profile in Recruiter; the note then moves.',
	},
	// The person.
	NO_PERSON: {
		reason: 'LinkedIn does not say which person it is about',
		fix: 'Write the note in SmartRecruiters by hand.',
	},
	PERSON_UNKNOWN: {
		reason: 'No candidate is known to be this person',
		fix: 'Export the person from Recruiter, or link the candidate to the profile in Recruiter.',
	},
	PERSON_AMBIGUOUS: {
		reason: 'Several candidates could be this person',
		fix: 'Merge them in SmartRecruiters, or link the right one to the profile in Recruiter.',
	},
	CANDIDATE_GONE: {
		reason:
			'SmartRecruiters does not show the candidate: deleted, merged into another, or not visible to this credential',
		fix: 'If it was merged, link the remaining candidate to the profile in Recruiter.',
	},
	// Candidates and jobs in Recruiter.
	TALENT_POOL_ONLY: {
		reason:
			'The candidate is in the talent pool only; SmartRecruiters lists people with an application',
		fix: 'Add the candidate to a job, or send the record with the operation Record › Sync of RSC Historical Sync.',
	},
	NOT_SHARED: {
		reason: 'The sharing rules hold this back',
		fix: 'If it should be at LinkedIn, change what may be shared on the connect page (workflow 01).',
	},
	REMOVED: {
		reason: 'It was removed from LinkedIn',
		fix: 'If it should be there, send it with the operation Record › Sync of RSC Historical Sync.',
	},
	CANNOT_BE_SENT: {
		reason: 'LinkedIn would refuse the record',
		fix: 'Do what it says here; the record follows automatically.',
	},
	HISTORY_NOT_SENT: {
		reason: 'The history has not been sent to LinkedIn yet',
		fix: 'Start workflow 03, or wait until it has finished.',
	},
	NOT_SENT: {
		reason: 'LinkedIn does not have the record, although nothing prevents it',
		fix: 'Check that the workflows 03 and 06 are published; the operation Record › Sync of RSC Historical Sync sends it at once.',
	},
	NOT_MATCHED: {
		reason: 'LinkedIn has the candidate, but does not match it to a member',
		fix: 'Open the profile in Recruiter next to the candidate and link them by hand; an e-mail that the member uses on LinkedIn helps.',
	},
	JOB_GONE: {
		reason: 'SmartRecruiters does not know the job, or does not show it to this credential',
		fix: 'Check the id, and the access group of the API credential.',
	},
	JOB_OVER: {
		reason: 'The job is filled or cancelled, so it cannot be chosen for an export',
		fix: 'Reopen the job in SmartRecruiters.',
	},
	JOB_CLOSED_AT_LINKEDIN: {
		reason: 'The job is open in SmartRecruiters and closed at LinkedIn',
		fix: 'Send it again with the operation Record › Sync of RSC Historical Sync.',
	},
	// Who sees a job in Recruiter.
	SIGHT_NOT_MAPPED: {
		reason:
			'The hiring team decides who sees the job, and this person has no Recruiter seat that is linked to a SmartRecruiters user',
		fix: 'Link the seat holder on the mapping page (workflow 02); the next Sync Changes shows the job.',
	},
	SIGHT_TWO_USERS: {
		reason:
			'This person has seats that are linked to different SmartRecruiters users, so nobody can say whose jobs to show',
		fix: 'Link all seats of the person to one user on the mapping page (workflow 02).',
	},
	SIGHT_USER_INACTIVE: {
		reason: 'The SmartRecruiters user of this seat holder is deactivated or not visible',
		fix: 'Activate the user in SmartRecruiters, or link the seat holder to another user on the mapping page (workflow 02).',
	},
	SIGHT_NOT_ON_TEAM: {
		reason: 'The hiring team decides who sees the job, and this person is not on it',
		fix: 'Add the person to the hiring team in SmartRecruiters, or make the job an exception with Set Visibility of RSC Contract Activate.',
	},
	SIGHT_NOT_WRITTEN: {
		reason: 'The access lists that show the job have not been written to LinkedIn yet',
		fix: 'Wait for the next Sync Changes, or run Sync Visibility of RSC Historical Sync.',
	},
	SIGHT_NOT_OPENED: {
		reason: 'Everybody is to see the job, and its access list has not been deleted at LinkedIn yet',
		fix: 'Wait for the next Sync Changes, or run Sync Visibility of RSC Historical Sync.',
	},
	SIGHT_REFUSED: {
		reason: 'LinkedIn refused the access lists that show the job, or did not confirm them',
		fix: 'They are tried again by the next Sync Changes. If that does not help, send the support bundle of the status page to LinkedIn’s support.',
	},
	SEEN_BY_NOBODY: {
		reason: 'Nobody sees the job: nobody of its hiring team has a Recruiter seat that is mapped',
		fix: 'Link the members of its hiring team on the mapping page (workflow 02), or make the job an exception with Set Visibility of RSC Contract Activate.',
	},
} as const;

export type Cause = keyof typeof CAUSES;

export interface LinkFinding {
	/** Which link of the chain, in the words of the screens. */
	link: string;
	state: 'ok' | 'broken' | 'not checked';
	detail: string;
}

export interface Explanation {
	cause: Cause;
	reason: string;
	fix: string;
	/** The link that is broken; empty when none is. */
	brokenLink: string;
	/** What was looked at, in order. */
	chain: LinkFinding[];
}

/** Thrown at the first link that is broken. */
export class BrokenLink extends Error {
	constructor(
		readonly cause_: Cause,
		readonly link: string,
		readonly detail = '',
	) {
		super(`Broken: ${link}`);
	}
}

/** Links that are looked at one after the other, until one is broken. */
export class Chain {
	private readonly findings: LinkFinding[] = [];

	ok(link: string, detail = ''): void {
		this.findings.push({ link, state: 'ok', detail });
	}

	skip(link: string, detail: string): void {
		this.findings.push({ link, state: 'not checked', detail });
	}

	/** Whether the walk ends well or at a broken link: the explanation. */
	async explain(walk: (chain: Chain) => Promise<void>): Promise<Explanation> {
		try {
			await walk(this);
		} catch (error) {
			if (!(error instanceof BrokenLink)) throw error;
			const { reason, fix } = CAUSES[error.cause_];
			this.findings.push({ link: error.link, state: 'broken', detail: error.detail });
			return {
				cause: error.cause_,
				reason: error.detail ? `${reason} (${error.detail})` : reason,
				fix,
				brokenLink: error.link,
				chain: this.findings,
			};
		}
		return { cause: 'ALL_WELL', ...CAUSES.ALL_WELL, brokenLink: '', chain: this.findings };
	}
}
