import { Contracts } from '../../state/Contracts';
import { Progress } from '../../state/Progress';
import type { LostTable } from '../../state/TableWatch';
import { noteFailure } from '../history/noteFailure';
import type { LinkedInRuntime } from '../Runtime';
import { parseLook } from './CallbackLook';
import { type CheckedContract, checkContracts, type CheckInput } from './checkContracts';
import { isBusy } from './isBusy';
import {
	type CallbackAccess,
	type CallbackOutcome,
	type CheckedCallback,
	lookAtCallback,
} from './lookAtCallback';
import { requireAcknowledgement } from './requireAcknowledgement';
import type { ContractsBusy } from './withContracts';

export interface ConnectionCheck {
	state: 'done';
	contracts: CheckedContract[];
	/**
	 * Contracts in another state than before, LinkedIn's notifications when somebody has to be told of them, and tables that
	 * a user has deleted or emptied, once.
	 */
	changed: Array<CheckedContract | CheckedCallback | CheckedTable>;
}

/** A Data Table that was deleted or emptied. */
export interface CheckedTable {
	organization: string;
	/** Empty: it is about all contracts. */
	contract: '';
	/** Of the table. */
	name: string;
	state: 'lost';
	problem: string;
	whatToDo: string;
}

/**
 * Checks every contract, and once a day whether LinkedIn's notifications arrive. What came of it, a failure as well,
 * stands in `rsc_sync`, for the status page.
 *
 * @param callback how this n8n's address is called; `notNow` keeps the look before, `never` forgets it
 * @throws what `checkContracts` throws
 */
export async function checkConnection(
	runtime: LinkedInRuntime,
	input: CheckInput,
	callback: CallbackAccess | 'notNow' | 'never',
): Promise<ConnectionCheck | ContractsBusy> {
	const { store, effects } = runtime;
	const { organizationUrn } = runtime.linkedIn.settings;
	const progress = new Progress(store, organizationUrn);
	await requireAcknowledgement(new Contracts(store, organizationUrn));
	try {
		return await check(runtime, progress, input, callback);
	} catch (error) {
		return await noteFailure(progress, 'contracts', error, effects.now());
	}
}

async function check(
	runtime: LinkedInRuntime,
	progress: Progress,
	input: CheckInput,
	callback: CallbackAccess | 'notNow' | 'never',
): Promise<ConnectionCheck | ContractsBusy> {
	const result = await checkContracts(runtime, input);
	if (isBusy(result)) return result;
	const isConnected = result.contracts.some(({ state }) => state === 'connected');
	const kept = (await progress.read('contracts'))?.checkpoint ?? '';
	const found = isConnected ? await lookWhenWanted(runtime, callback, kept) : undefined;
	const nowMs = runtime.effects.now();
	await progress.save(nowMs, [
		{
			stream: 'contracts',
			checkpoint: found?.look ? JSON.stringify(found.look) : '',
			activity: found ? activityOf(found) : '',
			message: found?.look?.problem ? `${found.look.problem}. ${found.look.whatToDo}` : '',
			finishedAt: new Date(nowMs).toISOString(),
			resumeAtMs: 0,
		},
	]);
	const { state, contracts, lostTables } = result;
	const { organizationUrn: organization } = runtime.linkedIn.settings;
	const tables = lostTables.map((table) => toChecked(organization, table));
	return {
		state,
		contracts,
		changed: [...result.changed, ...(found?.changed ?? []), ...tables],
	};
}

function toChecked(organization: string, { table, problem, whatToDo }: LostTable): CheckedTable {
	return { organization, contract: '', name: table, state: 'lost', problem, whatToDo };
}

async function lookWhenWanted(
	runtime: LinkedInRuntime,
	callback: CallbackAccess | 'notNow' | 'never',
	kept: string,
): Promise<CallbackOutcome | undefined> {
	if (callback === 'never') return undefined;
	if (callback === 'notNow') return { look: parseLook(kept), changed: [] };
	return await lookAtCallback(runtime, callback, kept);
}

function activityOf({ look, unanswered }: CallbackOutcome): string {
	if (unanswered !== undefined) {
		return `LinkedIn could not be asked where it sends its notifications (${unanswered}).`;
	}
	if (look?.state === 'working') return 'LinkedIn’s notifications arrive here.';
	return look?.state === 'missing'
		? 'LinkedIn sends no notifications: exports from Recruiter do not arrive here.'
		: '';
}
