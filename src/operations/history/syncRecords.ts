import { LockLostError } from '../../errors/LockLostError';
import { PauseSignal } from '../../errors/PauseSignal';
import type { Rejection } from '../../mapping/Rejection';
import { joined } from '../../sync/Outcome';
import type { PeopleChoice, SyncContext } from '../../sync/SyncContext';
import { connect } from '../connect';
import type { Runtime } from '../Runtime';
import { chooseProfileUrl } from './chooseProfileUrl';
import { gateMessage } from './gateMessage';
import { lockStream } from './lockStream';
import { openRepositories, type Repositories } from './openRepositories';
import { openSharing } from './openSharing';
import { fromQueued, toQueued } from './queuedNames';
import { type RecordItem, type RecordNames, toRecordNames } from './RecordNames';
import { emptyReport, type RecordsResult, together } from './RecordsReport';
import { notSent, sendInParts } from './sendInParts';
import { storeOutcome } from './storeOutcome';
import { syncVisibility } from './syncVisibility';

export interface RecordsInput {
	/** None to work off only what waits. */
	items: readonly RecordItem[];
	/** Empty for the admin's choice. */
	profileUrl: string;
	timeLimitMs: number;
}

const AT_ONCE = 100;
/** Rows of the queue that are looked at together: a record that was named many times is many rows. */
const MOST_ROWS = 1_000;

/**
 * Reads the records that are named and sends them, complete. Safe to repeat, and in any order: what is sent is what
 * SmartRecruiters says now. Someone whom SmartRecruiters does not show is deleted at LinkedIn only where an event of late
 * says so, too; else looked for again. What cannot be done now is parked, and done by the next Sync Changes.
 *
 * The records go into a queue first. One run at a time works it off, also what others put there meanwhile, each record once
 * however often it was named; the others end at once. What a killed run leaves in the queue, the next one sends.
 */
export async function syncRecords(runtime: Runtime, input: RecordsInput): Promise<RecordsResult> {
	const { effects } = runtime;
	const repositories = openRepositories(runtime);
	const { organization, queue } = repositories;
	// That a team has changed says nothing of the job itself: it need not be sent again.
	const teamJobIds = input.items.filter(isTeamEvent).map(({ jobId }) => jobId);
	const names = toRecordNames(input.items.filter((item) => !isTeamEvent(item)));
	const closed = gateMessage(await repositories.contracts.gate());
	if (closed !== '') {
		// Sync Changes finds the rest; of a deletion it may hear nothing.
		return await notNow(repositories, onlyDeleted(names), closed, effects.now());
	}
	const queued = toQueued(names);
	if (queued.length > 0) await queue.add(batchName(runtime), queued, effects.now());
	const run: Run = { parts: [], asked: 0, deadlineMs: effects.now() + input.timeLimitMs };
	// What was just put there is worked off by this run, or by the one that has the lock.
	if (queued.length === 0 && (await queue.oldest(1)).length === 0) {
		const rejections =
			teamJobIds.length > 0 ? await followVisibility(runtime, teamJobIds, input.timeLimitMs) : [];
		const { report } = resting(organization, 'done', '');
		return { report: { ...report, rejected: rejections.length }, rejections };
	}
	let mayWork = true;
	let isBusy = false;
	do {
		const locked = await lockStream(runtime, 'records', async (guarded) => {
			await work(guarded, repositories, input.profileUrl, run);
		});
		isBusy = !locked.held;
		if (isBusy) break;
		mayWork = effects.now() < run.deadlineMs && !run.parts.some(isWaiting);
		// Who adds something while the lock is being given up finds it taken.
	} while (mayWork && (await queue.oldest(1)).length > 0);
	const jobIds = [...teamJobIds, ...names.jobIds];
	const named = jobIds.length > 0 || run.parts.some(({ report }) => report.sentJobs.length > 0);
	const seen = named ? await followVisibility(runtime, jobIds, input.timeLimitMs) : [];
	if (run.parts.length > 0) {
		const { report, rejections } = together(organization, run.parts, run.asked);
		return {
			report: { ...report, rejected: report.rejected + seen.length },
			rejections: [...rejections, ...seen],
		};
	}
	return isBusy
		? resting(organization, 'queued', SENDS_ANOTHER)
		: resting(organization, 'done', queued.length > 0 ? SENT_BY_ANOTHER : '');
}

/** Who sees these jobs, directly after they were sent. */
async function followVisibility(
	runtime: Runtime,
	jobIds: readonly string[],
	timeLimitMs: number,
): Promise<Rejection[]> {
	const choice = await openRepositories(runtime).settings.visibility();
	if (choice?.who !== 'team') return [];
	const { rejections } = await syncVisibility(runtime, {
		scope: 'waiting',
		jobIds,
		timeLimitMs,
		jobCheckDelayMs: 0,
	});
	return rejections;
}

const isTeamEvent = ({ event }: RecordItem): boolean => event === 'job.hiring-team.updated';

const SENDS_ANOTHER =
	'Another run of this operation is in progress, and sends these records as well.';
const SENT_BY_ANOTHER = 'Another run of this operation has sent these records.';
const LATER = 'The next Sync Changes sends what is left.';

/** What the parts of a run come to, and when it has to end. */
interface Run {
	parts: RecordsResult[];
	/** How many candidates were named. */
	asked: number;
	deadlineMs: number;
}

const isWaiting = ({ report }: RecordsResult): boolean => report.state === 'waiting';

/** A run has a name, but its calls of this have not. */
const batchName = ({ owner, effects, random }: Runtime): string =>
	`${owner}, ${effects.now()}, ${Math.floor(random() * 2 ** 48).toString(36)}`;

/** Works the queue off. After a failure, or where a limit binds, what was at work is parked: it holds up nothing behind it. */
async function work(
	runtime: Runtime,
	repositories: Repositories,
	profileUrl: string,
	run: Run,
): Promise<void> {
	const { effects } = runtime;
	const { queue, organization, settings } = repositories;
	let waiting = await queue.oldest(MOST_ROWS);
	if (waiting.length === 0) return;
	const { smartRecruiters, linkedIn } = connect(runtime, run.deadlineMs);
	const choice: PeopleChoice = {
		candidates: true,
		applications: true,
		profileUrl: await chooseProfileUrl(settings, profileUrl),
	};
	let { names: left, taken } = fromQueued(waiting, AT_ONCE);
	try {
		const sharing = await openSharing(repositories, smartRecruiters, effects);
		const context: SyncContext = {
			smartRecruiters,
			linkedIn,
			effects,
			sharing,
			sent: repositories.sent,
		};
		// One part at least, however short the time limit is.
		do {
			({ names: left, taken } = fromQueued(waiting, AT_ONCE));
			run.asked += left.candidateIds.length;
			for await (const part of sendInParts(context, left, choice)) {
				await storeOutcome(repositories, part.outcome, effects.now());
				run.parts.push({ report: part.report, rejections: [...part.outcome.rejections] });
				({ left } = part);
			}
			await queue.remove(taken);
			sharing.renew();
			waiting = await queue.oldest(MOST_ROWS);
		} while (waiting.length > 0 && effects.now() < run.deadlineMs);
		if (waiting.length > 0) run.parts.push(resting(organization, 'waiting', LATER));
	} catch (error) {
		if (error instanceof LockLostError) throw error;
		const rejections = notSent(left);
		await storeOutcome(repositories, joined([{ rejections }]), effects.now());
		await queue.remove(taken);
		if (!(error instanceof PauseSignal)) throw error;
		const { report } = resting(organization, 'waiting', `Paused: ${error.limitText}. ${LATER}`);
		const resumeAt = new Date(error.resumeAtMs).toISOString();
		run.parts.push({ report: { ...report, resumeAt }, rejections });
	}
	const { report } = together(organization, run.parts, run.asked);
	await repositories.progress.save(effects.now(), [
		{
			stream: 'records',
			activity: 'Sent records that SmartRecruiters reported',
			done: report.sentCandidates.length + report.sentJobs.length,
			rejected: report.rejected,
			message: report.message,
			finishedAt: new Date(effects.now()).toISOString(),
		},
	]);
}

function resting(
	organization: string,
	state: RecordsResult['report']['state'],
	message: string,
): RecordsResult {
	return { report: { ...emptyReport(organization), state, message }, rejections: [] };
}

function onlyDeleted(names: RecordNames): RecordNames {
	const candidateIds = [...names.reportedDeleted.keys()];
	return { ...names, candidateIds, applicationIds: [], jobIds: [] };
}

async function notNow(
	repositories: Repositories,
	names: RecordNames,
	message: string,
	nowMs: number,
): Promise<RecordsResult> {
	const rejections = notSent(names);
	await storeOutcome(repositories, joined([{ rejections }]), nowMs);
	const { report } = resting(repositories.organization, 'waiting', message);
	return { report: { ...report, rejected: rejections.length }, rejections };
}
