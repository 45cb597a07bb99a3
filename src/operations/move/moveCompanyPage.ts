import { ConnectorError } from '../../errors/ConnectorError';
import { PauseSignal } from '../../errors/PauseSignal';
import { Contracts } from '../../state/Contracts';
import { moveRows } from '../../state/moveRows';
import { Seats } from '../../state/Seats';
import { SentLedger } from '../../state/SentLedger';
import { Settings } from '../../state/Settings';
import { ACTIVITY, DELETIONS, PEOPLE } from '../../state/tables';
import { deactivateAccess } from '../contract/deactivateAccess';
import type { Runtime } from '../Runtime';
import { carryPeople, checkAtsCompany, compareHistory } from './commonSteps';
import { done, type MoveStep, open, stop } from './MoveReport';
import type { Moving } from './Moving';

/** What must not be sent again, whatever the company page. */
const BARRING = ['deleted', 'merged', 'onRequest'] as const;

/**
 * Another company page. Everything at LinkedIn is named by it (LinkedIn reference §2.2, §5): whether LinkedIn moves what it
 * holds is not documented (§2.1), so everything is looked for under the new one.
 */
export async function* moveCompanyPage(moving: Moving): AsyncGenerator<MoveStep> {
	const { runtime, contracts, input, deadlineMs } = moving;
	const { store, effects } = runtime;
	const { organization } = contracts;
	const { fromOrganization: from } = input;
	const old = new Contracts(store, from);
	const before = await old.own();
	if (!before || from === organization) {
		yield stop(
			'switchesOff',
			from === organization
				? 'The LinkedIn credential still names the previous company page.'
				: 'This company page was not connected here.',
			from === organization
				? 'Enter the number of the new company page as "Organization" in the LinkedIn credential.'
				: 'Choose the company page that was connected before.',
		);
		return;
	}
	if (before.state !== 'disconnected' && !input.switchesOff) {
		yield stop(
			'switchesOff',
			'Both sides have to end the old connection first: LinkedIn asks for it when a company page changes.',
			'Switch the company level and each contract level off in Recruiter, and confirm it here. Then this side ends it as well.',
		);
		return;
	}
	yield await checkAtsCompany(moving, from);
	await old.put(
		[before, ...(await old.list())].map((row) => ({ ...row, state: 'disconnected' as const })),
	);
	yield done(
		'ended',
		`Nothing is sent for the old company page any more.${await tell(runtime, from)}`,
	);
	if (!(await contracts.acknowledgement())) {
		yield open(
			'acknowledged',
			'The sharing of data with the new company page is not acknowledged yet.',
			'Acknowledge it on the connect page, then do this again: rules, people and what was sent are taken over then.',
		);
		return;
	}
	yield done('acknowledged', 'The sharing of data with the new company page is acknowledged.');
	yield await takeOverRules(runtime, from);
	const mayGoOn = (): boolean => effects.now() < deadlineMs;
	const { moved, isWhole } = await takeOverRecords(runtime, from, mayGoOn);
	if (!isWhole) {
		yield open(
			'records',
			'What was known is being taken over; not everything went into this run.',
			'Do this again: it goes on where it was.',
			moved,
		);
		return;
	}
	yield done(
		'records',
		'Taken over: who is which candidate, which InMails and notes were written, who must not be sent again, and what LinkedIn was sent.',
		moved,
	);
	yield await compareHistory(moving, from);
	const connected = await contracts.connected();
	yield connected.length > 0
		? done('connected', 'A contract is connected.', connected.length)
		: open(
				'connected',
				'No contract of the new company page is connected yet.',
				'Go on with the connect page: add the contract, request access, switch both levels on.',
			);
	yield await carryPeople(moving, await new Seats(store, from).mapped(), connected);
}

/** LinkedIn may let nobody at the old page's settings any more. */
async function tell(runtime: Runtime, from: string): Promise<string> {
	const { linkedIn } = runtime;
	const side = { ...linkedIn, settings: { ...linkedIn.settings, organizationUrn: from } };
	try {
		const { refused } = await deactivateAccess(side, runtime, { webBaseUrl: '' });
		if (refused.length === 0) return ' LinkedIn has forgotten its callback address.';
	} catch (error) {
		if (!(error instanceof ConnectorError) && !(error instanceof PauseSignal)) throw error;
	}
	return ' LinkedIn gives no access to its settings any more.';
}

async function takeOverRules(
	{ store, effects, linkedIn }: Runtime,
	from: string,
): Promise<MoveStep> {
	const settings = new Settings(store, linkedIn.settings.organizationUrn);
	if ((await settings.decidedAt()) !== '')
		return done('sharingRules', 'What may be shared is decided for the new company page.');
	const old = new Settings(store, from);
	if ((await old.decidedAt()) === '')
		return done('sharingRules', 'Nobody had decided what may be shared: the defaults hold.');
	await settings.saveChoices(await old.choices());
	// Before the rules, by which something may go: LinkedIn has no access lists of the new page yet.
	const visibility = await old.visibility();
	if (visibility) await settings.saveVisibility({ ...visibility, appliedAt: '' });
	await settings.saveSharing(await old.sharing(), await old.decidedBy(), effects.now());
	return done('sharingRules', 'The same may be shared as before; the connect page shows it.', 1);
}

async function takeOverRecords(
	{ store, effects, owner, linkedIn }: Runtime,
	from: string,
	mayGoOn: () => boolean,
): Promise<{ moved: number; isWhole: boolean }> {
	const { organizationUrn: organization } = linkedIn.settings;
	const to = { organization, mayGoOn };
	const parts: Array<() => Promise<{ moved: number; isWhole: boolean }>> = [
		...BARRING.map(
			(reason) => async () =>
				await moveRows(store, DELETIONS, {
					...to,
					from: { organization: from, reason },
					there: { organization },
					column: 'recordKey',
				}),
		),
		async () =>
			await moveRows(store, PEOPLE, {
				...to,
				from: { organization: from },
				there: { organization },
				column: 'candidateId',
			}),
		async () =>
			await moveRows(store, ACTIVITY, {
				...to,
				from: { organization: from },
				there: { organization },
				column: 'activityId',
			}),
	];
	let moved = 0;
	for (const part of parts) {
		const result = await part();
		moved += result.moved;
		if (!result.isWhole) return { moved, isWhole: false };
	}
	await new SentLedger({ store, effects, owner }, organization).takeOver(from);
	return { moved, isWhole: true };
}
