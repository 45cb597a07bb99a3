import { ConnectorError } from '../../errors/ConnectorError';
import { PauseSignal } from '../../errors/PauseSignal';

/**
 * Does something whose failure a page can tell in words; what this package does not know is thrown.
 *
 * @param tell what stands for the result: gets what happened and what to do, in sentences
 */
export async function orProblem<T>(
	work: () => Promise<T>,
	tell: (problem: string) => T,
): Promise<T> {
	return await work().catch((error: unknown): T => {
		if (error instanceof PauseSignal) {
			const at = new Date(error.resumeAtMs).toUTCString();
			return tell(`It is paused: ${error.limitText}. Try again after ${at}.`);
		}
		if (!(error instanceof ConnectorError)) throw error;
		return tell(`${error.message}. ${error.advice}`);
	});
}
