import { HttpStatusError } from '../../errors/HttpStatusError';
import { upsertApplications, upsertStages } from '../../linkedin/applications';
import { attachPerson, getCandidates, upsertCandidates } from '../../linkedin/candidates';
import type { HeldCandidate } from '../../linkedin/schemas';
import { applicationToLinkedIn, historyToStages } from '../../mapping/applicationToLinkedIn';
import { candidateToLinkedIn } from '../../mapping/candidateToLinkedIn';
import { doNotContact } from '../../mapping/SharingRules';
import { getConsent, getStatusHistory } from '../../smartrecruiters/candidates';
import type { SrCandidateDetails } from '../../smartrecruiters/schemas';
import { stagesHash } from '../../sync/people/sentMark';
import type { ExportRun } from './ExportRun';
import { NeedsReview } from './NeedsReview';
import { assignmentOn } from './putOnJob';

/**
 * Whether a candidate may be linked to this member: nobody, or the same member, is linked by now.
 *
 * @throws NeedsReview when it is somebody else
 */
export async function checkLink(
	run: ExportRun,
	candidateId: string,
	person: string,
): Promise<void> {
	if (run.decision?.kind === 'link') return;
	const linked = (await readLink(run, candidateId))?.manualMatchedMember;
	if (linked && linked !== person) throw new NeedsReview('LINKED_TO_SOMEBODY_ELSE', [candidateId]);
}

/**
 * Sends candidate and application to LinkedIn, complete, with the member attached, and looks whether LinkedIn kept the
 * link (LinkedIn reference §7, §15.3).
 */
export async function syncBack(
	run: ExportRun,
	candidate: SrCandidateDetails,
	jobId: string,
	person: string,
): Promise<void> {
	const { linkedIn, options } = run;
	const consent =
		run.sharing.consent === 'markDoNotContact'
			? await getConsent(run.smartRecruiters, candidate.id)
			: undefined;
	const avoid = doNotContact({ tags: candidate.tags, consent }, run.sharing);
	const mapped = candidateToLinkedIn(candidate, options.profileUrl, person, avoid);
	if (!mapped.ok) throw new NeedsReview('LINKEDIN_REFUSED', [candidate.id], mapped.code);
	const assignment = assignmentOn(candidate, jobId);
	await run.sent.intend(
		new Map([[candidate.id, new Map(assignment ? [[assignment.job.id, '']] : [])]]),
	);
	const { refusals } = await upsertCandidates(linkedIn, [
		{ id: candidate.id, fields: mapped.value },
	]);
	for (const { status, field } of refusals) {
		// It asks for an address only of those without a link: so it has not seen the link that was sent.
		if (field === '/emailAddresses' && mapped.value.emailAddresses.length === 0)
			throw new NeedsReview('NOT_LINKED', [candidate.id]);
		refuse(candidate.id, 'candidates', status, field);
	}
	const attached = await attachPerson(linkedIn, candidate.id, person);
	if (attached < 200 || attached >= 300) refuse(candidate.id, 'candidates', attached);

	const taken = new Map<string, string>();
	if (assignment) {
		const { content: history } = await getStatusHistory(run.smartRecruiters, candidate.id, jobId);
		const record = applicationToLinkedIn(candidate.id, mapped.value, assignment, history);
		if (!record) throw new NeedsReview('LINKEDIN_REFUSED', [candidate.id], 'NO_JOB_TITLE');
		const outcome = await upsertApplications(linkedIn, [record]);
		for (const { status, field } of outcome.refusals)
			refuse(candidate.id, 'applications', status, field);
		const stages = historyToStages(history);
		const refused = await upsertStages(linkedIn, [{ applicationId: record.id, stages }]);
		for (const status of refused.values()) refuse(candidate.id, 'application stages', status);
		taken.set(assignment.job.id, stagesHash(stages));
	}
	run.sent.settle(new Map([[candidate.id, taken]]));
	await run.sent.flush();
	if ((await readLink(run, candidate.id))?.manualMatchedMember !== person)
		throw new NeedsReview('NOT_LINKED', [candidate.id]);
}

/** @throws HttpStatusError when LinkedIn does not tell now: that is no "nobody is linked" */
async function readLink(
	{ linkedIn }: ExportRun,
	candidateId: string,
): Promise<HeldCandidate | undefined> {
	const held = await getCandidates(linkedIn, [candidateId]);
	if (held.unknown.has(candidateId))
		throw new HttpStatusError('LinkedIn', 503, 'batch read of candidates');
	return held.get(candidateId);
}

/** What LinkedIn could not take now is tried again; what it does not want is for a person. */
function refuse(candidateId: string, what: string, status: number, field?: string): never {
	if (status === 0 || status === 429 || status >= 500)
		throw new HttpStatusError('LinkedIn', status || 503, `batch write of ${what}`);
	const detail = [`${what}, status ${status}`, ...(field ? [`field ${field}`] : [])].join(', ');
	throw new NeedsReview('LINKEDIN_REFUSED', [candidateId], detail);
}
