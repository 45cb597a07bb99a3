import { WaitLedger } from '../../http/WaitLedger';
import type { ChoosableCandidate, ChoosableJob } from '../../pages/decisionsPageData';
import { searchJobs } from '../../smartrecruiters/jobs';
import { searchCandidates } from '../../smartrecruiters/searchCandidates';
import { openSmartRecruiters } from '../connect';
import type { Runtime } from '../Runtime';
import { openExportState } from './ExportWork';
import { readExportOptions } from './keptExportOptions';
import { toChoosable } from './toChoosable';

/** A person waits for the page. */
const PATIENCE_MS = 15_000;
const MOST_FOUND = 10;
/** Longer texts are nobody's name. */
const LONGEST_TEXT = 200;

/** Candidates and open jobs in whom a text is found, at most ten of each; nothing is searched for an empty text. */
export async function searchChoices(
	runtime: Runtime,
	texts: { candidate: string; job: string },
): Promise<{ candidates?: ChoosableCandidate[]; jobs?: ChoosableJob[] }> {
	const frame = { deadlineMs: runtime.effects.now() + PATIENCE_MS, ledger: new WaitLedger() };
	const { api } = openSmartRecruiters(runtime.smartRecruiters, runtime, frame);
	const candidate = texts.candidate.trim().slice(0, LONGEST_TEXT);
	const job = texts.job.trim().slice(0, LONGEST_TEXT);
	const organization = runtime.linkedIn.settings.organizationUrn;
	const { profileUrl } = await readExportOptions(openExportState(runtime.store, organization));
	const people = candidate === '' ? undefined : await searchCandidates(api, candidate);
	const jobs = job === '' ? undefined : await searchJobs(api, job);
	return {
		...(people && {
			candidates: people.slice(0, MOST_FOUND).map((one) => toChoosable(one, profileUrl)),
		}),
		...(jobs && {
			jobs: jobs.content.slice(0, MOST_FOUND).map(({ id, title, refNumber = '' }) => ({
				id,
				title: title ?? id,
				detail: refNumber,
			})),
		}),
	};
}
