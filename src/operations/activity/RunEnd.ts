import type { ConnectorError } from '../../errors/ConnectorError';
import type { PauseSignal } from '../../errors/PauseSignal';
import { HttpStatusError } from '../../errors/HttpStatusError';
import type { WriteEnd } from './EventWriter';
import type { StreamFailure, StreamReader } from './StreamReader';

/** How a run that reads and writes has ended. */
export interface RunEnd {
	/** In words; empty when all is well. */
	message: string;
	/** The limit that binds. */
	boundBy: string;
	/** Epoch milliseconds before which going on makes no sense; 0 when it does at once. */
	resumeAtMs: number;
	/** To be thrown once everything is stored. */
	error?: ConnectorError;
}

/** Where there is nothing to tell. */
export const NO_END: RunEnd = { message: '', boundBy: '', resumeAtMs: 0 };

/** When SmartRecruiters takes nothing more, or LinkedIn refuses something, the next tries are this far apart. */
const WAIT_MS = 300_000;

export function runEnd(reader: StreamReader, written: WriteEnd, nowMs: number): RunEnd {
	const { pause, failures } = reader;
	const error = reader.error ?? written.error;
	if (error) return { message: error.message, boundBy: '', resumeAtMs: nowMs + WAIT_MS, error };
	if (written.reason !== '') {
		const resumeAtMs = written.busyUntilMs ?? nowMs + WAIT_MS;
		return { message: `It goes on later: ${written.reason}.`, boundBy: '', resumeAtMs };
	}
	if (pause) return pauseEnd(pause);
	return { message: failureWords(failures), boundBy: '', resumeAtMs: 0 };
}

function pauseEnd({ limitText, resumeAtMs }: PauseSignal): RunEnd {
	const until = new Date(resumeAtMs).toISOString();
	return {
		message: `Reading goes on after ${until} (${limitText}).`,
		boundBy: limitText,
		resumeAtMs,
	};
}

/** Contracts and seats by number; one refusal is told for all of the same kind. */
function failureWords(failures: readonly StreamFailure[]): string {
	const [first] = failures;
	if (!first) return '';
	const { error, stream } = first;
	const count = failures.length === 1 ? 'One list' : `${failures.length} lists`;
	const advice = error instanceof HttpStatusError && error.status === 403 ? ` ${error.advice}` : '';
	return `${count} could not be read, among them ${stream.kind} of ${stream.contract}: ${error.message}.${advice}`;
}
