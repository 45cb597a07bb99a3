import { ConfigurationError } from '../../../src/errors/ConfigurationError';
import { tryParkedAgain } from '../../../src/operations/history/tryParkedAgain';
import { ParkedRecords } from '../../../src/state/ParkedRecords';
import { ORGANIZATION, PROFILE_URL } from '../../support/historyRuntime';
import type { ResilienceCase, Verdict } from '../ResilienceCase';
import { signedEvent } from '../signedEvent';
import { allOf, check, onStage, type Stage } from '../Stage';

const row = { row: 1, kind: 'absence taken for deletion' };

/** Webhook of a candidate whose first GET says 404. */
async function toldTooEarly(stage: Stage): Promise<string> {
	const nowMs = stage.sandbox.context.clock.now();
	const one = { ...stage.person(), id: 'c0ffee00-0000-4000-8000-000000000001', createdOn: nowMs };
	stage.put({ ...one, email: 'new.person@example.com' });
	stage.fault({ path: `/candidates/${one.id}$/`, kind: 'status', status: 404, times: 1 });
	const item = signedEvent('candidate.created', one.id, nowMs, nowMs);
	if (!item) throw new Error('The webhook was not taken');
	await stage.records(item);
	return one.id;
}

async function nothingDeleted(stage: Stage, candidateId?: string): Promise<Verdict> {
	const rows = await stage.deletions();
	const own = rows.filter(
		({ recordKey, reason }) =>
			recordKey.startsWith(`candidate:${candidateId ?? ''}`) && reason !== 'withheld',
	);
	const keys = own.map(({ recordKey, reason }) => `${recordKey} ${reason}`).join(', ');
	return check(own.length === 0, 'nothing in rsc_deletions', `in rsc_deletions: ${keys}`);
}

/** What a run stops with, in words; empty when it does not. */
async function endOf(run: () => Promise<unknown>): Promise<string> {
	try {
		await run();
		return '';
	} catch (error) {
		return error instanceof ConfigurationError ? `${error.message}. ${error.advice}` : 'something';
	}
}

const isHeld = ({ held }: Stage, id: string): Verdict =>
	check(held.candidates.has(id), 'at LinkedIn', 'not at LinkedIn');

export const ABSENCES: readonly ResilienceCase[] = [
	{
		...row,
		input: 'candidate.created for C; first GET 404, next 200; Sync Changes',
		wanted: 'no deletion; C arrives',
		run: async () =>
			await onStage(async (stage) => {
				await stage.backfill();
				const id = await toldTooEarly(stage);
				const none = await nothingDeleted(stage, id);
				await stage.changes();
				return allOf(none, await nothingDeleted(stage, id), isHeld(stage, id));
			}),
	},
	{
		...row,
		input: 'an application whose history answers 404 at first, then is there; Sync Changes twice',
		wanted: 'it arrives complete by itself',
		run: async () =>
			await onStage(async (stage) => {
				await stage.backfill();
				const one = stage.person();
				const [application] = one.applications;
				const nowMs = stage.sandbox.context.clock.now();
				if (!application) throw new Error('No application');
				const history = [{ changedOn: nowMs, status: 'NEW' }];
				stage.put({ ...one, applications: [{ ...application, history }] });
				stage.set('sr§6.2 history lag ms', 1_800_000);
				await stage.changes();
				const waits = check((await stage.parked()).length > 0, 'looked for again', 'forgotten');
				stage.sandbox.context.clock.advance(86_400_000);
				await stage.changes();
				return allOf(waits, stage.arrived());
			}),
	},
	{
		...row,
		input: 'candidate.created for C; first GET 404, next 200; Try Parked Records Again',
		wanted: 'no deletion; C arrives',
		run: async () =>
			await onStage(async (stage) => {
				await stage.backfill();
				const id = await toldTooEarly(stage);
				const { store, effects } = stage.runtime;
				const parked = new ParkedRecords(store, ORGANIZATION, ['candidate']);
				await parked.askAgain(effects.now());
				await tryParkedAgain(stage.runtime, { profileUrl: PROFILE_URL, timeLimitMs: 60_000 });
				return allOf(await nothingDeleted(stage, id), isHeld(stage, id));
			}),
	},
	{
		...row,
		input:
			'every GET of a candidate answers 404 (rights changed): events, Sync Changes, Reconcile twice',
		wanted: 'nothing is deleted',
		run: async () =>
			await onStage(async (stage) => {
				await stage.backfill();
				const before = stage.held.candidates.size;
				const all = [...stage.company.candidates()];
				for (const one of all) stage.put(one);
				stage.fault({
					path: '/candidates/[0-9a-f-]{36}$/',
					kind: 'status',
					status: 404,
					times: 5_000,
				});
				const nowMs = stage.sandbox.context.clock.now();
				await stage.records(
					...all.flatMap(({ id }) => signedEvent('candidate.updated', id, nowMs, nowMs) ?? []),
				);
				const told = await endOf(async () => await stage.changes());
				const clear = check(told.includes('access group'), 'Sync Changes says so', `said: ${told}`);
				await stage.reconcile();
				await stage.reconcile();
				const { size } = stage.held.candidates;
				const kept = check(
					size === before,
					`${size} still at LinkedIn`,
					`${before} became ${size}`,
				);
				const none = await nothingDeleted(stage);
				stage.heal();
				await stage.changes();
				return allOf(kept, none, clear, stage.arrived());
			}),
	},
	{
		...row,
		input:
			'the list shows nobody and every GET answers 404 (rights changed): Reconcile three times',
		wanted: 'nothing is deleted',
		run: async () =>
			await onStage(async (stage) => {
				await stage.backfill();
				const before = stage.held.candidates.size;
				const nobody = { limit: 100, offset: 0, totalFound: 0, content: [] };
				stage.fault(
					{
						path: '/smartrecruiters/candidates$/',
						kind: 'status',
						status: 200,
						body: nobody,
						times: 5_000,
					},
					{ path: '/smartrecruiters/candidates/', kind: 'status', status: 404, times: 5_000 },
				);
				for (let night = 0; night < 3; night += 1) await stage.reconcile();
				const { size } = stage.held.candidates;
				return allOf(
					check(size === before, `${size} still at LinkedIn`, `${before} became ${size}`),
					await nothingDeleted(stage),
				);
			}),
	},
	{
		...row,
		input: 'C is deleted, the audit trail says so, and C is there again',
		wanted: 'the tombstone is lifted',
		run: async () =>
			await onStage(async (stage) => {
				await stage.backfill();
				const one = stage.person();
				stage.company.deleteCandidate(one.id, stage.sandbox.context.clock.now());
				await stage.changes();
				const gone = check(!stage.held.candidates.has(one.id), 'deleted', 'not deleted at first');
				stage.put(one);
				await stage.changes();
				return allOf(gone, isHeld(stage, one.id), await nothingDeleted(stage, one.id));
			}),
	},
	{
		row: 18,
		kind: 'a webhook is believed',
		input: 'signed candidate.deleted of 2001 for a living candidate',
		wanted: 'ignored',
		run: async () =>
			await onStage(async (stage) => {
				await stage.backfill();
				const { id } = stage.person();
				const nowMs = stage.sandbox.context.clock.now();
				const item = signedEvent('candidate.deleted', id, Date.UTC(2001, 8, 9), nowMs);
				if (item) await stage.records(item);
				const ignored = check(item === undefined, 'starts nothing', 'starts a run');
				return allOf(ignored, isHeld(stage, id), await nothingDeleted(stage, id));
			}),
	},
	{
		row: 18,
		kind: 'a webhook is believed',
		input: 'signed candidate.deleted of now for a living candidate',
		wanted: 'SmartRecruiters is asked first',
		run: async () =>
			await onStage(async (stage) => {
				await stage.backfill();
				const { id } = stage.person();
				const nowMs = stage.sandbox.context.clock.now();
				await stage.records(signedEvent('candidate.deleted', id, nowMs, nowMs) ?? {});
				return allOf(isHeld(stage, id), await nothingDeleted(stage, id));
			}),
	},
];
