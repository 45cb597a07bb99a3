import type { ContractRow } from '../../state/tables';
import { type LostTable, TableWatch } from '../../state/TableWatch';
import type { LinkedInRuntime } from '../Runtime';
import type { ContractRefusal } from './contractRefusal';
import { emptyContractRow } from './emptyContractRow';
import { type ContractStatus, getContractStatus } from './getContractStatus';
import { namesOf } from './namesOf';
import { requireAcknowledgement } from './requireAcknowledgement';
import { type ContractsBusy, withContracts } from './withContracts';

export interface CheckInput {
	/** Where Recruiter is, for example `https://www.linkedin.com`. */
	webBaseUrl: string;
	/** Further words of LinkedIn that mean "on". */
	onSymbols: readonly string[];
}

/** A contract after a check. */
export interface CheckedContract {
	organization: string;
	contract: string;
	name: string;
	state: ContractRow['state'];
	/** Before this check. */
	stateBefore: ContractRow['state'];
	companyLevel: string;
	contractLevel: string;
	missing: string[];
	/** What recruiters miss because of that. */
	featuresOff: string[];
	/** Where to switch it on. */
	clickPath: string;
	whatToDo: string;
	recruiterUrl: string;
	/** ISO 8601. */
	checkedAt: string;
}

export interface CheckResult {
	state: 'done';
	contracts: CheckedContract[];
	/** Those of them whose state is another one than before. */
	changed: CheckedContract[];
	/** Data Tables that a user has deleted or emptied since the last check. */
	lostTables: LostTable[];
}

/** Nothing was requested for these, so that LinkedIn knows nothing of them. */
const NOT_CHECKED: ReadonlyArray<ContractRow['state']> = ['', 'chosen', 'refused', 'disconnected'];

/**
 * Asks LinkedIn how far each requested contract is, and keeps it: one request for all. A contract that was connected and
 * is not any more is `switchedOff`.
 *
 * @throws ConfigurationError without acknowledgement; ConnectorError when LinkedIn refuses the organization
 */
export async function checkContracts(
	runtime: LinkedInRuntime,
	input: CheckInput,
): Promise<CheckResult | ContractsBusy> {
	const { organizationUrn: organization } = runtime.linkedIn.settings;
	return await withContracts(runtime, async (contracts) => {
		const own = await requireAcknowledgement(contracts);
		const rows = (await contracts.list()).filter(({ state }) => !NOT_CHECKED.includes(state));
		if (rows.length === 0) return { state: 'done', contracts: [], changed: [], lostTables: [] };
		const { contracts: statuses, refused } = await getContractStatus(runtime.linkedIn, runtime, {
			...input,
			contracts: rows.map(({ contract }) => contract),
			names: namesOf(rows),
		});
		const now = new Date(runtime.effects.now()).toISOString();
		const before = new Map(rows.map((row) => [row.contract, row] as const));
		const rowOf = (contract: string): ContractRow =>
			before.get(contract) ?? emptyContractRow(organization, contract);
		const after = [
			...statuses.map((status) => {
				const row = afterCheck(rowOf(status.contract), status);
				return { row, checked: toChecked(row, rowOf(status.contract), status) };
			}),
			...refused.map((refusal) => {
				const row = afterLoss(rowOf(refusal.contract), refusal, now);
				return { row, checked: toChecked(row, rowOf(refusal.contract)) };
			}),
		];
		const watch = new TableWatch(runtime.store, organization);
		const { watched, found } = await watch.look(own.watched, runtime.effects.now());
		await contracts.put([
			...after.map(({ row }) => row),
			ownAfter(
				own,
				after.map(({ row }) => row),
				now,
				watched,
			),
		]);
		const checked = after.map((one) => one.checked);
		return {
			state: 'done',
			contracts: checked,
			changed: checked.filter(({ state, stateBefore }) => state !== stateBefore),
			lostTables: found,
		};
	});
}

const wasConnected = ({ state }: ContractRow): boolean =>
	state === 'connected' || state === 'switchedOff';

function afterCheck(row: ContractRow, status: ContractStatus): ContractRow {
	const connected = status.overall === 'connected';
	return {
		...row,
		state: connected ? 'connected' : wasConnected(row) ? 'switchedOff' : 'waiting',
		companyLevel: status.companyLevel,
		contractLevel: status.contractLevel,
		missing: status.missing.join(', '),
		whatToDo: status.whatToDo,
		connectedAt: row.connectedAt || (connected ? status.checkedAt : ''),
		checkedAt: status.checkedAt,
	};
}

function afterLoss(
	row: ContractRow,
	{ code, reason, whatToDo }: ContractRefusal,
	now: string,
): ContractRow {
	if (code === 'notAnswered') return { ...row, whatToDo: `${reason}. ${whatToDo}` };
	return {
		...row,
		state: wasConnected(row) ? 'switchedOff' : 'refused',
		contractLevel: 'off',
		missing: '',
		whatToDo: `${reason}. ${whatToDo}`,
		checkedAt: now,
	};
}

/** The organization's row tells whether any of its contracts is connected. */
function ownAfter(
	own: ContractRow,
	rows: readonly ContractRow[],
	now: string,
	watched: string,
): ContractRow {
	const connected = rows.some(({ state }) => state === 'connected');
	return {
		...own,
		state: connected ? 'connected' : wasConnected(own) ? 'switchedOff' : own.state,
		companyLevel: rows.find(({ companyLevel }) => companyLevel !== '')?.companyLevel ?? '',
		connectedAt: own.connectedAt || (connected ? now : ''),
		checkedAt: now,
		watched,
	};
}

function toChecked(
	row: ContractRow,
	before: ContractRow,
	status?: ContractStatus,
): CheckedContract {
	const { organization, contract, name, state, companyLevel, contractLevel, whatToDo } = row;
	return {
		organization,
		contract,
		name,
		state,
		stateBefore: before.state,
		companyLevel,
		contractLevel,
		missing: status?.missing ?? [],
		featuresOff: status?.featuresOff ?? [],
		clickPath: status?.clickPath ?? '',
		whatToDo,
		recruiterUrl: status?.recruiterUrl ?? '',
		checkedAt: row.checkedAt,
	};
}
