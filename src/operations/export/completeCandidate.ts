import { HttpStatusError } from '../../errors/HttpStatusError';
import type { ExportWarning } from '../../mapping/ExportReview';
import {
	EXPORT_TAG,
	exportTags,
	exportToChange,
	type NamedExport,
	PLACEHOLDER_TAG,
} from '../../mapping/exportToCandidate';
import { isPlaceholderEmail } from '../../mapping/placeholderEmail';
import { getStatusHistory } from '../../smartrecruiters/candidates';
import {
	addTags,
	changeCandidate,
	replaceTags,
	setSource,
	setStatus,
} from '../../smartrecruiters/candidateWrites';
import type { SrCandidateDetails } from '../../smartrecruiters/schemas';
import type { Source } from '../../smartrecruiters/sources';
import type { ExportRun } from './ExportRun';
import { assignmentOn } from './putOnJob';
import { isUntouched } from './isUntouched';

/** What SmartRecruiters shows for an application that came without a source (SmartRecruiters reference §5.4). */
const NO_SOURCE = 'API';

/** Adds what the export tells and SmartRecruiters does not know yet: contact data, then tags. */
export async function completeCandidate(
	run: ExportRun,
	exported: NamedExport,
	candidate: SrCandidateDetails,
): Promise<void> {
	const { smartRecruiters, options } = run;
	const change = exportToChange(exported, candidate);
	let { email } = candidate;
	if (change.email) {
		try {
			await changeCandidate(smartRecruiters, candidate.id, { email: change.email });
			({ email } = change);
		} catch (error) {
			warnOn(run, error, [400, 409, 422], 'EMAIL_TAKEN');
		}
	}
	const { email: _done, ...others } = change;
	if (Object.keys(others).length > 0) {
		try {
			await changeCandidate(smartRecruiters, candidate.id, others);
		} catch (error) {
			warnOn(run, error, [400, 409, 422], 'DATA_NOT_ADDED');
		}
	}
	const real = isPlaceholderEmail(email) ? undefined : email;
	const wanted = exportTags(options.tags, real);
	if (real && candidate.tags.includes(PLACEHOLDER_TAG)) {
		const kept = candidate.tags.filter((tag) => tag !== PLACEHOLDER_TAG);
		await replaceTags(smartRecruiters, candidate.id, [...new Set([...kept, ...wanted])]);
		return;
	}
	const missing = wanted.filter((tag) => !candidate.tags.includes(tag));
	if (missing.length > 0) await addTags(smartRecruiters, candidate.id, missing);
}

/**
 * Source and start status of the application. One that was there before is left as it is, unless it is ours and was not
 * finished: an interrupted export is completed that way.
 */
export async function completeApplication(
	run: ExportRun,
	candidate: SrCandidateDetails,
	jobId: string,
	source: Source | undefined,
	added: boolean,
): Promise<void> {
	const { smartRecruiters, options } = run;
	const before = assignmentOn(candidate, jobId);
	const unfinished = before?.source === NO_SOURCE && candidate.tags.includes(EXPORT_TAG);
	if (source && before?.source !== source.label && (added || unfinished)) {
		try {
			const { sourceTypeId, sourceSubTypeId, sourceId } = source;
			await setSource(smartRecruiters, candidate.id, jobId, {
				sourceTypeId,
				...(sourceSubTypeId && { sourceSubTypeId }),
				sourceId,
			});
		} catch (error) {
			warnOn(run, error, [400, 404, 422], 'SOURCE_NOT_SET');
		}
	}
	const { startStatus } = options;
	if (!startStatus || (!added && before?.source !== source?.label && !unfinished)) return;
	const history = await getStatusHistory(smartRecruiters, candidate.id, jobId);
	const untouched = isUntouched(history);
	if (!untouched || (startStatus.status === 'NEW' && !startStatus.subStatus)) return;
	try {
		const { status, subStatus } = startStatus;
		await setStatus(smartRecruiters, candidate.id, jobId, {
			status,
			...(subStatus && { subStatus }),
		});
	} catch (error) {
		warnOn(run, error, [400, 404, 409, 422], 'STATUS_NOT_SET');
	}
}

/** What is not worth stopping for is told beside the finished export. */
function warnOn(
	run: ExportRun,
	error: unknown,
	statuses: readonly number[],
	warning: ExportWarning,
): void {
	if (!(error instanceof HttpStatusError) || !statuses.includes(error.status)) throw error;
	run.warnings.add(warning);
}
