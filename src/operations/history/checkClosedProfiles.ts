import { DAY_MS } from '../../basics/durations';
import { ConnectorError } from '../../errors/ConnectorError';
import { PauseSignal } from '../../errors/PauseSignal';
import { withLock } from '../../state/Lock';
import type { LinkedInRuntime } from '../Runtime';
import { requireAcknowledgement } from '../contract/requireAcknowledgement';
import { getClosedProfiles } from './getClosedProfiles';
import { lockOptions } from './lockStream';
import { openRepositories, type Repositories } from './openRepositories';

export interface ClosedProfilesInput {
	/** Empty for the admin's choice, or else for the path that LinkedIn documents. */
	path: string;
	timeLimitMs: number;
	/** Whether LinkedIn is asked although the last good check is recent. */
	atOnce: boolean;
}

/** A member who closed the LinkedIn account, and who that is in SmartRecruiters. */
export interface ClosedProfile {
	/** Person URN. */
	person: string;
	/** Empty when nobody knows; several when it is not certain. */
	candidateIds: string[];
}

export interface ClosedProfilesReport {
	organization: string;
	/** `waiting`: a limit has to be waited for. */
	state: 'done' | 'waiting' | 'busy';
	/** Whether LinkedIn was asked in this very run. */
	finished: boolean;
	message: string;
	/** When LinkedIn was last asked with success; ISO 8601, null when never. */
	lastGoodCheckAt: string | null;
	closed: number;
	resumeAt: string | null;
	busyUntil: string | null;
}

export interface ClosedProfilesResult {
	report: ClosedProfilesReport;
	profiles: ClosedProfile[];
}

/** LinkedIn reference §7.2: the resource is documented, its finder is not. */
const DEFAULT_PATH = '/rest/atsPurgedExportedCandidates';
/** LinkedIn wants a check every 30 days at least. */
const DUE_AFTER_MS = 25 * DAY_MS;

/**
 * Asks LinkedIn which exported members have closed their account, once in 25 days; deletes nothing, the customer decides
 * (LinkedIn reference §7.2). When it was last asked with success is the proof.
 *
 * @throws NotConnectedError before data sharing is acknowledged: nobody can have exported anything
 */
export async function checkClosedProfiles(
	runtime: LinkedInRuntime,
	input: ClosedProfilesInput,
): Promise<ClosedProfilesResult> {
	const repositories = openRepositories(runtime);
	await requireAcknowledgement(repositories.contracts);
	const locked = await withLock(
		lockOptions(runtime, 'closedProfiles'),
		async (lock): Promise<ClosedProfilesResult> => {
			lock.check();
			return await work(runtime, repositories, input);
		},
	);
	if (locked.held) return locked.value;
	return resting(repositories, {
		state: 'busy',
		message: 'Another run of this operation is in progress.',
		busyUntil: new Date(locked.busyUntilMs).toISOString(),
	});
}

async function work(
	runtime: LinkedInRuntime,
	repositories: Repositories,
	{ path, timeLimitMs, atOnce }: ClosedProfilesInput,
): Promise<ClosedProfilesResult> {
	const { effects, linkedIn } = runtime;
	const { progress, settings, people } = repositories;
	const row = await progress.read('closedProfiles');
	const nowMs = effects.now();
	const last = row?.finishedAt ? row.finishedAt : null;
	const ageMs = last === null ? Number.POSITIVE_INFINITY : nowMs - Date.parse(last);
	if (ageMs < DUE_AFTER_MS && !atOnce)
		return resting(repositories, {
			state: 'done',
			message: row?.message ?? '',
			lastGoodCheckAt: last,
		});
	const chosen =
		path.trim() || (await settings.choices()).closedProfilesPath.trim() || DEFAULT_PATH;
	let found: string[];
	try {
		found = await getClosedProfiles(linkedIn, runtime, chosen, timeLimitMs);
	} catch (error) {
		const late = ageMs > DUE_AFTER_MS ? ` ${lateMessage(last, ageMs)}` : '';
		if (error instanceof ConnectorError)
			await progress.save(effects.now(), [
				{
					stream: 'closedProfiles',
					activity: 'Stopped',
					message: `${error.message}. ${error.advice}${late}`,
				},
			]);
		if (!(error instanceof PauseSignal)) throw error;
		return resting(repositories, {
			state: 'waiting',
			message: `Paused: ${error.limitText}.${late}`,
			lastGoodCheckAt: last,
			resumeAt: new Date(error.resumeAtMs).toISOString(),
		});
	}
	const known = await people.ofPersons(found);
	const profiles = found.map((person) => ({
		person,
		candidateIds: known.filter((one) => one.person === person).map((one) => one.candidateId),
	}));
	const message = messageOf(profiles);
	const checkedAt = new Date(effects.now()).toISOString();
	await progress.save(effects.now(), [
		{
			stream: 'closedProfiles',
			activity: 'Asked LinkedIn which members closed their account',
			done: profiles.length,
			message,
			startedAt: new Date(nowMs).toISOString(),
			finishedAt: checkedAt,
		},
	]);
	const { report } = resting(repositories, { state: 'done', message, lastGoodCheckAt: checkedAt });
	return { report: { ...report, finished: true, closed: profiles.length }, profiles };
}

function lateMessage(last: string | null, ageMs: number): string {
	return last === null
		? 'No check has succeeded yet: LinkedIn wants one every 30 days.'
		: `The last successful check was ${Math.floor(ageMs / DAY_MS)} days ago: LinkedIn wants one every 30 days.`;
}

function messageOf(profiles: readonly ClosedProfile[]): string {
	const ids = profiles.flatMap(({ candidateIds }) => candidateIds);
	if (ids.length === 0) return '';
	return `These candidates have closed their LinkedIn account: ${ids.slice(0, 20).join(', ')}. Decide whether you keep what came from LinkedIn.`;
}

function resting(
	{ organization }: Repositories,
	change: Pick<ClosedProfilesReport, 'state' | 'message'> & Partial<ClosedProfilesReport>,
): ClosedProfilesResult {
	return {
		profiles: [],
		report: {
			organization,
			finished: false,
			lastGoodCheckAt: null,
			closed: 0,
			resumeAt: null,
			busyUntil: null,
			...change,
		},
	};
}
