import { RECRUITER_PATH, RECRUITER_WORDS } from '../../linkedin/recruiterWords';
import { clickPathTo } from '../../operations/contract/contractLevels';
import { disconnect } from '../../operations/contract/disconnect';
import { isBusy } from '../../operations/contract/isBusy';
import type { LinkedInRuntime } from '../../operations/Runtime';
import { disconnectPage, isConfirmed } from '../../pages/disconnectPage';
import { Contracts } from '../../state/Contracts';
import { People } from '../../state/People';
import { Progress } from '../../state/Progress';
import { DELETIONS } from '../../state/tables';
import type { PageAnswer } from './answerPage';
import { orProblem } from './orProblem';
import { formValue, type PageCall } from './PageCall';

export interface DisconnectOptions {
	/** Where Recruiter is. */
	webBaseUrl: string;
	/** Addresses of other pages, relative to this one; empty leaves a link out. */
	links: { status: string; connect: string };
}

interface Outcome {
	message?: string;
	problem?: string;
	errors?: Record<string, string>;
}

/** What ends, what stays; after a confirmation, how far it is, and the proof. */
export async function showDisconnectPage(
	runtime: LinkedInRuntime,
	call: PageCall,
	{ webBaseUrl, links }: DisconnectOptions,
): Promise<PageAnswer> {
	const { store, effects, linkedIn } = runtime;
	const { organizationUrn: organization } = linkedIn.settings;
	const outcome = call.method === 'POST' ? await act(runtime, call, webBaseUrl) : {};
	const own = await new Contracts(store, organization).own();
	const removal = await new Progress(store, organization).read('removal');
	const ended = own?.state === 'disconnected';
	const under = ended && removal !== undefined && removal.startedAt !== '';
	const proofs = under
		? (await store.read(DELETIONS, { organization, reason: 'disconnected' })).length
		: 0;
	return {
		html: disconnectPage({
			state: !own
				? 'notConnected'
				: !ended
					? 'connected'
					: under && removal.finishedAt === ''
						? 'removing'
						: 'disconnected',
			people: ended ? 0 : (await new People(store, organization).candidateIds()).length,
			...(under && { removal }),
			proofs,
			clickPath: clickPathTo([RECRUITER_WORDS.company, RECRUITER_WORDS.contract]),
			recruiterUrl: webBaseUrl + RECRUITER_PATH,
			message: outcome.message ?? '',
			problem: outcome.problem ?? '',
			errors: outcome.errors ?? {},
			typed: outcome.errors
				? {
						confirmation: formValue(call, 'confirmation'),
						removeEverything: formValue(call, 'removeEverything'),
					}
				: {},
			address: call.address,
			key: call.key,
			links,
			nowMs: effects.now(),
		}),
	};
}

async function act(runtime: LinkedInRuntime, call: PageCall, webBaseUrl: string): Promise<Outcome> {
	if (formValue(call, 'action') !== 'disconnect') return {};
	if (!isConfirmed(formValue(call, 'confirmation'))) {
		return { errors: { confirmation: 'Type the word DISCONNECT. Nothing was done.' } };
	}
	const removeEverything = formValue(call, 'removeEverything') !== '';
	return await orProblem(
		async (): Promise<Outcome> => {
			const result = await disconnect(runtime, { webBaseUrl, removeEverything });
			if (isBusy(result)) return { problem: result.message };
			const [refusal] = result.refused;
			return refusal
				? {
						problem: `Nothing is sent any more, but LinkedIn did not take everything back. ${refusal.reason}. ${refusal.whatToDo}`,
					}
				: { message: 'Disconnected. Nothing is sent any more.' };
		},
		(problem) => ({
			problem: `Nothing is sent any more, but LinkedIn could not be told. ${problem} Then press the button again.`,
		}),
	);
}
