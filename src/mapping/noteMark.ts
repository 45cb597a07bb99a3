import { createHash } from 'node:crypto';

/**
 * The last line of every note of ours: which event it shows, in which version, and which part of it. SmartRecruiters has
 * no key for notes, so this is how a note is found again whose writing nobody knows to have succeeded (SmartRecruiters
 * reference §7.2).
 */
export interface NoteMark {
	event: string;
	version: string;
	part: number;
	of: number;
}

const MARK = /Ref: LI-([0-9a-f]{16})-([0-9a-f]{16}) (\d+)\/(\d+)/g;

/** Names an event in marks; tells nothing of it. */
export function markOfEvent(organization: string, activityId: string): string {
	return createHash('sha256').update(`${organization} ${activityId}`).digest('hex').slice(0, 16);
}

export function writeMark({ event, version, part, of }: NoteMark): string {
	return `Ref: LI-${event}-${version} ${part}/${of}`;
}

/** The mark of a note as SmartRecruiters gives it back; `undefined` when it is not ours. */
export function readMark(content: string): NoteMark | undefined {
	const last = [...content.matchAll(MARK)].pop();
	if (!last) return undefined;
	const [, event = '', version = '', part, of] = last;
	return { event, version, part: Number(part), of: Number(of) };
}
