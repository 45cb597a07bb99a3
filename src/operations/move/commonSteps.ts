import type { SeatRow } from '../../state/tables';
import { beginComparing } from './beginComparing';
import { carrySeats } from './carrySeats';
import { lookAtAtsCompany } from './lookAtAtsCompany';
import { done, type MoveStep, open, stop } from './MoveReport';
import type { Moving } from './Moving';
import { openBoth } from '../mapping/readPeople';

const LOOK_MS = 30_000;

/** The ids that are kept must mean the same people. */
export async function checkAtsCompany({ runtime }: Moving, from: string): Promise<MoveStep> {
	const { smartRecruiters } = openBoth(runtime, LOOK_MS);
	const company = await lookAtAtsCompany(smartRecruiters, runtime.store, from);
	if (company === 'other') {
		return stop(
			'atsCompany',
			'SmartRecruiters knows none of the users and candidates that were connected before: this is another company, with other ids.',
			'Use the previous SmartRecruiters credential, or move to another SmartRecruiters company.',
		);
	}
	return done(
		'atsCompany',
		company === 'same'
			? 'SmartRecruiters is the same company as before.'
			: 'Nobody was mapped or recognised before, so there is nothing that another company could confuse.',
	);
}

/** @param rows of the old connection that have a user @param contractUrns that go on */
export async function carryPeople(
	{ runtime, input, deadlineMs }: Moving,
	rows: readonly SeatRow[],
	contractUrns: readonly string[],
): Promise<MoveStep> {
	if (rows.length === 0) return done('people', 'Nobody has to be mapped again.');
	if (contractUrns.length === 0) return peopleWait(rows.length);
	const { importDays } = input;
	const timeLimitMs = Math.max(1, deadlineMs - runtime.effects.now());
	const { carried, left } = await carrySeats(runtime, {
		rows,
		contractUrns,
		importDays,
		timeLimitMs,
	});
	if (left === 0) return done('people', 'Everybody is mapped to the same user as before.', carried);
	return open(
		'people',
		`${carried} mapped as before; of ${left} it is not certain which seat, or which user, is theirs now.`,
		'Where the contract of their seat is not connected yet, connect it and do this again. Map the others on the mapping page of workflow 02, or leave them.',
		left,
	);
}

const peopleWait = (count: number): MoveStep =>
	open(
		'people',
		'LinkedIn shows seats of contracts that are connected only.',
		'Connect the contract on the connect page, then do this again: whoever was mapped is mapped to the same user.',
		count,
	);

export async function compareHistory({ runtime }: Moving, from: string): Promise<MoveStep> {
	const comparing = await beginComparing(runtime, from);
	switch (comparing) {
		case 'begun':
		case 'underWay':
			return done(
				'history',
				'Everybody is compared with what LinkedIn holds, a hundred people a call; who differs, or is missing, is sent. Workflow 03 does it.',
			);
		case 'finished':
			return done('history', 'Everybody was compared with what LinkedIn holds.');
		case 'notComplete':
			return done(
				'history',
				'The history had not been sent as a whole before, so it is sent, not compared. Workflow 03 does it.',
			);
		case 'beingSent':
			return done('history', 'The history is being sent as a whole already. Workflow 03 does it.');
		case 'busy':
			return open(
				'history',
				'Workflow 03 is at work at this moment.',
				'Do this again in a few minutes.',
			);
	}
}
