import type { PauseSignal } from '../../errors/PauseSignal';
import type { ActivityEvent } from '../../linkedin/activityEvent';
import { readInMails } from '../../linkedin/conversationEvents';
import { readMailStubs } from '../../linkedin/mailStubs';
import { readProspectNotes } from '../../linkedin/prospectNotes';
import type {
	ActivityReader,
	TimeRange,
	WindowPosition,
	WindowRead,
} from '../../linkedin/readWindow';
import { closeWindow, nextPollWindow, takeNew } from './pollState';
import type { PollStream } from './pollStreams';

export interface StreamRead {
	/** New or changed. */
	fresh: ActivityEvent[];
	/** Nothing more to read before the next poll. */
	done: boolean;
	pause?: PauseSignal;
}

/**
 * Reads on in a stream, as far as the reader's deadline allows, and at least one page, and writes down in its state how
 * far it came: the watermark moves when a window was read to its end, and not while its pages kept shifting.
 */
export async function readStream(
	reader: ActivityReader,
	stream: PollStream,
	startedAtMs: number,
): Promise<StreamRead> {
	const { state, kind } = stream;
	const window = nextPollWindow(state, startedAtMs);
	const toMs = state.open?.toMs ?? window.toMs;
	const read = await readPages(reader, stream, state.open?.position ?? window);
	const unsettled = read.unsettled || (state.open?.unsettled ?? false);
	const fresh = takeNew(state, kind, read.events, startedAtMs);
	const pause = read.pause && { pause: read.pause };
	if (read.position) {
		state.open = { toMs, position: read.position, unsettled };
		return { fresh, done: false, ...pause };
	}
	delete state.open;
	if (!unsettled) closeWindow(state, kind, toMs, startedAtMs);
	return { fresh, done: unsettled || toMs >= startedAtMs, ...pause };
}

async function readPages(
	reader: ActivityReader,
	{ kind, contract, seat = '', seats }: PollStream,
	from: TimeRange | WindowPosition,
): Promise<WindowRead> {
	switch (kind) {
		case 'inMail':
			return await readInMails(reader, { seat, contract }, from);
		case 'prospectNote':
			return await readProspectNotes(reader, { seats, contract }, from);
		case 'stub':
			return await readMailStubs(reader, { seats, contract }, from);
	}
}
