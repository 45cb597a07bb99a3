import { contractsOf } from './contractsSection';
import type { ContractRow } from './statusPageData';

/**
 * Where somebody is on the way to a connection. `request`: contracts were chosen, and access was not requested.
 * `switchOn`: the rest happens in Recruiter.
 */
export type ConnectStep = 'acknowledge' | 'addContract' | 'request' | 'switchOn' | 'connected';

/** The next step, from the rows of `rsc_contracts` alone: so one goes on where one was, on any machine. */
export function connectStep(rows: readonly ContractRow[], organization: string): ConnectStep {
	if (!acknowledgementOf(rows, organization)) return 'acknowledge';
	const contracts = contractsOf(rows, organization).filter(({ state }) => state !== 'refused');
	if (contracts.length === 0) return 'addContract';
	if (contracts.some(isToBeRequested)) return 'request';
	return contracts.every(({ state }) => state === 'connected') ? 'connected' : 'switchOn';
}

/** Chosen, or taken back by workflow 08. */
export const isToBeRequested = ({ state }: ContractRow): boolean =>
	state === 'chosen' || state === 'disconnected';

/** The organization's own row, if the sharing of data was acknowledged; disconnecting takes that back. */
export function acknowledgementOf(
	rows: readonly ContractRow[],
	organization: string,
): ContractRow | undefined {
	return rows.find(
		(row) =>
			row.contract === organization &&
			row.state !== 'disconnected' &&
			row.acknowledgedBy !== '' &&
			row.acknowledgedAt !== '' &&
			row.acknowledgedText !== '',
	);
}
