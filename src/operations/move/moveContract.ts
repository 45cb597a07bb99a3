import { contractNumber } from '../../linkedin/contractUrn';
import { Seats } from '../../state/Seats';
import { CONTRACTS } from '../../state/tables';
import { requireAcknowledgement } from '../contract/requireAcknowledgement';
import { carryPeople, checkAtsCompany, compareHistory } from './commonSteps';
import { done, type MoveStep, open, stop } from './MoveReport';
import type { Moving } from './Moving';

/**
 * Another contract of the same company page. LinkedIn keeps jobs and people by organization (LinkedIn reference §2.2, §5),
 * so that the history stays; seats and InMails belong to the contract.
 */
export async function* moveContract(moving: Moving): AsyncGenerator<MoveStep> {
	const { runtime, contracts, input } = moving;
	const { organization } = contracts;
	await requireAcknowledgement(contracts);
	const ending = new Set(input.endingContracts);
	const rows = await contracts.list();
	const ends = rows.filter(({ contract }) => ending.has(contract));
	const mapped = (await new Seats(runtime.store, organization).mapped()).filter(({ contract }) =>
		ending.has(contract),
	);
	if (ends.length + mapped.length === 0) {
		yield stop(
			'connected',
			'None of the contracts that end was connected here.',
			'Choose which contract ends.',
		);
		return;
	}
	yield await checkAtsCompany(moving, organization);
	const goOn = rows.filter(({ contract, state }) => state === 'connected' && !ending.has(contract));
	if (goOn.length === 0) {
		yield open(
			'connected',
			'No other contract is connected yet.',
			'Add the new contract on the connect page, request access, and switch its contract level on. Leave the company level on: it belongs to the company page, and so does everything that was sent.',
		);
		return;
	}
	const numbers = goOn.map(({ contract, name }) => name || `contract ${contractNumber(contract)}`);
	yield done('connected', `Connected, and going on: ${numbers.join(', ')}.`, goOn.length);
	yield await carryPeople(
		moving,
		mapped,
		goOn.map(({ contract }) => contract),
	);
	// Once: while the contract that ends is on the list.
	if (ends.length > 0) {
		const history = await compareHistory(moving, organization);
		yield history;
		if (history.state !== 'done') return;
		for (const { contract } of ends)
			await runtime.store.remove(CONTRACTS, { organization, contract });
	}
	yield done(
		'ended',
		'The old contract is off the list. Its contract level may be switched off in Recruiter; the company level stays on. Where its number is entered in an RSC Trigger of your own, enter the new one.',
		ends.length,
	);
}
