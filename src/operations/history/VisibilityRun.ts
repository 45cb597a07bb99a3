import { z } from 'zod';
import { fromJson } from '../../basics/fromJson';
import type { PauseSignal } from '../../errors/PauseSignal';
import type { VisibilityRules } from '../../mapping/visibility';
import { listDepartments } from '../../smartrecruiters/departments';
import { type VisibilityChoice, VisibilityChoiceSchema } from '../../state/Settings';
import type { VisibilityEffect } from '../../state/VisibilityLedger';
import type { SyncContext } from '../../sync/SyncContext';
import { isConfidentialToTeam, toSchemeRules } from '../../sync/visibility/toVisibilityRules';
import { RESEND_START } from '../../sync/visibility/VisibilityState';
import type { AclTools } from '../../sync/visibility/writeGroups';
import { connect, type Clients } from '../connect';
import {
	compareJobs,
	comparePeople,
	compareWaiting,
	isCompareDue,
	openJobWork,
	startPass,
} from './compareVisibility';
import { openSharing } from './openSharing';
import { beginVisibility, goBack, resendJobs, switchOver, takeViewers } from './switchVisibility';
import { takeBackConfidential } from './takeBackConfidential';
import type { VisibilityResult } from './VisibilityReport';
import type { VisibilitySession } from './VisibilitySession';

/** What of a choice decides about rows, as the last comparison was made for it. */
const ComparedSchema = VisibilityChoiceSchema.pick({
	openDepartments: true,
	openJobs: true,
	scheme: true,
	accessGroups: true,
}).extend({ confidential: z.object({ jobs: z.string(), departments: z.string() }).optional() });

/** @throws PauseSignal: then `pausedVisibility` tells; ConnectorError when a person has to act */
export async function runVisibility(session: VisibilitySession): Promise<VisibilityResult> {
	const { settings, visibility } = session.repositories;
	const clients = connect(session.runtime, session.deadlineMs);
	const { linkedIn } = clients;
	const tools: AclTools = { linkedIn, effects: session.runtime.effects, ledger: visibility };
	// Whoever waited for the lock sees what was chosen meanwhile.
	const choice = await settings.visibility();
	const effect = await visibility.effect();
	const known = effect ?? 'everybody';
	if (choice?.who !== 'team')
		return await goBack(session, tools, clients, { choice, effect: known });
	// A department that is gone stops the run before anything is changed.
	let context = await contextOf(session, clients);
	const isBuilt = effect === 'team' || effect === 'switching';
	if (session.input.scope === 'waiting' && !isBuilt) return await session.end('waiting', known);
	const isPeopleWaiting = (await visibility.wantedPeople()).length > 0;
	const reads = effect === undefined && choice.appliedAt !== '';
	const before = await beginVisibility(session, tools, choice, effect);
	await noteChoice(session, choice, reads);
	if (session.input.scope === 'waiting' && !isPeopleWaiting) {
		const work = await openWork(session, tools, context);
		await compareWaiting(session, work);
		return await session.end('done', before);
	}
	const wasSent = await visibility.isConfidentialSent();
	const resumeAtMs = await followConfidential(session, tools, clients, { choice, before });
	if (wasSent !== (await visibility.isConfidentialSent()))
		context = await contextOf(session, clients);
	await comparePeople(session, tools, context, await rulesOf(session, context));
	const result = await compareAll(session, tools, context, before);
	if (result.report.effect === 'team' && before === 'switching' && isConfidentialToTeam(choice))
		return await runVisibility(session);
	return resumeAtMs === undefined || result.report.state !== 'done'
		? result
		: await session.end('waiting', before, resumeAtMs);
}

/** A limit says to wait longer than this run may. */
export async function pausedVisibility(
	session: VisibilitySession,
	pause: PauseSignal,
): Promise<VisibilityResult> {
	const effect = (await session.repositories.visibility.effect()) ?? 'everybody';
	session.message = `Paused: ${pause.limitText}`;
	return await session.end('waiting', effect, pause.resumeAtMs);
}

async function compareAll(
	session: VisibilitySession,
	tools: AclTools,
	context: SyncContext,
	before: VisibilityEffect,
): Promise<VisibilityResult> {
	await compareWaiting(session, await openWork(session, tools, context));
	for (;;) {
		if (isCompareDue(session) && !session.state.pass) startPass(session, false);
		const work = await openWork(session, tools, context);
		if (session.state.pass && !(await compareJobs(session, work)))
			return await session.end('running', before);
		if (before !== 'team' && !session.state.isDue) return await switchOver(session, tools, context);
		if (before === 'team' && session.state.resend) {
			const { isDone, resumeAtMs } = await resendJobs(session, context);
			if (!isDone) {
				session.message = 'LinkedIn is processing the jobs that were opened, restricted or added.';
				return await session.end(resumeAtMs === 0 ? 'running' : 'waiting', before, resumeAtMs);
			}
			session.state = { ...session.state, isDue: true };
		}
		if (!session.state.isDue) break;
		// The scheme that was left, or jobs that were opened: what nobody needs any more goes now.
		await comparePeople(session, tools, context, await rulesOf(session, context));
	}
	const isWatched = session.finished || (await tools.ledger.isConfidentialSent());
	if (isWatched) await takeViewers(session, tools);
	return await session.end('done', before);
}

/**
 * Begins to share confidential jobs where nobody sees a job but by its groups, and takes them back where the choice says so
 * no more.
 *
 * @returns when to go on with taking back; `undefined` when nothing is left to do
 */
async function followConfidential(
	session: VisibilitySession,
	tools: AclTools,
	clients: Clients,
	{ choice, before }: { choice: VisibilityChoice; before: VisibilityEffect },
): Promise<number | undefined> {
	const { visibility } = session.repositories;
	if (!isConfidentialToTeam(choice)) return await takeBackConfidential(session, clients);
	if (before !== 'team' || (await visibility.isConfidentialSent())) return undefined;
	if (!(await takeViewers(session, tools))) return undefined;
	session.state = { ...session.state, resend: RESEND_START, isDue: true };
	await session.save();
	await visibility.saveConfidentialSent(true, session.now());
	return undefined;
}

/** Another choice is compared at once, and the jobs that it opens, restricts or adds are sent again. */
async function noteChoice(
	session: VisibilitySession,
	choice: VisibilityChoice,
	reads: boolean,
): Promise<void> {
	const { openDepartments, openJobs, scheme, accessGroups } = choice;
	const { jobsNeverSent, departmentsNeverSent } = await session.repositories.settings.sharing();
	// A job that becomes confidential, and is shared, has to say that it is restricted.
	const confidential = {
		jobs: jobsNeverSent.join('\n'),
		departments: departmentsNeverSent.join('\n'),
	};
	const now = {
		...{ openDepartments, openJobs, scheme, accessGroups },
		...(isConfidentialToTeam(choice) && { confidential }),
	};
	const text = JSON.stringify(now);
	const { state } = session;
	if (reads) startPass(session, true);
	if (text === state.choice) return;
	const last = ComparedSchema.safeParse(fromJson(state.choice));
	const old = last.success ? last.data : undefined;
	const differs = (part: (one: z.output<typeof ComparedSchema>) => unknown): boolean =>
		old !== undefined && JSON.stringify(part(old)) !== JSON.stringify(part(now));
	const isOtherScheme = differs((one) => [one.scheme, one.accessGroups]);
	const isOtherJobs = differs((one) => [one.openDepartments, one.openJobs, one.confidential]);
	session.state = {
		...session.state,
		choice: text,
		pass: session.state.pass?.reads ? session.state.pass : null,
		isDue: true,
		...(isOtherScheme && { leaving: state.leaving || state.choice }),
		...(isOtherJobs && { resend: RESEND_START }),
	};
	await session.save();
}

async function contextOf(
	{ repositories, runtime: { effects } }: VisibilitySession,
	{ linkedIn, smartRecruiters }: Clients,
): Promise<SyncContext> {
	const sharing = await openSharing(repositories, smartRecruiters, effects);
	return { linkedIn, smartRecruiters, effects, sharing, sent: repositories.sent };
}

async function openWork(session: VisibilitySession, tools: AclTools, context: SyncContext) {
	return await openJobWork(session, tools, context, await rulesOf(session, context));
}

/** The rules of the choice, with those that are being left. @throws Error where everybody sees jobs */
async function rulesOf(
	{ state }: VisibilitySession,
	{ sharing, smartRecruiters }: SyncContext,
): Promise<VisibilityRules> {
	const { visibility } = sharing;
	if (!visibility) throw new Error('Nobody has chosen hiring teams');
	const left = ComparedSchema.safeParse(fromJson(state.leaving));
	if (!left.success) return visibility;
	const known = left.data.accessGroups.length > 0 ? await listDepartments(smartRecruiters) : [];
	return { ...visibility, leaving: toSchemeRules(left.data, known) };
}
