import { EXPORT_TAG, sameName } from '../../mapping/exportToCandidate';
import { getCandidate, getStatusHistory } from '../../smartrecruiters/candidates';
import { deleteCandidate } from '../../smartrecruiters/candidateWrites';
import type { SrCandidateDetails } from '../../smartrecruiters/schemas';
import { findByEmail } from '../../smartrecruiters/searchCandidates';
import { CLOCK_SKEW_MS } from './clockSkew';
import type { ExportRun } from './ExportRun';
import { isUntouched } from './isUntouched';
import { NeedsReview } from './NeedsReview';

/** Whose copy is looked for, and since when there can be one. */
export interface TwinOf {
	candidate: SrCandidateDetails;
	jobId: string;
	/** Epoch milliseconds; nothing was sent for this export before. */
	sinceMs: number;
}

/**
 * Whether a candidate is nothing but the second copy that SmartRecruiters made of somebody when we put them on this job:
 * of the same name, made by an export since then, on this job alone, and untouched. Everything else is left to people:
 * an address may be shared, and whoever was there before is not ours to delete.
 */
async function isTwin(
	{ smartRecruiters }: ExportRun,
	twin: SrCandidateDetails,
	{ candidate, jobId, sinceMs }: TwinOf,
): Promise<boolean> {
	if (!isNamesake(twin, candidate) || twin.createdOn < sinceMs - CLOCK_SKEW_MS) return false;
	if (!twin.tags.includes(EXPORT_TAG) || twin.secondaryAssignments.length > 0) return false;
	if (twin.primaryAssignment?.job.id !== jobId) return false;
	return isUntouched(await getStatusHistory(smartRecruiters, twin.id, jobId));
}

function isNamesake(one: SrCandidateDetails, other: SrCandidateDetails): boolean {
	return sameName(one.firstName, other.firstName) && sameName(one.lastName, other.lastName);
}

/** Takes a twin back, if it is one. */
export async function takeBackTwin(
	run: ExportRun,
	twin: SrCandidateDetails,
	of: TwinOf,
): Promise<boolean> {
	if (!(await isTwin(run, twin, of))) return false;
	await deleteCandidate(run.smartRecruiters, twin.id);
	return true;
}

/**
 * Takes back the twins of a candidate that an interrupted attempt left behind; says whether there were any.
 *
 * @throws NeedsReview about somebody of the same name and address on the same job who is not certainly a twin
 */
export async function takeBackTwinsOf(run: ExportRun, of: TwinOf): Promise<boolean> {
	const { candidate, jobId } = of;
	if (!candidate.email) return false;
	let any = false;
	for (const { id } of await findByEmail(run.smartRecruiters, candidate.email)) {
		const other = id === candidate.id ? undefined : await getCandidate(run.smartRecruiters, id);
		if (!other) continue;
		if (await takeBackTwin(run, other, of)) any = true;
		else if (isNamesake(other, candidate) && other.primaryAssignment?.job.id === jobId)
			throw new NeedsReview('SEVERAL_CANDIDATES', [candidate.id, id]);
	}
	return any;
}
