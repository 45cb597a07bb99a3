/**
 * What LinkedIn's symbols for the status of an integration mean. UNCERTAIN §2.3: only `REQUESTED` was ever seen in a
 * LinkedIn source. What is in neither list is not on, and is told as unknown.
 */
export const STATUS_SYMBOLS: Readonly<Record<'on' | 'off', readonly string[]>> = {
	on: ['ENABLED'],
	off: ['REQUESTED', 'DISABLED'],
};

/** Whether an integration works: switched on in Recruiter, not yet, not even asked for, or LinkedIn's word is unknown. */
export type IntegrationState = 'on' | 'off' | 'notRequested' | 'unknown';

/**
 * @param httpStatus what LinkedIn answered for the integration
 * @param onSymbols further symbols that mean "on", as the user has found them
 */
export function stateOfIntegration(
	{ httpStatus, status }: { httpStatus: number; status: string },
	onSymbols: readonly string[] = [],
): IntegrationState {
	if (httpStatus === 404) return 'notRequested';
	if (httpStatus !== 200) return 'unknown';
	if (STATUS_SYMBOLS.on.includes(status) || onSymbols.includes(status)) return 'on';
	return STATUS_SYMBOLS.off.includes(status) ? 'off' : 'unknown';
}
