import type { ContractsBusy } from './withContracts';

export function isBusy(result: object): result is ContractsBusy {
	return 'state' in result && result.state === 'busy';
}
