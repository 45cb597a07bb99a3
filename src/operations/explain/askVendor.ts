import { HttpStatusError } from '../../errors/HttpStatusError';
import { PauseSignal } from '../../errors/PauseSignal';
import { RecordRefusedError } from '../../errors/RecordRefusedError';
import { BrokenLink, type Cause } from './causes';

/** Asks a vendor as one link of the chain: what goes wrong there is what is broken. */
export async function askVendor<T>(
	link: string,
	forbidden: Cause,
	ask: () => Promise<T>,
): Promise<T> {
	try {
		return await ask();
	} catch (error) {
		if (error instanceof PauseSignal) throw new BrokenLink(causeOf(error), link, error.limitText);
		if (error instanceof RecordRefusedError)
			throw new BrokenLink('CREDENTIAL_REFUSED', link, error.message);
		if (!(error instanceof HttpStatusError)) throw error;
		if (error.status === 401) throw new BrokenLink('CREDENTIAL_REFUSED', link, error.service);
		if (error.status === 403) throw new BrokenLink(forbidden, link);
		throw error;
	}
}

/** Where the reading handed the reason over instead of throwing it. */
export function needNoPause(link: string, pause: PauseSignal | undefined): void {
	if (pause) throw new BrokenLink(causeOf(pause), link, pause.limitText);
}

function causeOf({ limit }: PauseSignal): Cause {
	if (limit === 'linkedInInMails') return 'TOO_MANY_INMAILS';
	return limit === 'linkedInRequests' ? 'QUOTA_USED' : 'VENDOR_DOWN';
}
