import { EXPORT_TAG } from '../../mapping/exportToCandidate';
import { getCandidate, getStatusHistory } from '../../smartrecruiters/candidates';
import { deleteCandidate } from '../../smartrecruiters/candidateWrites';
import type { SrCandidateDetails } from '../../smartrecruiters/schemas';
import { findByEmail } from '../../smartrecruiters/searchCandidates';
import type { ExportRun } from './ExportRun';
import { isUntouched } from './isUntouched';

/**
 * Whether a candidate is nothing but the second copy that SmartRecruiters made of somebody when we put them on this job:
 * made by an export, on this job alone, and untouched since. Everything else is left to people.
 */
async function isTwin(run: ExportRun, twin: SrCandidateDetails, jobId: string): Promise<boolean> {
	if (!twin.tags.includes(EXPORT_TAG) || twin.secondaryAssignments.length > 0) return false;
	if (twin.primaryAssignment?.job.id !== jobId) return false;
	return isUntouched(await getStatusHistory(run.smartRecruiters, twin.id, jobId));
}

/** Takes a twin back, if it is one. */
export async function takeBackTwin(
	run: ExportRun,
	twin: SrCandidateDetails,
	jobId: string,
): Promise<boolean> {
	if (!(await isTwin(run, twin, jobId))) return false;
	await deleteCandidate(run.smartRecruiters, twin.id);
	return true;
}

/** Takes back the twins of a candidate that an interrupted attempt left behind; says whether there were any. */
export async function takeBackTwinsOf(
	run: ExportRun,
	candidate: SrCandidateDetails,
	jobId: string,
): Promise<boolean> {
	if (!candidate.email) return false;
	let any = false;
	for (const { id, createdOn } of await findByEmail(run.smartRecruiters, candidate.email)) {
		if (id === candidate.id || createdOn < candidate.createdOn) continue;
		const other = await getCandidate(run.smartRecruiters, id);
		if (other && (await takeBackTwin(run, other, jobId))) any = true;
	}
	return any;
}
