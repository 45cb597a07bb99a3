import { RECRUITER_PATH, RECRUITER_WORDS } from '../../linkedin/recruiterWords';
import { clickPathTo } from '../../operations/contract/contractLevels';
import { disconnect } from '../../operations/contract/disconnect';
import { isBusy } from '../../operations/contract/isBusy';
import type { LinkedInRuntime } from '../../operations/Runtime';
import { disconnectPage, isConfirmed } from '../../pages/disconnectPage';
import { Contracts } from '../../state/Contracts';
import { Progress } from '../../state/Progress';
import type { StateStore } from '../../state/StateStore';
import { DELETIONS, PEOPLE } from '../../state/tables';
import type { PageAnswer } from './answerPage';
import { orProblem } from './orProblem';
import { formValue, type PageCall } from './PageCall';

export interface DisconnectOptions {
	/** Where Recruiter is. */
	webBaseUrl: string;
	/** Addresses of other pages, relative to this one; empty leaves a link out. */
	links: { status: string; connect: string };
}

/** A page tells "1,000 or more": a whole company is not read to be counted. */
const MOST_COUNTED = 1_000;

interface Outcome {
	message?: string;
	/** What went wrong, and what to do about it. */
	failure?: string;
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
	const lost = own ? '' : await lostTable(store, organization);
	const ended = own?.state === 'disconnected';
	const under = ended && removal !== undefined && removal.startedAt !== '';
	const limit = { limit: MOST_COUNTED };
	const proofs = under
		? await store.read(DELETIONS, { organization, reason: 'disconnected' }, limit)
		: [];
	const people = ended ? [] : await store.read(PEOPLE, { organization }, limit);
	return {
		html: disconnectPage({
			state:
				!own && lost === ''
					? 'notConnected'
					: !ended
						? 'connected'
						: under && removal.finishedAt === ''
							? 'removing'
							: 'disconnected',
			people: atLeast(new Set(people.map(({ candidateId }) => candidateId)).size, people.length),
			...(under && { removal }),
			proofs: atLeast(proofs.length, proofs.length),
			linkedInHolds: ended && own.whatToDo !== '',
			clickPath: clickPathTo([RECRUITER_WORDS.company, RECRUITER_WORDS.contract]),
			recruiterUrl: webBaseUrl + RECRUITER_PATH,
			message: outcome.message ?? '',
			problem: [problemOf(outcome, ended), lost].filter(Boolean).join(' '),
			errors: outcome.errors ?? {},
			typed: outcome.errors
				? {
						confirmation: formValue(call, 'confirmation'),
						removeEverything: formValue(call, 'removeEverything'),
					}
				: {},
			updates: call.query.updates !== 'off',
			address: call.address,
			key: call.key,
			links,
			nowMs: effects.now(),
		}),
	};
}

const atLeast = (count: number, read: number) => ({ count, more: read >= MOST_COUNTED });

function problemOf({ failure }: Outcome, ended: boolean): string {
	if (failure === undefined) return '';
	return ended
		? `Nothing is sent any more, but LinkedIn did not take everything back. ${failure}`
		: `Nothing was done. ${failure}`;
}

async function act(runtime: LinkedInRuntime, call: PageCall, webBaseUrl: string): Promise<Outcome> {
	const action = formValue(call, 'action');
	if (action !== 'disconnect' && action !== 'tellLinkedIn') return {};
	if (action === 'disconnect' && !isConfirmed(formValue(call, 'confirmation'))) {
		return { errors: { confirmation: 'Type the word DISCONNECT. Nothing was done.' } };
	}
	const { organizationUrn } = runtime.linkedIn.settings;
	const own = await new Contracts(runtime.store, organizationUrn).own();
	// An old page must not end a connection that was made since.
	if (action === 'tellLinkedIn' && own?.state !== 'disconnected') return {};
	const removeEverything = action === 'disconnect' && formValue(call, 'removeEverything') !== '';
	return await orProblem(
		async (): Promise<Outcome> => {
			const result = await disconnect(runtime, { webBaseUrl, removeEverything });
			if (isBusy(result)) return { failure: result.message };
			const [refusal] = result.refused;
			return refusal
				? { failure: `${refusal.reason}. ${refusal.whatToDo}` }
				: { message: 'Disconnected. Nothing is sent any more.' };
		},
		(failure) => ({ failure }),
	);
}

/** Told, and not thrown: what was sent can be taken back all the same. */
async function lostTable(store: StateStore, organization: string): Promise<string> {
	return await orProblem(
		async () => {
			await new Contracts(store, organization).refuseLostTable();
			return '';
		},
		(problem) => problem,
	);
}
