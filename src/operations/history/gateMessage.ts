import type { Gate } from '../../state/Contracts';

const MESSAGES: Record<Gate, string> = {
	open: '',
	waiting:
		'No contract is connected yet. Nothing is sent before that; then this goes on automatically.',
	paused:
		'The integration is switched off in LinkedIn. Nothing is sent until it is switched on again.',
};

/** Why nothing may be sent now, for people; empty when everything may. */
export function gateMessage(gate: Gate): string {
	return MESSAGES[gate];
}
