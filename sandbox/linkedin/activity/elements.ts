import type { Switches } from '../../core/Switches';
import type { NoteVersion, StoredInMail, StoredNote, StoredStub } from './ActivityStore';

/** Field names that the reference does not confirm: one switch each, so that another guess is one call away. */
const NAMES = {
	'li§9.3 note text field': 'note',
	'li§9.3 note owner field': 'owner',
	'li§9.3 note person field': 'prospect',
	'li§9.2 stub profile field': 'candidate',
	'li§9.2 stub owner field': 'owner',
	'li§9.2 stub created field': 'createdAt',
	'li§9.2 stub person field': 'member',
} as const;

export function defineNames(switches: Switches): void {
	for (const [name, initial] of Object.entries(NAMES)) switches.define(name, initial);
}

/** As LinkedIn's sample prints it (§9.1). */
export function inMailElement(inMail: StoredInMail): Record<string, unknown> {
	const { id, threadUrn, seat, person, fromSeat, subject, text, createdAtMs } = inMail;
	return {
		id,
		threadUrn,
		author: fromSeat ? seat : person,
		recipients: [fromSeat ? person : seat],
		createdAt: createdAtMs,
		content: { 'com.linkedin.messaging.events.MailContent': { subject, body: { text } } },
	};
}

/** §9.3: only the first five fields are documented. */
export function noteElement(
	note: StoredNote,
	state: NoteVersion,
	switches: Switches,
): Record<string, unknown> {
	const name = (key: keyof typeof NAMES): string => switches.text(key);
	return {
		active: state.active,
		contract: note.contract,
		created: note.versions[0]?.atMs,
		id: note.id,
		lastModified: state.atMs,
		[name('li§9.3 note text field')]: state.text,
		[name('li§9.3 note owner field')]: note.seat,
		[name('li§9.3 note person field')]: note.person,
	};
}

/** §9.2: what comes is known, how it is called is not. An empty profile field spreads it over the element. */
export function stubElement(stub: StoredStub, switches: Switches): Record<string, unknown> {
	const name = (key: keyof typeof NAMES): string => switches.text(key);
	const { contact, shares } = stub;
	const profile = {
		firstName: contact.firstName,
		lastName: contact.lastName,
		[name('li§9.2 stub person field')]: contact.urn,
		...(shares.email && { emailAddress: contact.email }),
		...(shares.phone && { phoneNumber: contact.phone }),
		...(contact.company && { currentEmployerNames: [contact.company] }),
		...(contact.headline && { currentJobTitle: contact.headline }),
	};
	const field = name('li§9.2 stub profile field');
	return {
		id: stub.id,
		contract: stub.contract,
		[name('li§9.2 stub owner field')]: stub.seat,
		[name('li§9.2 stub created field')]: stub.createdAtMs,
		...(field ? { [field]: profile } : profile),
	};
}
