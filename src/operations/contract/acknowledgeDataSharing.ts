import { ConfigurationError } from '../../errors/ConfigurationError';
import { type Locked, withLock } from '../../state/Lock';
import { Progress } from '../../state/Progress';
import { Settings } from '../../state/Settings';
import { STREAMS } from '../../state/tables';
import type { LinkedInRuntime } from '../Runtime';
import { DATA_SHARING_TEXTS, type TextVersion } from './dataSharingTexts';
import { emptyContractRow } from './emptyContractRow';
import { type ContractsBusy, withContracts } from './withContracts';

export interface AcknowledgementInput {
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
 * Keeps that a person has acknowledged the sharing of data: who, when, which text. After a disconnection, everything
 * begins anew.
 *
 * @throws ConfigurationError when the box was not ticked, or nobody is named
 */
export async function acknowledgeDataSharing(
	runtime: LinkedInRuntime,
	{ acknowledged, acknowledgedBy, textVersion }: AcknowledgementInput,
): Promise<AcknowledgementRecord | ContractsBusy> {
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
	const { organizationUrn: organization } = runtime.linkedIn.settings;
	return await withContracts(runtime, async (contracts) => {
		const nowMs = runtime.effects.now();
		const acknowledgedAt = new Date(nowMs).toISOString();
		const before = await contracts.own();
		if (before?.state === 'disconnected') {
			const begun = await beginAnew(runtime);
			if (!begun.held) return removalAtWork(begun.busyUntilMs);
		}
		const row = before ?? emptyContractRow(organization, organization);
		const kept = row.state === 'connected' || row.state === 'switchedOff';
		await contracts.put([
			{
				...row,
				state: kept ? row.state : 'acknowledged',
				acknowledgedBy: who,
				acknowledgedAt,
				acknowledgedText: textVersion,
				whatToDo: '',
				// Everything was taken back before, or may have been: tables are empty by rights.
				watched: before?.state === 'disconnected' ? '' : row.watched,
				rulesAt: row.rulesAt || (await new Settings(runtime.store, organization).decidedAt()),
			},
		]);
		return {
			organization,
			acknowledged: true,
			acknowledgedBy: who,
			acknowledgedAt,
			acknowledgedText: textVersion,
			text: DATA_SHARING_TEXTS[textVersion],
		};
	});
}

/**
 * What was sent has been taken back, or may have: the whole history goes once more. Not while a removal is at work, which
 * would keep its progress afterwards, and disconnect again when it goes on.
 */
async function beginAnew({
	store,
	effects,
	owner,
	linkedIn,
}: LinkedInRuntime): Promise<Locked<void>> {
	const { organizationUrn } = linkedIn.settings;
	const progress = new Progress(store, organizationUrn);
	return await withLock({ store, effects, owner, name: `${organizationUrn}:removal` }, async () => {
		for (const stream of STREAMS) {
			if (stream !== 'exports') await progress.forget(stream);
		}
	});
}

function removalAtWork(busyUntilMs: number): ContractsBusy {
	return {
		state: 'busy',
		message:
			'What was sent is being taken back at this moment, by Remove Everything. Try again in a few minutes.',
		busyUntil: new Date(busyUntilMs).toISOString(),
	};
}
