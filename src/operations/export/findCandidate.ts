import { profileSlug } from '../../linkedin/profileUrl';
import {
	EXPORT_TAG,
	type NamedExport,
	sameName,
	sameProfile,
} from '../../mapping/exportToCandidate';
import { placeholderEmail } from '../../mapping/placeholderEmail';
import { getCandidate } from '../../smartrecruiters/candidates';
import type { SrCandidateDetails } from '../../smartrecruiters/schemas';
import { findByEmail, searchCandidatesSurely } from '../../smartrecruiters/searchCandidates';
import { CLOCK_SKEW_MS } from './clockSkew';
import type { ExportRun } from './ExportRun';
import { NeedsReview } from './NeedsReview';
import { searchUntilSettled } from './searchUntilSettled';
import { takeBackTwin } from './twins';

/** How a candidate was recognised; never by name. */
export type FoundBy = 'decision' | 'known' | 'placeholder' | 'profile' | 'email';

export interface Found {
	candidate: SrCandidateDetails;
	by: FoundBy;
}

/** More hits than this are not read one by one. */
const MOST_READ = 10;

/**
 * Who in SmartRecruiters an exported member is: the one that a person chose, the one that is known, or one with our
 * placeholder, the same LinkedIn address or the same e-mail and last name. A name alone tells nothing.
 *
 * @returns `undefined` when nobody was found
 * @throws NeedsReview when it cannot be told
 */
export async function findCandidate(
	run: ExportRun,
	exported: NamedExport,
	jobId: string,
): Promise<Found | undefined> {
	const { decision, knownCandidateId, effects, options } = run;
	const { attemptedAtMs = 0, otherEndedAtMs = 0 } = run;
	const writtenAtMs = Math.max(attemptedAtMs, otherEndedAtMs);
	if (decision?.kind === 'link') {
		const candidate = await getCandidate(run.smartRecruiters, decision.candidateId);
		if (!candidate) throw new NeedsReview('CANDIDATE_GONE');
		return { candidate, by: 'decision' };
	}
	const known =
		knownCandidateId && !decision
			? await getCandidate(run.smartRecruiters, knownCandidateId)
			: undefined;
	if (known) return { candidate: known, by: 'known' };

	const look = async (): Promise<Found | undefined> => await search(run, exported, jobId);
	const found =
		writtenAtMs === 0
			? await look()
			: await searchUntilSettled(effects, writtenAtMs + options.searchLagMs, look);
	if (found) return found;
	if (decision) return undefined;
	if (knownCandidateId) throw new NeedsReview('CANDIDATE_GONE');
	if (options.askAboutNamesakes) await refuseNamesakes(run, exported);
	return undefined;
}

async function search(
	run: ExportRun,
	exported: NamedExport,
	jobId: string,
): Promise<Found | undefined> {
	const ours = await searchPlaceholder(run, exported, jobId);
	if (ours) return { candidate: ours, by: 'placeholder' };
	if (run.decision) {
		// Somebody new was asked for: of those who are there, only the one that an interrupted attempt made counts.
		const made = await searchEmail(run, exported);
		const own = made.find(
			({ lastName, tags }) => sameName(lastName, exported.lastName) && tags.includes(EXPORT_TAG),
		);
		const { kind } = run.decision;
		const sinceMs = (kind === 'create' && run.decision.decidedAtMs) || run.attemptedAtMs;
		return own &&
			run.attemptedAtMs !== undefined &&
			sinceMs !== undefined &&
			own.createdOn >= sinceMs - CLOCK_SKEW_MS
			? { candidate: own, by: 'email' }
			: undefined;
	}
	const byProfile = await searchProfile(run, exported);
	const byEmail = await searchEmail(run, exported);
	const [profile, secondProfile] = byProfile;
	const sameNamed = byEmail.filter(({ lastName }) => sameName(lastName, exported.lastName));
	const [email, secondEmail] = sameNamed;
	const ids = [...new Set([...byProfile, ...sameNamed].map(({ id }) => id))];
	if (secondProfile || secondEmail || ids.length > 1)
		throw new NeedsReview('SEVERAL_CANDIDATES', ids);
	if (profile) return { candidate: profile, by: 'profile' };
	if (email) return { candidate: email, by: 'email' };
	if (byEmail.length > 0)
		throw new NeedsReview(
			'SAME_EMAIL_OTHER_NAME',
			byEmail.map(({ id }) => id),
		);
	return undefined;
}

/** The placeholder names one person for certain; of several with it, the first is the person and the rest are twins. */
async function searchPlaceholder(
	run: ExportRun,
	{ person }: NamedExport,
	jobId: string,
): Promise<SrCandidateDetails | undefined> {
	const address = placeholderEmail(person, run.options.placeholderDomain);
	const hits = await readAll(
		run,
		(await findByEmail(run.smartRecruiters, address)).map(({ id }) => id),
	);
	const [first, ...others] = hits.sort((a, b) => a.createdOn - b.createdOn);
	if (!first) return undefined;
	// Without an earlier attempt, nobody here is one's copy.
	const sinceMs = run.notBeforeMs ?? run.attemptedAtMs ?? run.effects.now();
	for (const other of others) {
		if (!(await takeBackTwin(run, other, { candidate: first, jobId, sinceMs })))
			throw new NeedsReview(
				'SEVERAL_CANDIDATES',
				hits.map(({ id }) => id),
			);
	}
	return first;
}

async function searchProfile(run: ExportRun, exported: NamedExport): Promise<SrCandidateDetails[]> {
	const slug = profileSlug(exported.profileUrl);
	if (!slug) return [];
	const hits = await searchCandidatesSurely(run.smartRecruiters, `linkedin.com/in/${slug}`);
	const read = await readAll(
		run,
		hits.map(({ id }) => id),
	);
	return read.filter((candidate) => sameProfile(exported, candidate));
}

async function searchEmail(run: ExportRun, { email }: NamedExport): Promise<SrCandidateDetails[]> {
	if (!email) return [];
	return await readAll(
		run,
		(await findByEmail(run.smartRecruiters, email)).map(({ id }) => id),
	);
}

async function refuseNamesakes(run: ExportRun, exported: NamedExport): Promise<void> {
	const name = `${exported.firstName} ${exported.lastName}`;
	const hits = await searchCandidatesSurely(run.smartRecruiters, name);
	const namesakes = hits.filter(
		({ firstName, lastName }) =>
			sameName(firstName, exported.firstName) && sameName(lastName, exported.lastName),
	);
	if (namesakes.length > 0)
		throw new NeedsReview(
			'NAMESAKE',
			namesakes.map(({ id }) => id),
		);
}

async function readAll(run: ExportRun, ids: readonly string[]): Promise<SrCandidateDetails[]> {
	const read: SrCandidateDetails[] = [];
	for (const id of ids.slice(0, MOST_READ)) {
		const candidate = await getCandidate(run.smartRecruiters, id);
		if (candidate) read.push(candidate);
	}
	return read;
}
