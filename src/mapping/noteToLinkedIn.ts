import { createHash } from 'node:crypto';
import type { LiNote } from '../linkedin/subRecords';
import type { SrNote } from '../smartrecruiters/candidateNotes';
import { cleanText } from './presentText';
import type { Author } from './reviewToFeedback';

/** Notes that this package wrote itself begin so, or carry such a reference: they come from LinkedIn (design §3). */
const FROM_LINKEDIN = /^LinkedIn |Ref: LI-/m;

/** Who may see a note in SmartRecruiters beyond those who were addressed (SmartRecruiters reference §7.2). */
const OPEN = new Set(['OPEN', 'EVERYONE']);

/**
 * A candidate's note as LinkedIn wants it, or `undefined` for one that stays: private and direct notes, and those that
 * came from LinkedIn. SmartRecruiters gives notes no id (reference §7.2), so it is made of time and text.
 */
export function noteToLinkedIn(
	note: SrNote,
	author?: Author,
): { noteId: string; fields: LiNote } | undefined {
	if (!OPEN.has(note.visibility ?? '') || FROM_LINKEDIN.test(note.content)) return undefined;
	// No opening bracket inside, so that each character is looked at once.
	const text = cleanText(
		note.content.replace(/#\[CANDIDATE:[^[\]]*\]/g, '').replace(/@\[USER:[^[\]]*\]/g, ''),
	);
	if (text === undefined) return undefined;
	const digest = createHash('sha256').update(`${note.createdOn} ${note.content}`).digest('hex');
	return {
		noteId: `n-${digest.slice(0, 24)}`,
		fields: { atsCreatedAt: note.createdOn, note: text, ...(author && { author }) },
	};
}
