import { ConfigurationError } from '../../errors/ConfigurationError';
import { DATA_SHARING_TEXTS, type TextVersion } from './dataSharingTexts';

export interface AcknowledgementInput {
	organizationUrn: string;
	/** Whether the box was ticked. */
	acknowledged: boolean;
	/** Who ticked it: a name or an address. */
	acknowledgedBy: string;
	textVersion: TextVersion;
}

/** What is kept of an acknowledgement; every later step wants to see it. */
export interface AcknowledgementRecord {
	organization: string;
	acknowledged: true;
	acknowledgedBy: string;
	/** ISO 8601, UTC. */
	acknowledgedAt: string;
	/** Version of the text. */
	acknowledgedText: TextVersion;
	/** The text itself, as it was shown. */
	text: string;
}

/**
 * Records that a person has acknowledged the sharing of data: who, when, which text.
 *
 * @throws ConfigurationError when the box was not ticked, or nobody is named
 */
export function acknowledgeDataSharing(
	{ organizationUrn, acknowledged, acknowledgedBy, textVersion }: AcknowledgementInput,
	nowMs: number,
): AcknowledgementRecord {
	if (!acknowledged) {
		throw new ConfigurationError(
			'"Acknowledged" is not ticked',
			'Nothing is shared before a person has read the text and ticked the box. Without that, the connection cannot be set up.',
		);
	}
	const who = acknowledgedBy.trim();
	if (!who) {
		throw new ConfigurationError(
			'"Acknowledged By" is empty',
			'Enter the name or the e-mail address of the person who ticked the box.',
		);
	}
	return {
		organization: organizationUrn,
		acknowledged: true,
		acknowledgedBy: who,
		acknowledgedAt: new Date(nowMs).toISOString(),
		acknowledgedText: textVersion,
		text: DATA_SHARING_TEXTS[textVersion],
	};
}
