import type { Switches } from '../../core/Switches';
import type { ExportMember } from './ExportMembers';

/**
 * How the element of an export and its stub profile are spelled (LinkedIn reference §7): all but `integrationContext`,
 * `candidate` and `emailAddress` are UNCERTAIN, so each name is a switch; an empty one leaves the field out.
 */
const NAMES = {
	'li§7 name of the stub': 'candidate',
	'li§7 name of the job': 'externalJobPostingId',
	'li§7 name of the seat': '',
	'li§7 name of the person': 'member',
	'li§7 name of the employers': 'currentEmployerNames',
	'li§7 name of the headline': 'headline',
	'li§7 name of the location': 'location',
	'li§7 name of the profile address': 'profileUrl',
} as const;

export function defineExportSwitches(switches: Switches): void {
	for (const [name, spelling] of Object.entries(NAMES)) switches.define(name, spelling);
	switches.define('li§7 person stands in the element', false);
	/** `text`, or `object` with `locationName`. */
	switches.define('li§7 form of the location', 'text');
	switches.define('li§7 stub carries the e-mail', false);
	/** Before March 2024 a list. */
	switches.define('li§7 e-mail is a list', false);
	switches.define('li§7 privacy hides fields', true);
	switches.define('li§7 unknown request is a 404', false);
	switches.define('li§7 versioned form exists', false);
}

/** The element that the finder answers; privacy drops profile fields, names included. */
export function exportElement(
	switches: Switches,
	member: ExportMember,
	chosen: { organization: string; jobId: string; seatUrn: string },
): Record<string, unknown> {
	const named = (name: keyof typeof NAMES, value: unknown): Record<string, unknown> => {
		const spelling = switches.text(name);
		return spelling === '' || value === undefined ? {} : { [spelling]: value };
	};
	const hidden = switches.boolean('li§7 privacy hides fields') ? member.hidden : [];
	const shown = <K extends keyof ExportMember>(field: K): ExportMember[K] | undefined =>
		hidden.some((one) => one === field) ? undefined : member[field];
	const location = shown('location');
	const { email } = member;
	const person = named('li§7 name of the person', member.personUrn);
	const above = switches.boolean('li§7 person stands in the element');
	const firstName = shown('firstName');
	const lastName = shown('lastName');
	const stub = {
		...(firstName !== undefined && { firstName }),
		...(lastName !== undefined && { lastName }),
		...named('li§7 name of the headline', shown('headline')),
		...named('li§7 name of the employers', shown('employers')),
		...named(
			'li§7 name of the location',
			switches.text('li§7 form of the location') === 'object' && location !== undefined
				? { locationName: location }
				: location,
		),
		...(above ? {} : person),
		...named('li§7 name of the profile address', shown('profileUrl')),
		...(switches.boolean('li§7 stub carries the e-mail') &&
			email && {
				emailAddress: switches.boolean('li§7 e-mail is a list') ? [email] : email,
			}),
	};
	return {
		integrationContext: chosen.organization,
		...named('li§7 name of the job', chosen.jobId),
		...named('li§7 name of the seat', chosen.seatUrn),
		...(above ? person : {}),
		...named('li§7 name of the stub', stub),
	};
}
