import { chunks } from '../../basics/chunks';
import type { Page } from '../../http/Page';
import { type ApplicationRecord, upsertApplications } from '../../linkedin/applications';
import { MAX_BATCH } from '../../linkedin/batchWrite';
import { type CandidateRecord, upsertCandidates } from '../../linkedin/candidates';
import { applicationId, applicationToLinkedIn } from '../../mapping/applicationToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import type { SrCandidateListItem } from '../../smartrecruiters/schemas';
import type { Checkpoint } from '../checkpoint';
import type { Intention } from '../Intentions';
import type { Outcome } from '../Outcome';
import { PHASES, type Turn } from '../overlapped';
import { refusalsToRejections } from '../refusals';
import { malformedToRejection } from '../toRejection';
import type { Work } from '../Work';
import { jobIdsOf } from './jobIdsOf';
import { type LookedAt, primaryOf } from './lookAtListPage';

/** What a page adds to the progress of the pass. */
export interface PageCounts {
	held: Checkpoint['held'];
	withheld: number;
	refusedCandidates: number;
	/** Entries that could not be read at all. */
	missing: number;
	refusedApplications: number;
	primaries: number;
	assignments: number;
}

/** Sends the people of a page who may leave and are new to LinkedIn, then their primary applications. */
export async function writeListPage(
	work: Work,
	page: Page<SrCandidateListItem>,
	looked: LookedAt & { intention: Intention },
	turn: Turn,
): Promise<{ counts: PageCounts; outcome: Partial<Outcome> }> {
	const { options, linkedIn } = work;
	const { shown, hidden, mapped, unmapped, forDeepPass, held, unsure, news, intention } = looked;
	const rejections = [...unmapped, ...unsure];
	const { leaveAlone } = held;
	await intention.written;
	await turn(PHASES.candidates, async () => {
		intention.begins();
		if (options.candidates && !options.dryRun) {
			const toSend = [...mapped.values()].filter(({ id }) => !leaveAlone.has(id));
			const { refusals } = await upsertCandidates(linkedIn, toSend);
			for (const { record } of refusals) mapped.delete(record.id);
			rejections.push(...refusalsToRejections('candidate', refusals));
		}
	});
	const waiting = new Set([...forDeepPass, ...leaveAlone]);
	const ofApplications = await turn(PHASES.applications, async () => {
		const refused = options.applications
			? await sendPrimaries(work, shown, hidden, mapped, { forDeepPass, leaveAlone })
			: [];
		work.sent.settle(news);
		return refused;
	});
	const odd = page.malformed.map(malformedToRejection);
	const refused = new Set(
		[...rejections, ...ofApplications, ...odd].map(({ recordId }) => recordId),
	);
	// Whoever waits for the deep pass is settled there.
	const settled = options.dryRun
		? []
		: shown.flatMap((item) => {
				const primary = primaryOf(item, hidden);
				const sent = mapped.has(item.id) && !waiting.has(item.id);
				return sent
					? [
							{ kind: 'candidate' as const, recordId: item.id },
							...(primary
								? [
										{
											kind: 'application' as const,
											recordId: applicationId(item.id, primary.job.id),
										},
									]
								: []),
						].filter(({ recordId }) => !refused.has(recordId))
					: [];
			});
	const withheld = page.content.length - shown.length;
	// The deep pass counts them, where it runs.
	const countsWithheld = !options.details || options.dryRun;
	const missing = page.malformed.filter(({ partial }) => !partial).length;
	return {
		counts: {
			held: held.now,
			withheld,
			refusedCandidates: rejections.length,
			missing,
			refusedApplications: ofApplications.length,
			primaries: shown.filter((item) => primaryOf(item, hidden)).length,
			assignments: shown.reduce(
				(sum, item) => sum + jobIdsOf(item).filter((jobId) => !hidden.has(jobId)).length,
				0,
			),
		},
		outcome: {
			settled,
			rejections: [...rejections, ...ofApplications, ...odd],
			withheld: countsWithheld ? withheld : 0,
		},
	};
}

/** Primary applications of those whom LinkedIn took. @param waiting who is left to the deep pass, unknown or known to LinkedIn */
async function sendPrimaries(
	{ options, linkedIn }: Work,
	items: readonly SrCandidateListItem[],
	hidden: ReadonlySet<string>,
	mapped: ReadonlyMap<string, CandidateRecord>,
	waiting: { forDeepPass: ReadonlySet<string>; leaveAlone: ReadonlySet<string> },
): Promise<Rejection[]> {
	const rejections: Rejection[] = [];
	const records: ApplicationRecord[] = [];
	for (const item of items) {
		const primary = primaryOf(item, hidden);
		if (!primary || waiting.forDeepPass.has(item.id)) continue;
		const candidate = mapped.get(item.id);
		const record = candidate && applicationToLinkedIn(item.id, candidate.fields, primary, []);
		if (record) {
			if (!waiting.leaveAlone.has(item.id)) records.push(record);
		} else {
			rejections.push({
				kind: 'application',
				recordId: applicationId(item.id, primary.job.id),
				code: candidate ? 'NO_JOB_TITLE' : 'CANDIDATE_REFUSED',
			});
		}
	}
	for (const some of chunks(options.dryRun ? [] : records, MAX_BATCH)) {
		const outcome = await upsertApplications(linkedIn, some);
		rejections.push(...refusalsToRejections('application', outcome.refusals));
	}
	return rejections;
}
