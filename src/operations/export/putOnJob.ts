import { HttpStatusError } from '../../errors/HttpStatusError';
import { UnclearOutcomeError } from '../../errors/UnclearOutcomeError';
import {
	exportTags,
	exportToCandidate,
	type NamedExport,
	sameName,
} from '../../mapping/exportToCandidate';
import { isPlaceholderEmail } from '../../mapping/placeholderEmail';
import { getCandidate } from '../../smartrecruiters/candidates';
import {
	type CandidateInput,
	createOnJob,
	type SourceDetails,
} from '../../smartrecruiters/candidateWrites';
import type { SrAssignment, SrCandidateDetails } from '../../smartrecruiters/schemas';
import { findByEmail } from '../../smartrecruiters/searchCandidates';
import type { ExportRun } from './ExportRun';
import { NeedsReview } from './NeedsReview';
import { searchUntilSettled } from './searchUntilSettled';
import { takeBackTwin, takeBackTwinsOf } from './twins';

/** How often a create is sent whose outcomes nobody could tell. */
const MOST_TRIES = 3;

export function assignmentOn(
	candidate: SrCandidateDetails,
	jobId: string,
): SrAssignment | undefined {
	return [candidate.primaryAssignment, ...candidate.secondaryAssignments].find(
		(assignment) => assignment?.job.id === jobId,
	);
}

/**
 * Creates the candidate on the job. Correct under each of the three things that SmartRecruiters may do with an e-mail
 * and last name that it knows (SmartRecruiters reference §5.4), and after an answer that got lost.
 */
export async function createCandidate(
	run: ExportRun,
	exported: NamedExport,
	jobId: string,
	source: SourceDetails,
): Promise<SrCandidateDetails> {
	const { placeholderDomain, tags } = run.options;
	const { firstName, lastName } = exported;
	if (!firstName || !lastName) throw new NeedsReview('NO_NAME');
	// A person who was asked for anew gets the placeholder first: the real address may be somebody's already.
	const { email: _real, ...nameless } = exported;
	const input = exportToCandidate(
		{ ...(run.decision ? nameless : exported), firstName, lastName },
		{ placeholderDomain, tags, source },
	);
	const look = async (): Promise<SrCandidateDetails | undefined> => {
		const hits = await findByEmail(run.smartRecruiters, input.email);
		const own = hits.find(({ lastName }) => sameName(lastName, input.lastName));
		return own && (await getCandidate(run.smartRecruiters, own.id));
	};
	for (let attempt = 1; ; attempt += 1) {
		const settledAtMs = run.effects.now() + run.options.searchLagMs;
		try {
			return await createOnJob(run.smartRecruiters, jobId, input);
		} catch (error) {
			if (error instanceof UnclearOutcomeError) {
				const made = await searchUntilSettled(run.effects, settledAtMs, look);
				if (made) return made;
				if (attempt >= MOST_TRIES) throw error;
				continue;
			}
			if (error instanceof HttpStatusError && error.status === 409) {
				// Who was created a moment ago is not found yet, by another export of the same person, for example.
				const existing = await searchUntilSettled(run.effects, settledAtMs, look);
				if (existing) return existing;
				throw new NeedsReview('HIDDEN_CANDIDATE');
			}
			throw refusedOr(error, input);
		}
	}
}

/**
 * Puts a candidate who exists on a further job. SmartRecruiters has no call for that (SmartRecruiters reference §5.4):
 * the same person is sent again, and where that makes a second candidate, it is taken back.
 *
 * @throws NeedsReview when SmartRecruiters does not add the application
 */
export async function addApplication(
	run: ExportRun,
	candidate: SrCandidateDetails,
	jobId: string,
	source: SourceDetails,
): Promise<SrCandidateDetails> {
	const { firstName, lastName, email } = candidate;
	const byHand = new NeedsReview('ADD_BY_HAND', [candidate.id]);
	if (run.options.addToAnotherJob === 'ask' || !firstName || !lastName || !email) throw byHand;
	const startedAtMs = run.effects.now();
	const sinceMs = run.notBeforeMs ?? run.attemptedAtMs ?? startedAtMs;
	const twinOf = { candidate, jobId, sinceMs };
	if (run.attemptedAtMs !== undefined && (await takeBackTwinsOf(run, twinOf))) throw byHand;
	const input: CandidateInput = {
		firstName,
		lastName,
		email,
		tags: exportTags(run.options.tags, isPlaceholderEmail(email) ? undefined : email),
		sourceDetails: source,
	};
	for (let attempt = 1; ; attempt += 1) {
		const sentAtMs = run.effects.now();
		try {
			const answer = await createOnJob(run.smartRecruiters, jobId, input);
			if (answer.id !== candidate.id) {
				throw (await takeBackTwin(run, answer, { ...twinOf, sinceMs: startedAtMs }))
					? byHand
					: new NeedsReview('SEVERAL_CANDIDATES', [candidate.id, answer.id]);
			}
			return answer;
		} catch (error) {
			if (error instanceof HttpStatusError && error.status === 409) throw byHand;
			if (!(error instanceof UnclearOutcomeError)) throw refusedOr(error, input);
			const after = await searchUntilSettled(
				run.effects,
				sentAtMs + run.options.searchLagMs,
				async () => {
					const now = await getCandidate(run.smartRecruiters, candidate.id);
					if (now && assignmentOn(now, jobId)) return now;
					if (await takeBackTwinsOf(run, twinOf)) throw byHand;
					return undefined;
				},
			);
			if (after) return after;
			if (attempt >= MOST_TRIES) throw error;
		}
	}
}

/** What SmartRecruiters does not like about the candidate is for a person; everything else stays an error. */
function refusedOr(error: unknown, { email }: CandidateInput): unknown {
	if (!(error instanceof HttpStatusError) || ![400, 404, 422].includes(error.status)) return error;
	const hint = isPlaceholderEmail(email)
		? '; it may reject the domain of the placeholder e-mail address, see "Placeholder Domain"'
		: '';
	const code = error.code ? ` ${error.code}` : '';
	return new NeedsReview('SMARTRECRUITERS_REFUSED', [], `status ${error.status}${code}${hint}`);
}
