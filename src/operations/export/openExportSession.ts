import { SharingRulesSchema, type StoredSharing } from '../../state/Settings';
import type { SentLedger } from '../../state/SentLedger';
import { findSource, getSource, type Source } from '../../smartrecruiters/sources';
import { NOBODY_BARRED } from '../../sync/DeletedPeople';
import { Sharing } from '../../sync/Sharing';
import { connect, type Connection } from '../connect';
import type { ExportOptions } from './ExportOptions';
import type { ExportSession } from './ExportRun';

/** The source that applications carry unless the user chose another (SmartRecruiters reference §11.3). */
export const DEFAULT_SOURCE_LABEL = 'LinkedIn';

export interface SessionInput {
	options: ExportOptions;
	/** What LinkedIn was sent of the organization. */
	sent: SentLedger;
	/** Epoch milliseconds after which no more waiting is done. */
	deadlineMs: number;
	/** Nothing but what is marked confidential is kept back if absent. */
	sharing?: StoredSharing;
	/** URNs of the organization's contracts. */
	contracts?: readonly string[];
}

/** Both vendors, for the exports of one run. */
export function openExportSession(
	connection: Connection,
	{
		options,
		sent,
		deadlineMs,
		sharing = SharingRulesSchema.parse({}),
		contracts = [],
	}: SessionInput,
): ExportSession {
	const { linkedIn, smartRecruiters } = connect(connection, deadlineMs);
	const { sources } = connection.budgets.ofSmartRecruiters(connection.smartRecruiters.settings);
	let found: Promise<Source | undefined> | undefined;
	let hidden: Promise<ReadonlySet<string>> | undefined;
	return {
		linkedIn,
		smartRecruiters,
		effects: connection.effects,
		options,
		sent,
		sharing,
		hiddenJobs: async () => {
			hidden ??= Sharing.open(sharing, NOBODY_BARRED, smartRecruiters).then(
				async (rules) => await rules.hiddenJobs(),
			);
			try {
				return await hidden;
			} catch (error) {
				// The next export may have more luck.
				hidden = undefined;
				throw error;
			}
		},
		contexts: new Set([connection.linkedIn.settings.organizationUrn, ...contracts]),
		source: async () => {
			const { sourceKey } = options;
			found ??= sources.of(sourceKey ?? DEFAULT_SOURCE_LABEL, connection.effects.now(), async () =>
				sourceKey
					? await getSource(smartRecruiters, sourceKey)
					: await findSource(smartRecruiters, DEFAULT_SOURCE_LABEL),
			);
			try {
				return await found;
			} catch (error) {
				// The next export may have more luck.
				found = undefined;
				throw error;
			}
		},
		forgetSource: () => {
			found = undefined;
			sources.forget();
		},
	};
}
