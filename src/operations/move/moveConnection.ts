import type { Runtime } from '../Runtime';
import { type ContractsBusy, withContracts } from '../contract/withContracts';
import { moveAtsCompany } from './moveAtsCompany';
import { moveCompanyPage } from './moveCompanyPage';
import { moveContract } from './moveContract';
import type { Move, MoveReport, MoveStep } from './MoveReport';
import type { MoveInput } from './Moving';

/**
 * Goes on with what is known when a connection moves: to another company page, to another contract of the same one, or to
 * another SmartRecruiters company. Each step is taken as soon as what it needs is there, and once only; run again after a
 * crash, or when more is there, it goes on. What LinkedIn holds is never believed, but compared by Backfill.
 *
 * @throws ConnectorError when a person has to act
 */
export async function moveConnection(
	runtime: Runtime,
	input: MoveInput,
): Promise<MoveReport | ContractsBusy> {
	const { organizationUrn: organization } = runtime.linkedIn.settings;
	return await withContracts(runtime, async (contracts) => {
		const steps: MoveStep[] = [];
		const deadlineMs = runtime.effects.now() + input.timeLimitMs;
		for await (const step of stepsOf(input.move)({ runtime, contracts, input, deadlineMs })) {
			steps.push(step);
			if (step.state === 'stop') break;
		}
		const stopped = steps.some(({ state }) => state === 'stop');
		const open = steps.some(({ state }) => state === 'open');
		return {
			organization,
			move: input.move,
			state: stopped ? 'stop' : open ? 'open' : 'done',
			steps,
		};
	});
}

function stepsOf(move: Move): typeof moveContract {
	switch (move) {
		case 'companyPage':
			return moveCompanyPage;
		case 'contract':
			return moveContract;
		case 'atsCompany':
			return moveAtsCompany;
	}
}
