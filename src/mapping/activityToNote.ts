import { type ActivityEvent, contentHash, type SharedContact } from '../linkedin/activityEvent';
import { LONGEST_NOTE } from '../smartrecruiters/notes';
import { markOfEvent, writeMark } from './noteMark';
import { inert, inertLine, splitText } from './noteText';

export interface NoteContext {
	/** `urn:li:organization:{id}`. */
	organization: string;
	candidateId: string;
	/** The seat holder's name; empty when it is not known. */
	seatName: string;
	/** Whether an earlier version is there that cannot be removed. */
	replaces?: boolean;
}

/** One note to write. */
export interface NotePart {
	part: number;
	content: string;
}

/** SmartRecruiters may append to a note: some room is left (SmartRecruiters reference §7.1). */
const ROOM = LONGEST_NOTE - 200;

/** The part of a version's name that is the same for the same content, whenever it was touched. */
export function versionHash(contentHashText: string): string {
	return contentHashText.split('-')[1] ?? '';
}

/**
 * An event as notes on a candidate: who wrote to whom, when, the subject, the text, and our mark as the last line. Long
 * texts take several. SmartRecruiters has no author and no date for notes, so both stand in the text (§7.1).
 */
export function activityToNote(event: ActivityEvent, context: NoteContext): NotePart[] {
	const mark = {
		event: markOfEvent(context.organization, event.activityId),
		version: versionHash(contentHash(event)),
	};
	const head = headOf(event, context);
	const subject = inertLine(event.subject);
	const top = [
		head,
		...(subject ? [`Subject: ${subject}`] : []),
		...(context.replaces ? ['Replaces an earlier note that could not be removed.'] : []),
	].join('\n');
	const body = event.contact ? contactText(event.contact) : inert(event.text).trim();
	const longest = ROOM - top.length - writeMark({ ...mark, part: 999, of: 999 }).length - 20;
	const pieces = splitText(body || '(no text)', longest);
	return pieces.map((piece, at) => {
		const part = at + 1;
		const of = pieces.length;
		const counted = of > 1 ? `${top}\nPart ${part} of ${of}` : top;
		return { part, content: `${counted}\n\n${piece}\n\n${writeMark({ ...mark, part, of })}` };
	});
}

function headOf(event: ActivityEvent, { candidateId, seatName }: NoteContext): string {
	const candidate = `#[CANDIDATE:${candidateId}]`;
	const holder = inertLine(seatName, 100) || 'a seat holder';
	const edited = event.editedAtMs === undefined ? '' : ` (edited ${readable(event.editedAtMs)})`;
	const when = readable(event.happenedAtMs) + edited;
	switch (event.kind) {
		case 'inMail':
			return event.direction === 'sent'
				? `LinkedIn InMail · ${when} · from ${holder} to ${candidate}`
				: `LinkedIn InMail · ${when} · from ${candidate} to ${holder}`;
		case 'prospectNote':
			return `LinkedIn note · ${when} · by ${holder} about ${candidate}`;
		case 'stub':
			return `LinkedIn contact details · ${when} · shared by ${candidate} with ${holder}`;
	}
}

/** `2026-11-24 09:15 UTC` */
function readable(ms: number): string {
	return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function contactText({ firstName, lastName, email, phone, company, title }: SharedContact): string {
	const name = [firstName, lastName].filter(Boolean).join(' ');
	const job = [title, company].filter(Boolean).join(' at ');
	return [
		['Name', name],
		['E-mail', email],
		['Phone', phone],
		['Position', job],
	]
		.flatMap(([label, value]) => (value ? [`${label}: ${inertLine(value)}`] : []))
		.join('\n');
}
