import {
	ALL_VIEWERS,
	type ConfigurationName,
	getConfigurations,
	removeConfigurations,
	setConfigurations,
} from '../../linkedin/configurations';
import type { VisibilityChoice } from '../../state/Settings';
import type { VisibilityEffect } from '../../state/VisibilityLedger';
import { LIST_START } from '../../sync/ListCursor';
import { readPeoplePage } from '../../sync/people/readPeople';
import { sendReadPeople } from '../../sync/people/sendReadPeople';
import { sendNamedJobs } from '../../sync/records/sendNamedJobs';
import type { SyncContext } from '../../sync/SyncContext';
import { nextJobs } from '../../sync/visibility/nextJobs';
import { removeRows } from '../../sync/visibility/removeRows';
import { RESEND_START } from '../../sync/visibility/VisibilityState';
import type { AclTools } from '../../sync/visibility/writeGroups';
import type { Clients } from '../connect';
import { chooseProfileUrl } from './chooseProfileUrl';
import { storeOutcome } from './storeOutcome';
import { takeBackConfidential } from './takeBackConfidential';
import type { VisibilityResult } from './VisibilityReport';
import type { VisibilitySession } from './VisibilitySession';

const VIEWERS: readonly ConfigurationName[] = ['JOB_POSTING_VIEWERS', 'APPLICATION_VIEWERS'];
/** What is sent of people is nothing: jobs alone are sent again. */
const NO_PEOPLE = { candidates: false, applications: false, profileUrl: '' } as const;

/** Before the first row is written, it is known that there may be some. */
export async function beginVisibility(
	session: VisibilitySession,
	{ linkedIn }: AclTools,
	choice: VisibilityChoice,
	effect: VisibilityEffect | undefined,
): Promise<VisibilityEffect> {
	const { visibility, settings } = session.repositories;
	const nowMs = session.now();
	if (effect === 'team' || effect === 'switching') return effect;
	const viewers = await getConfigurations(linkedIn, VIEWERS);
	// Somebody emptied the table, and the viewers are gone already.
	const next =
		effect === undefined && choice.appliedAt !== '' && viewers.size === 0 ? 'team' : 'switching';
	if (choice.appliedAt === '')
		await settings.saveVisibility({ ...choice, appliedAt: new Date(nowMs).toISOString() });
	// Before the effect, by which the next run would take the jobs for sent: and whatever an earlier choice has left is compared.
	session.state = {
		...session.state,
		pass: null,
		isDue: true,
		resend: next === 'switching' ? RESEND_START : null,
	};
	await session.save();
	await visibility.saveEffect(next, nowMs);
	return next;
}

/**
 * Sends jobs again, so that each says whether it is restricted, and confidential ones for the first time.
 *
 * @returns whether LinkedIn has had the time to process them; else the time to go on, 0 for at once
 */
export async function resendJobs(
	session: VisibilitySession,
	context: SyncContext,
): Promise<{ isDone: boolean; resumeAtMs: number }> {
	while (session.state.resend && session.state.resend.dueAtMs === 0) {
		if (session.isOver()) return { isDone: false, resumeAtMs: 0 };
		await resendPage(session, context);
		await session.save();
	}
	const resumeAtMs = session.state.resend?.dueAtMs ?? 0;
	if (session.now() < resumeAtMs) return { isDone: false, resumeAtMs };
	session.state = { ...session.state, resend: null };
	return { isDone: true, resumeAtMs: 0 };
}

async function resendPage(session: VisibilitySession, context: SyncContext): Promise<void> {
	const { repositories } = session;
	const list = session.state.resend?.list ?? LIST_START;
	const { page, next } = await nextJobs(context.smartRecruiters, list);
	const held = await context.sent.jobs(page.content.map(({ id }) => id));
	const confidential = page.content.filter(
		(job) => context.sharing.visibilityOf(job) === 'team alone',
	);
	const named = page.content
		.filter((job) => held?.has(job.id) !== false || confidential.includes(job))
		.map(({ id }) => ({ jobId: id, known: {} }));
	if (named.length > 0) {
		const { outcome } = await sendNamedJobs(context, named, NO_PEOPLE);
		await storeOutcome(repositories, outcome, session.now());
	}
	const profileUrl = await chooseProfileUrl(repositories.settings, '');
	const choice = { candidates: true, applications: true, profileUrl };
	for (const { id: jobId } of confidential) {
		// As with a new title: the first hundred at once, and the next comparison of all records sends the rest.
		const people = await readPeoplePage(context, { jobId }, true);
		await storeOutcome(repositories, await sendReadPeople(context, people, choice), session.now());
	}
	const dueAtMs = next ? 0 : session.now() + session.input.jobCheckDelayMs;
	session.state = { ...session.state, resend: { list: next ?? LIST_START, dueAtMs } };
}

/** The first switch: jobs say whether they are restricted; then, when LinkedIn has processed that, the viewers go. */
export async function switchOver(
	session: VisibilitySession,
	tools: AclTools,
	context: SyncContext,
): Promise<VisibilityResult> {
	const { isDone, resumeAtMs } = await resendJobs(session, context);
	if (!isDone && resumeAtMs === 0) return await session.end('running', 'switching');
	if (!isDone) {
		session.message = 'LinkedIn is processing the jobs; then only hiring teams see them.';
		return await session.end('waiting', 'switching', resumeAtMs);
	}
	if (!(await takeViewers(session, tools))) return await session.end('waiting', 'switching');
	await session.repositories.visibility.saveEffect('team', session.now());
	session.finished = true;
	return await session.end('done', 'team');
}

/** @returns whether LinkedIn has no viewers any more */
export async function takeViewers(
	session: VisibilitySession,
	{ linkedIn }: AclTools,
): Promise<boolean> {
	const stored = [...(await getConfigurations(linkedIn, VIEWERS)).keys()];
	if (stored.length === 0) return true;
	await removeConfigurations(linkedIn, stored);
	const left = await getConfigurations(linkedIn, VIEWERS);
	if (left.size > 0)
		session.message =
			'LinkedIn did not delete the viewers: everybody still sees jobs. It is tried again.';
	return left.size === 0;
}

/** Confidential jobs are taken back; then everybody sees everything again, and no row is left. */
export async function goBack(
	session: VisibilitySession,
	tools: AclTools,
	clients: Clients,
	{ choice, effect }: { choice: VisibilityChoice | undefined; effect: VisibilityEffect },
): Promise<VisibilityResult> {
	const { visibility, settings } = session.repositories;
	const resumeAtMs = await takeBackConfidential(session, clients);
	if (resumeAtMs !== undefined) return await session.end('waiting', effect, resumeAtMs);
	const values = new Map(VIEWERS.map((name) => [name, ALL_VIEWERS] as const));
	const refused = await setConfigurations(tools.linkedIn, values);
	if (refused.length > 0) {
		session.message = 'LinkedIn did not take the viewers. It is tried again.';
		return await session.end('waiting', effect);
	}
	await visibility.saveEffect('returning', session.now());
	const { deleted, left } = await removeRows(tools, session.deadlineMs);
	session.deleted += deleted;
	if (left === 'refused') session.message = 'LinkedIn did not delete all rows. It is tried again.';
	if (left !== 'nothing')
		return await session.end(left === 'more' ? 'running' : 'waiting', 'returning');
	if (choice) await settings.saveVisibility({ ...choice, appliedAt: '' });
	await visibility.clear();
	const { state } = session;
	session.state = { ...state, pass: null, isDue: true, choice: '', leaving: '', resend: null };
	session.finished = true;
	return await session.end('done', 'everybody');
}
