import { DateTime } from 'luxon';
import { ConfigurationError } from '../../errors/ConfigurationError';
import { isTextVersion } from './dataSharingTexts';

/** Who acknowledged which text when: what every step of connecting needs, and passes on. */
export interface Acknowledgement {
	acknowledgedBy: string;
	/** ISO 8601. */
	acknowledgedAt: string;
	/** Version of the text. */
	acknowledgedText: string;
}

/** Clocks of two machines may differ by this much. */
const CLOCK_DIFFERENCE_MS = 5 * 60_000;

const ADVICE =
	'Run "Acknowledge Data Sharing" first, and hand its acknowledgedBy, acknowledgedAt and acknowledgedText to this node, or read them from the table rsc_contracts.';

/**
 * Nothing happens before the sharing of data was acknowledged.
 *
 * @throws ConfigurationError that names what is missing
 */
export function requireAcknowledgement(given: Acknowledgement, nowMs: number): Acknowledgement {
	const acknowledgement: Acknowledgement = {
		acknowledgedBy: given.acknowledgedBy.trim(),
		acknowledgedAt: given.acknowledgedAt.trim(),
		acknowledgedText: given.acknowledgedText.trim(),
	};
	const missing = Object.entries({
		'"Acknowledged By"': acknowledgement.acknowledgedBy,
		'"Acknowledged At"': acknowledgement.acknowledgedAt,
		'"Acknowledged Text"': acknowledgement.acknowledgedText,
	}).flatMap(([field, value]) => (value ? [] : [field]));
	if (missing.length > 0) {
		throw new ConfigurationError(
			`The sharing of data has not been acknowledged: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} empty`,
			ADVICE,
		);
	}
	const at = DateTime.fromISO(acknowledgement.acknowledgedAt, { zone: 'utc' });
	if (!at.isValid || at.toMillis() > nowMs + CLOCK_DIFFERENCE_MS) {
		throw new ConfigurationError('"Acknowledged At" is not a time in the past', ADVICE);
	}
	if (!isTextVersion(acknowledgement.acknowledgedText)) {
		throw new ConfigurationError(
			'"Acknowledged Text" is not a version of the text that this package knows',
			ADVICE,
		);
	}
	return acknowledgement;
}
