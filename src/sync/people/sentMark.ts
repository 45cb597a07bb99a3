import { createHash } from 'node:crypto';
import type { LiApplication, LiStage } from '../../linkedin/applications';
import type { LiCandidate } from '../../linkedin/candidates';
import { comparable } from '../../mapping/differingFields';
import { NOT_TAKEN } from '../../state/SentEntries';

/** Tells contents apart that are not the same, but for one in 68 thousand million. */
const LETTERS = 6;
const BETWEEN = '.';

/**
 * What is remembered of an application that LinkedIn took: hashes of its stages, of itself, and of its candidate as they
 * were sent then. Empty where that is not known.
 */
export interface SentMark {
	stages: string;
	application: string;
	candidate: string;
}

/** As a row of `rsc_sent` holds it. */
export function markText({ stages, application, candidate }: SentMark): string {
	return application === '' && candidate === ''
		? stages
		: [stages, application, candidate].join(BETWEEN);
}

/** What is no mark counts as not known. */
export function readMark(text: string | undefined): SentMark {
	const known = text === undefined || text === NOT_TAKEN ? '' : text;
	const [stages = '', application = '', candidate = ''] = known.split(BETWEEN);
	return { stages, application, candidate };
}

/** A report has no fractions of a second, so they make no difference. */
export function stagesHash(stages: readonly LiStage[]): string {
	return stages.length === 0
		? ''
		: hash(
				stages.map(({ atsCreatedAt, ...rest }) => ({
					...rest,
					atsCreatedAt: Math.floor(atsCreatedAt / 1000),
				})),
			);
}

/** Of a candidate or an application, but for a link made by hand, which is LinkedIn's own. */
export function recordHash(fields: LiCandidate | LiApplication): string {
	const own: Record<string, unknown> = { ...fields };
	delete own.manualMatchedMember;
	return hash(
		Object.keys(own)
			.sort()
			.map((name) => [name, comparable(name, own[name])]),
	);
}

function hash(content: unknown): string {
	return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, LETTERS);
}
