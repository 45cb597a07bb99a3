import { type ApplicationRecord, upsertApplications } from '../../linkedin/applications';
import { type CandidateRecord, upsertCandidates } from '../../linkedin/candidates';
import type { Rejection } from '../../mapping/Rejection';
import type { ReportRow } from '../../mapping/reportRow';
import { reportApplication, reportCandidate } from '../../mapping/reportRowToLinkedIn';
import { doNotContact } from '../../mapping/SharingRules';
import { isSameCandidate, withHeldDetails } from '../../mapping/withHeldDetails';
import { refusalsToRejections } from '../refusals';
import type { SentPeople } from '../../state/SentLedger';
import type { Work } from '../Work';
import type { ClearedRow, ClearedRows } from './clearRows';

export interface SentRecords {
	rejections: Rejection[];
	/** Whom LinkedIn took, and did not hold before. */
	newCandidates: number;
	/** Whom LinkedIn took. */
	candidates: number;
	/** Which LinkedIn took. */
	applications: number;
}

/** Sends the candidates of at most 100 rows where LinkedIn holds less of them, and all their applications. */
export async function sendReportRecords(
	work: Work,
	{ cleared, held }: ClearedRows,
	clearedBy: 'tags' | 'lists',
): Promise<SentRecords> {
	const { options, linkedIn } = work;
	const rejections: Rejection[] = [];
	const mapped = new Map<string, CandidateRecord>();
	const toSend: CandidateRecord[] = [];
	for (const [id, [first, ...rest]] of byCandidate(cleared)) {
		if (!first) continue;
		const before = held.get(id);
		const { rules } = work.sharing;
		const avoid = clearedBy === 'tags' && doNotContact({ tags: first.tags ?? [] }, rules);
		const told = reportCandidate(
			[first, ...rest],
			options.profileUrl,
			before?.told.manualMatchedMember,
			avoid || before?.fields?.doNotContact === true,
		);
		if (!told.ok) {
			rejections.push({ kind: 'candidate', recordId: id, code: told.code });
			continue;
		}
		const known = before?.fields;
		const fields = known ? withHeldDetails(told.value, known, clearedBy === 'lists') : told.value;
		mapped.set(id, { id, fields });
		// Where LinkedIn does not tell what it holds, a full replace would lose it.
		const isWanted = !before || (known && !isSameCandidate(fields, known));
		if (options.candidates && isWanted) toSend.push({ id, fields });
	}
	const news = newOf(cleared, mapped);
	const intent = await work.sent.intend(news);
	const written = await upsertCandidates(linkedIn, toSend);
	for (const { record } of written.refusals) if (!held.has(record.id)) mapped.delete(record.id);
	rejections.push(...refusalsToRejections('candidate', written.refusals));
	const applications = options.applications
		? await sendApplications(work, cleared, mapped)
		: undefined;
	await work.sent.settle(intent, news);
	const refused = new Set(written.refusals.map(({ record }) => record.id));
	const taken = toSend.filter(({ id }) => !refused.has(id));
	return {
		rejections: [...rejections, ...(applications?.rejections ?? [])],
		newCandidates: taken.filter(({ id }) => !held.has(id)).length,
		candidates: taken.length,
		applications: applications?.sent ?? 0,
	};
}

/** Who is about to be sent, with the jobs of their applications. */
function newOf(
	cleared: readonly ClearedRow[],
	mapped: ReadonlyMap<string, CandidateRecord>,
): SentPeople {
	const news = new Map<string, Map<string, string>>();
	for (const { row, job } of cleared) {
		if (!mapped.has(row.candidateId)) continue;
		const jobs = news.get(row.candidateId) ?? new Map<string, string>();
		news.set(row.candidateId, jobs.set(job.id, ''));
	}
	return news;
}

function byCandidate(cleared: readonly ClearedRow[]): Map<string, ReportRow[]> {
	const people = new Map<string, ReportRow[]>();
	for (const { row } of cleared)
		people.set(row.candidateId, [...(people.get(row.candidateId) ?? []), row]);
	return people;
}

async function sendApplications(
	{ linkedIn }: Work,
	cleared: readonly ClearedRow[],
	candidates: ReadonlyMap<string, CandidateRecord>,
): Promise<{ rejections: Rejection[]; sent: number }> {
	const rejections: Rejection[] = [];
	const records = new Map<string, ApplicationRecord>();
	for (const { row, job, id } of cleared) {
		const candidate = candidates.get(row.candidateId);
		const record = candidate && reportApplication(row, candidate.fields, job);
		if (record) records.set(id, record);
		else
			rejections.push({
				kind: 'application',
				recordId: id,
				code: candidate ? 'NO_JOB_TITLE' : 'CANDIDATE_REFUSED',
			});
	}
	const { refusals } = await upsertApplications(linkedIn, [...records.values()]);
	rejections.push(...refusalsToRejections('application', refusals));
	return { rejections, sent: records.size - refusals.length };
}
