import { DAY_MS } from '../../basics/durations';
import { fullName } from '../../mapping/seatToStored';
import type { SrUser } from '../../smartrecruiters/users';
import { Seats } from '../../state/Seats';
import { Settings, VisibilityChoiceSchema } from '../../state/Settings';
import {
	ACTIVITY,
	CONTRACTS,
	EXPORTS,
	PARKED,
	PEOPLE,
	QUEUE,
	type SeatRow,
	SETTINGS,
} from '../../state/tables';
import { allUsers, openBoth } from '../mapping/readPeople';
import { isAddedWithOther, keepCompany } from '../organizations/companyOfRow';
import type { Runtime } from '../Runtime';
import { lookAtAtsCompany } from './lookAtAtsCompany';
import { done, type MoveStep, open, stop } from './MoveReport';
import type { Moving } from './Moving';

/**
 * Another SmartRecruiters company: candidates, jobs and users have other ids there, and LinkedIn's records are named by them
 * (LinkedIn reference §5, §6). Nothing that was sent can be kept; people are found again by their address, which
 * SmartRecruiters gives to one user only. What may be shared is decided again: a rule that names a department of before
 * would hold nothing back.
 */
export async function* moveAtsCompany(moving: Moving): AsyncGenerator<MoveStep> {
	const { runtime, contracts, input } = moving;
	const { store, effects } = runtime;
	const { organization } = contracts;
	const clients = openBoth(runtime, input.timeLimitMs);
	const company = await lookAtAtsCompany(clients.smartRecruiters, store, organization);
	const isOther =
		company === 'other' ||
		(company === 'unknown' &&
			(await isAddedWithOther(clients.smartRecruiters, store, organization)));
	if (!isOther) {
		await keepCompany(clients.smartRecruiters, store, organization);
		yield done(
			'atsCompany',
			'What is stored belongs to this SmartRecruiters company. If you connect another one, choose its credential in every workflow first, and do this again.',
		);
		return;
	}
	const own = await contracts.own();
	if (own?.sentSince !== '' || own.state !== 'disconnected') {
		yield stop(
			'takenBack',
			'LinkedIn may still hold candidates and jobs of the previous SmartRecruiters company. In Recruiter they would lead nowhere, and nobody would correct them.',
			'With the previous SmartRecruiters credential: open the disconnect page of workflow 08, tick "Delete everything that was sent", and wait until it says that everything is deleted. Then change the credential, and do this again.',
		);
		return;
	}
	yield done('takenBack', 'Nothing of the previous SmartRecruiters company is at LinkedIn.');
	const map = new Seats(store, organization);
	const mapped = await map.mapped();
	const users = mapped.length > 0 ? await allUsers(clients) : [];
	await store.remove(PEOPLE, { organization });
	await store.remove(ACTIVITY, { organization });
	await store.remove(EXPORTS, { organization });
	await store.remove(PARKED, { organization });
	await store.remove(QUEUE, { organization });
	await forgetRules(runtime, organization);
	yield done('records', 'Forgotten: what names the previous candidates, notes and exports.');
	const nowMs = effects.now();
	const fromMs = nowMs - input.importDays * DAY_MS;
	const after = mapped.map((row) => remapped(row, users, nowMs, fromMs));
	// Last of all: as long as the old ids are there, this is done again.
	await map.put(after);
	await keepCompany(clients.smartRecruiters, store, organization);
	const left = after.filter(({ userId }) => userId === '').length;
	const found = after.length - left;
	yield left === 0
		? done('people', 'Everybody is mapped to the user with the same e-mail address.', found)
		: open(
				'people',
				`${found} mapped to the user with the same e-mail address; for ${left} there is none, or more than one.`,
				'Map these people on the mapping page of workflow 02 when a contract is connected.',
				left,
			);
	yield open(
		'sharingRules',
		'Departments and jobs have other ids in this SmartRecruiters company.',
		'Acknowledge on the connect page, decide there again what may be shared, and connect. Everything is sent again.',
	);
}

async function forgetRules({ store }: Runtime, organization: string): Promise<void> {
	const settings = new Settings(store, organization);
	const choices = await settings.choices();
	const visibility = await settings.visibility();
	// First: else rules that are gone would pass for a table that somebody has emptied.
	await store.update(CONTRACTS, { organization, contract: organization }, { rulesAt: '' });
	await store.remove(SETTINGS, { organization });
	await settings.saveChoices(choices);
	// Departments, jobs and access groups have other ids; that not everybody sees everything stays.
	if (visibility)
		await settings.saveVisibility(
			VisibilityChoiceSchema.parse({ who: visibility.who, changedBy: visibility.changedBy }),
		);
}

function remapped(row: SeatRow, users: readonly SrUser[], nowMs: number, fromMs: number): SeatRow {
	const email = row.userEmail.trim().toLowerCase();
	const [user, ...others] = users.filter(
		(one) => one.active && email !== '' && one.email.trim().toLowerCase() === email,
	);
	const isFound = user !== undefined && others.length === 0;
	return {
		...row,
		userId: isFound ? user.id : '',
		userName: isFound ? fullName(user) : '',
		userEmail: isFound ? user.email : '',
		matchedBy: isFound ? 'email' : 'left open',
		mappedAt: isFound ? new Date(nowMs).toISOString() : '',
		// Its notes are wanted in this company, too.
		importedFromMs: isFound ? fromMs : 0,
		importedUntilMs: isFound ? fromMs : 0,
		importCheckpoint: '',
	};
}
