import { PauseSignal } from '../../errors/PauseSignal';
import { StateError } from '../../errors/StateError';
import { SETTINGS } from '../../state/tables';
import { parseState } from '../../sync/parseState';
import { startVisibility, VisibilityStateSchema } from '../../sync/visibility/VisibilityState';
import type { Runtime } from '../Runtime';
import { gateMessage } from './gateMessage';
import { lockStream } from './lockStream';
import { noteFailure } from './noteFailure';
import { openRepositories, type Repositories } from './openRepositories';
import { removeVisibility } from './removeVisibility';
import { type VisibilityResult, visibilityReport } from './VisibilityReport';
import type { VisibilityInput } from './VisibilityInput';
import { pausedVisibility, runVisibility } from './VisibilityRun';
import { VisibilitySession } from './VisibilitySession';

/**
 * Makes LinkedIn show jobs and applications in Recruiter to those who may see them in SmartRecruiters, as the admin chose; goes
 * on where the last run stopped. On the first switch nobody on a team loses sight in between: access lists are written
 * first, and only then are the viewers deleted. Later, whoever lost sight in SmartRecruiters loses it first. On the way
 * back the viewers are set first, and then every row is deleted.
 *
 * @throws StateError when rows are at LinkedIn and the choice is lost: nobody gains sight by that
 */
export async function syncVisibility(
	runtime: Runtime,
	input: VisibilityInput,
): Promise<VisibilityResult> {
	const repositories = openRepositories(runtime);
	const { visibility, settings, contracts, progress } = repositories;
	if ((await contracts.own())?.state === 'disconnected') {
		const { left, deleted } = await removeVisibility(runtime, input.timeLimitMs);
		const { report } = await resting(
			repositories,
			left === 'nothing' ? 'done' : 'waiting',
			left === 'nothing' ? 'No access list is at LinkedIn.' : 'Some access lists are left.',
		);
		return { report: { ...report, rowsDeleted: deleted }, rejections: [] };
	}
	const choice = await settings.visibility();
	const effect = await visibility.effect();
	if (!choice && effect !== undefined && effect !== 'everybody')
		throw new StateError(
			`The Data Table ${SETTINGS.name} does not hold any more who sees jobs in Recruiter, although LinkedIn shows them to hiring teams: the table was deleted or emptied`,
			'Restore the table from a backup of n8n, or choose again on the connect page of workflow 01 who sees jobs in Recruiter.',
		);
	const isApplied =
		(effect ?? 'everybody') !== 'everybody' ||
		(choice?.appliedAt ?? '') !== '' ||
		(await visibility.isConfidentialSent());
	if (choice?.who !== 'team' && !isApplied)
		return resting(
			repositories,
			'done',
			'Everybody with a Recruiter seat sees jobs and applications.',
		);
	const closed = gateMessage(await contracts.gate());
	if (closed !== '') return resting(repositories, 'waiting', closed);
	await visibility.want(input.jobIds, runtime.effects.now());
	const endsAtMs = runtime.effects.now() + input.timeLimitMs;
	const putBack = new Set<string>();
	let done: VisibilityResult | undefined;
	for (let left = input; ; left = { ...input, scope: 'waiting' }) {
		const locked = await lockStream(runtime, 'visibility', async (guarded) => {
			const row = await progress.read('visibility');
			const state = parseState(row?.checkpoint ?? '', VisibilityStateSchema) ?? startVisibility();
			const timeLimitMs = Math.max(1, endsAtMs - runtime.effects.now());
			const session = new VisibilitySession(
				guarded,
				repositories,
				{ ...left, timeLimitMs },
				state,
				putBack,
			);
			try {
				return await runVisibility(session);
			} catch (error) {
				if (error instanceof PauseSignal) return await pausedVisibility(session, error);
				return await noteFailure(progress, 'visibility', error, runtime.effects.now());
			}
		});
		if (locked.held) done = done ? added(done, locked.value) : locked.value;
		if (!locked.held && !done) return await busyUntil(repositories, locked.busyUntilMs);
		// Who wants something while the lock is being given up finds it taken.
		const goesOn = locked.held && locked.value.report.state === 'done';
		if (
			done &&
			!(goesOn && (await isWanted(repositories, putBack, endsAtMs - runtime.effects.now())))
		)
			return done;
	}
}

/** Whether something waits that this run has not put back itself, and the time suffices. */
async function isWanted(
	{ visibility }: Repositories,
	putBack: ReadonlySet<string>,
	timeLeftMs: number,
): Promise<boolean> {
	if (timeLeftMs <= 0) return false;
	const jobs = await visibility.wanted(1, { except: putBack });
	return jobs.length > 0 || (await visibility.wantedPeople()).length > 0;
}

const added = (first: VisibilityResult, second: VisibilityResult): VisibilityResult => ({
	rejections: [...first.rejections, ...second.rejections],
	report: {
		...second.report,
		finished: first.report.finished || second.report.finished,
		rowsWritten: first.report.rowsWritten + second.report.rowsWritten,
		rowsDeleted: first.report.rowsDeleted + second.report.rowsDeleted,
		rejected: first.report.rejected + second.report.rejected,
	},
});

async function busyUntil(
	repositories: Repositories,
	busyUntilMs: number,
): Promise<VisibilityResult> {
	const busy = await resting(repositories, 'busy', 'Another run of this operation is at work.');
	const busyUntil = new Date(busyUntilMs).toISOString();
	return { ...busy, report: { ...busy.report, busyUntil } };
}

async function resting(
	{ organization, visibility, progress }: Repositories,
	state: 'done' | 'waiting' | 'busy',
	message: string,
): Promise<VisibilityResult> {
	const row = await progress.read('visibility');
	const known = parseState(row?.checkpoint ?? '', VisibilityStateSchema);
	const effect = (await visibility.effect()) ?? 'everybody';
	return {
		report: visibilityReport(organization, effect, known?.counts, { state, message }),
		rejections: [],
	};
}
