import { getCandidates } from '../../linkedin/candidates';
import { getJobStatus } from '../../linkedin/jobPostings';
import type { LinkedInApi } from '../../linkedin/LinkedInApi';
import { candidateToLinkedIn } from '../../mapping/candidateToLinkedIn';
import { isClosed } from '../../mapping/jobToLinkedIn';
import { REJECTIONS } from '../../mapping/Rejection';
import { getCandidate } from '../../smartrecruiters/candidates';
import { getJobState } from '../../smartrecruiters/jobs';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { askVendor } from './askVendor';
import { BrokenLink, Chain, type Explanation } from './causes';
import type { StoredState } from './StoredState';

export interface RecordQuestion {
	/** The candidate's or the job's id in SmartRecruiters. */
	recordId: string;
	state: StoredState;
}

const AT_LINKEDIN = 'Record at LinkedIn';

/** Why Recruiter does not show a candidate as known: the first link of the chain that is broken. */
export async function explainCandidate(
	linkedIn: LinkedInApi,
	smartRecruiters: SmartRecruitersApi,
	{ recordId, state }: RecordQuestion,
): Promise<Explanation> {
	return await new Chain().explain(async (chain) => {
		const link = 'Candidate in SmartRecruiters';
		const candidate = await askVendor(
			link,
			'CREDENTIAL_REFUSED',
			async () => await getCandidate(smartRecruiters, recordId),
		);
		if (!candidate) throw new BrokenLink('CANDIDATE_GONE', link);
		if (!candidate.primaryAssignment) throw new BrokenLink('TALENT_POOL_ONLY', link);
		chain.ok(link);
		const mapped = candidateToLinkedIn(candidate, '{candidateId}');
		if (!mapped.ok) {
			const { reason, whatToDo } = REJECTIONS[mapped.code];
			throw new BrokenLink('CANNOT_BE_SENT', 'What LinkedIn needs', `${reason}. ${whatToDo}`);
		}
		chain.ok('What LinkedIn needs');
		const held = await askVendor(AT_LINKEDIN, 'COMPANY_TOGGLE_OFF', async () =>
			(await getCandidates(linkedIn, [recordId])).get(recordId),
		);
		if (!held) whyNotSent(state, `candidate:${recordId}`);
		chain.ok(AT_LINKEDIN);
		const matched = held?.manualMatchedMember ?? held?.matchedMembers[0];
		if (!matched) throw new BrokenLink('NOT_MATCHED', 'Member');
		chain.ok('Member', 'recognised');
	});
}

/** Why a job cannot be chosen for an export in Recruiter: the first link of the chain that is broken. */
export async function explainJob(
	linkedIn: LinkedInApi,
	smartRecruiters: SmartRecruitersApi,
	{ recordId, state }: RecordQuestion,
): Promise<Explanation> {
	return await new Chain().explain(async (chain) => {
		const link = 'Job in SmartRecruiters';
		const job = await askVendor(
			link,
			'CREDENTIAL_REFUSED',
			async () => await getJobState(smartRecruiters, recordId),
		);
		if (!job) throw new BrokenLink('JOB_GONE', link);
		if (isClosed(job.status)) throw new BrokenLink('JOB_OVER', link, job.status);
		chain.ok(link, job.status);
		// Any record does: LinkedIn refuses them all while the switch is off.
		await askVendor('Switch in Recruiter', 'COMPANY_TOGGLE_OFF', async () => {
			await getCandidates(linkedIn, [recordId]);
		});
		chain.ok('Switch in Recruiter', 'LinkedIn answers for this company');
		const known = await askVendor(
			AT_LINKEDIN,
			'COMPANY_TOGGLE_OFF',
			async () => await getJobStatus(linkedIn, [recordId]),
		);
		if (!known) {
			chain.skip(AT_LINKEDIN, 'LinkedIn does not tell the status of jobs here');
			whyNotSent(state, `job:${recordId}`);
		}
		const listing = known?.get(recordId);
		if (!listing) whyNotSent(state, `job:${recordId}`);
		if (listing === 'closed') throw new BrokenLink('JOB_CLOSED_AT_LINKEDIN', AT_LINKEDIN);
		chain.ok(AT_LINKEDIN, 'open');
	});
}

/** @throws BrokenLink always */
function whyNotSent(state: StoredState, recordKey: string): never {
	const parked = state.parked?.find((row) => row.recordKey === recordKey);
	if (parked) throw new BrokenLink('PARKED', 'Parked', `${parked.reason}. ${parked.whatToDo}`);
	const run = state.sync?.find(({ stream }) => stream === 'backfill');
	if (state.sync && !run?.finishedAt) throw new BrokenLink('HISTORY_NOT_SENT', 'History');
	throw new BrokenLink('NOT_SENT', AT_LINKEDIN);
}
