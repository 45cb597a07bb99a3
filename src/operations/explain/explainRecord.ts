import { getCandidates } from '../../linkedin/candidates';
import type { HeldRecords } from '../../linkedin/HeldRecords';
import { getJobStatus } from '../../linkedin/jobPostings';
import { candidateToLinkedIn } from '../../mapping/candidateToLinkedIn';
import { isClosed } from '../../mapping/jobToLinkedIn';
import { REJECTIONS } from '../../mapping/Rejection';
import { personWithheld } from '../../mapping/SharingRules';
import type { StoredSharing } from '../../state/Settings';
import { getCandidate } from '../../smartrecruiters/candidates';
import { getJobState } from '../../smartrecruiters/jobs';
import { connect } from '../connect';
import type { Runtime } from '../Runtime';
import { askVendor } from './askVendor';
import { BrokenLink, Chain, type Explanation } from './causes';
import { ExplainedState } from './ExplainedState';
import { explainSight, type Viewer } from './explainSight';

export interface RecordQuestion {
	/** The candidate's or the job's id in SmartRecruiters. */
	recordId: string;
	/** How long a person waits. */
	timeLimitMs: number;
}

const AT_LINKEDIN = 'Record at LinkedIn';

/** Why Recruiter does not show a candidate as known: the first link of the chain that is broken. */
export async function explainCandidate(
	runtime: Runtime,
	{ recordId, timeLimitMs }: RecordQuestion,
): Promise<Explanation> {
	const { linkedIn, smartRecruiters, state } = open(runtime, timeLimitMs);
	return await new Chain().explain(async (chain) => {
		if (!(await state.isAcknowledged())) throw new BrokenLink('NOT_ACKNOWLEDGED', 'Contract');
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
		checkPerson(candidate.tags ?? [], await state.sharing());
		const answer = await askVendor(
			AT_LINKEDIN,
			'COMPANY_TOGGLE_OFF',
			async () => await getCandidates(linkedIn, [recordId]),
		);
		needTold(answer, recordId);
		const held = answer.get(recordId);
		if (!held) await whyNotSent(state, 'candidate', recordId);
		chain.ok(AT_LINKEDIN);
		const matched = held?.manualMatchedMember ?? held?.matchedMembers[0];
		if (!matched) throw new BrokenLink('NOT_MATCHED', 'Member');
		chain.ok('Member', 'recognised');
	});
}

/**
 * Why a job cannot be chosen for an export in Recruiter, or why somebody does not see it: the first link of the chain that
 * is broken. With nobody named, the chain ends with who sees it.
 */
export async function explainJob(
	runtime: Runtime,
	{ recordId, viewer, timeLimitMs }: RecordQuestion & { viewer: Viewer },
): Promise<Explanation> {
	const { linkedIn, smartRecruiters, state } = open(runtime, timeLimitMs);
	return await new Chain().explain(async (chain) => {
		if (!(await state.isAcknowledged())) throw new BrokenLink('NOT_ACKNOWLEDGED', 'Contract');
		const link = 'Job in SmartRecruiters';
		const job = await askVendor(
			link,
			'CREDENTIAL_REFUSED',
			async () => await getJobState(smartRecruiters, recordId),
		);
		if (!job) throw new BrokenLink('JOB_GONE', link);
		const isOver = isClosed(job.status);
		const asksWho = viewer.seat !== '' || viewer.userId !== '';
		if (isOver && !asksWho && (await state.sightEffect()) !== 'team')
			throw new BrokenLink('JOB_OVER', link, job.status);
		if (!isOver) chain.ok(link, job.status);
		const { jobsNeverSent } = await state.sharing();
		if (jobsNeverSent.includes(recordId) && !(await state.sharesConfidential()))
			throw new BrokenLink('NOT_SHARED', 'What may be shared');
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
			if (isOver) throw new BrokenLink('JOB_OVER', link, job.status);
			chain.skip(AT_LINKEDIN, 'LinkedIn does not report the status of jobs here');
			await whyNotSent(state, 'job', recordId);
		}
		if (known) needTold(known, recordId);
		const listing = known?.get(recordId);
		// Nobody can export to it, and its record stays: it can still be said who sees that.
		if (isOver && !listing) throw new BrokenLink('JOB_OVER', link, job.status);
		if (isOver) chain.ok(link, `${job.status}: it cannot be chosen for an export any more`);
		if (!listing) await whyNotSent(state, 'job', recordId);
		if (listing === 'closed' && !isOver)
			throw new BrokenLink('JOB_CLOSED_AT_LINKEDIN', AT_LINKEDIN);
		chain.ok(AT_LINKEDIN, listing);
		await explainSight(chain, { state, smartRecruiters, jobId: recordId }, viewer);
	});
}

function open({ store, ...runtime }: Runtime, timeLimitMs: number) {
	const { organizationUrn } = runtime.linkedIn.settings;
	return {
		...connect(runtime, runtime.effects.now() + timeLimitMs),
		state: new ExplainedState(store, organizationUrn),
	};
}

function checkPerson(tags: readonly string[], rules: StoredSharing): void {
	const why = personWithheld({ tags }, { ...rules, consent: 'everyone' });
	if (why !== undefined) throw new BrokenLink('NOT_SHARED', 'What may be shared', why);
}

/** @throws BrokenLink when LinkedIn does not tell at the moment: that is no "it does not hold it" */
function needTold({ unknown }: HeldRecords<unknown>, recordId: string): void {
	if (unknown.has(recordId))
		throw new BrokenLink(
			'VENDOR_DOWN',
			AT_LINKEDIN,
			'LinkedIn does not answer this now; ask again later',
		);
}

/** @throws BrokenLink always */
async function whyNotSent(
	state: ExplainedState,
	kind: 'candidate' | 'job',
	id: string,
): Promise<never> {
	const parked = await state.parked(kind, id);
	if (parked) throw new BrokenLink('PARKED', 'Parked', `${parked.reason}. ${parked.whatToDo}`);
	const deletion = await state.deletion(kind, id);
	if (deletion) throw new BrokenLink('REMOVED', AT_LINKEDIN, deletion.reason);
	if (!(await state.isHistorySent())) throw new BrokenLink('HISTORY_NOT_SENT', 'History');
	throw new BrokenLink('NOT_SENT', AT_LINKEDIN);
}
