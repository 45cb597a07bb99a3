import { HOUR_MS } from '../../basics/durations';
import { ConnectorError } from '../../errors/ConnectorError';
import { PauseSignal } from '../../errors/PauseSignal';
import { type CallbackCheck, checkCallback } from '../push/checkCallback';
import type { LinkedInRuntime } from '../Runtime';
import { type CallbackLook, parseLook } from './CallbackLook';
import { openForPerson } from './openForPerson';

/** How an address of this n8n is called, and known. */
export type CallbackAccess = Omit<CallbackCheck, 'effects'>;

/** Once a night, however often the contracts are checked; what does not arrive is looked at every time, and told once a day. */
const A_DAY_MS = 20 * HOUR_MS;

export interface CallbackOutcome {
	/** The look that counts from now on; absent while there was none. */
	look?: CallbackLook | undefined;
	changed: CheckedCallback[];
	/** Why LinkedIn could not be asked: the look before counts. */
	unanswered?: string;
}

/** A look of which somebody has to be told. */
export interface CheckedCallback {
	organization: string;
	/** Empty: LinkedIn has one address for all contracts. */
	contract: '';
	name: 'LinkedIn’s notifications';
	state: CallbackLook['state'];
	/** At the look before; empty when there was none. */
	stateBefore: CallbackLook['state'] | '';
	problem: string;
	whatToDo: string;
	/** ISO 8601. */
	checkedAt: string;
}

/**
 * Looks whether LinkedIn's notifications arrive in this n8n, when it is time to.
 *
 * @param kept the look before, as it was kept; unreadable is none
 */
export async function lookAtCallback(
	runtime: LinkedInRuntime,
	access: CallbackAccess,
	kept: string,
): Promise<CallbackOutcome> {
	const nowMs = runtime.effects.now();
	const before = parseLook(kept);
	if (before?.state === 'working' && nowMs - before.lookedAtMs < A_DAY_MS) {
		return { look: before, changed: [] };
	}
	let found = await lookOnce(runtime, access);
	// One slow answer is no reason to alarm anybody.
	if (found.kind === 'found' && found.state === 'deaf') found = await lookOnce(runtime, access);
	if (found.kind === 'unanswered') return { look: before, changed: [], unanswered: found.text };
	const look = lookAfter(before, found, nowMs);
	if (look.toldAtMs !== nowMs && (look.problem !== '' || !before?.problem)) {
		return { look, changed: [] };
	}
	const changed: CheckedCallback = {
		organization: runtime.linkedIn.settings.organizationUrn,
		contract: '',
		name: 'LinkedIn’s notifications',
		state: look.state,
		stateBefore: before?.state ?? '',
		problem: look.problem,
		whatToDo: look.whatToDo,
		checkedAt: new Date(nowMs).toISOString(),
	};
	return { look, changed: [changed] };
}

function lookAfter(
	before: CallbackLook | undefined,
	{ state, problem, whatToDo }: Pick<CallbackLook, 'state' | 'problem' | 'whatToDo'>,
	nowMs: number,
): CallbackLook {
	// Whoever never had exports come here does not miss them.
	const isUnused = state === 'missing' && (!before || isUnusedBefore(before));
	if (isUnused || problem === '') {
		return { state, problem: '', whatToDo: '', lookedAtMs: nowMs, toldAtMs: 0 };
	}
	const toldAtMs = before?.state === state ? before.toldAtMs : 0;
	const isTold = nowMs - toldAtMs >= A_DAY_MS;
	return { state, problem, whatToDo, lookedAtMs: nowMs, toldAtMs: isTold ? nowMs : toldAtMs };
}

const isUnusedBefore = ({ state, problem }: CallbackLook): boolean =>
	state === 'missing' && problem === '';

type Found =
	| { kind: 'found'; state: CallbackLook['state']; problem: string; whatToDo: string }
	| { kind: 'unanswered'; text: string };

async function lookOnce(runtime: LinkedInRuntime, access: CallbackAccess): Promise<Found> {
	const api = openForPerson(runtime.linkedIn, runtime);
	return await checkCallback(api, { ...access, effects: runtime.effects }).then(
		({ state, problem, whatToDo }): Found => ({
			kind: 'found',
			state,
			problem: problem ?? '',
			whatToDo: whatToDo ?? '',
		}),
		(error: unknown): Found => {
			if (error instanceof ConnectorError) return { kind: 'unanswered', text: error.message };
			if (!(error instanceof PauseSignal)) throw error;
			return { kind: 'unanswered', text: error.limitText };
		},
	);
}
