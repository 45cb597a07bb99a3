import { SentLedger } from '../../src/state/SentLedger';
import { MemoryStore } from './MemoryStore';
import { randomUUID } from 'node:crypto';
import type { MadeExport } from '../../sandbox/linkedin/exports/ExportDesk';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/createSandbox';
import type { Connection } from '../../src/operations/connect';
import { type ExportOptions, ExportOptionsSchema } from '../../src/operations/export/ExportOptions';
import type { ExportAttempt } from '../../src/operations/export/ExportRun';
import {
	type ExportedOutcome,
	type ExportOutcome,
	exportPerson,
	type ReviewOutcome,
} from '../../src/operations/export/exportPerson';
import { openExportSession } from '../../src/operations/export/openExportSession';
import {
	type ExportedCandidate,
	fetchExportedCandidates,
} from '../../src/linkedin/exportedCandidates';
import type { ExportPush } from '../../src/operations/export/pushesToQueue';
import type { Runtime } from '../../src/operations/Runtime';
import { CONTRACTS } from '../../src/state/tables';
import type { StateStore } from '../../src/state/StateStore';
import type { Life } from './Life';
import { runToEnd } from './runToEnd';
import { sandboxConnection } from './sandboxConnection';

export const ORGANIZATION = 'urn:li:organization:1000';

export const EXPORT_OPTIONS: ExportOptions = ExportOptionsSchema.parse({
	profileUrl: 'https://ats.example.com/candidates/{candidateId}',
});

/** The organization is acknowledged and its contract is connected, so that something may be sent. */
export async function connectContract(store: StateStore): Promise<void> {
	const row = (contract: string, state: string) =>
		CONTRACTS.schema.parse({
			organization: ORGANIZATION,
			contract,
			state,
			acknowledgedBy: 'admin',
			acknowledgedAt: '2026-11-01T00:00:00.000Z',
		});
	await store.put(CONTRACTS, [
		row(ORGANIZATION, 'acknowledged'),
		row('urn:li:contract:2001', 'connected'),
	]);
}

/** A sandbox in which recruiters can export: jobs are at LinkedIn, and everybody may see them. */
export async function exportingSandbox(
	options: SandboxOptions = {},
): Promise<{ sandbox: Sandbox; connection: Connection }> {
	const sandbox = await createSandbox({ people: 120, limits: 'off', ...options });
	const connection = sandboxConnection(sandbox, { requestsPerSecond: 1_000 });
	sandbox.context.switches.set('li§4.4 task delay ms', 0);
	await runToEnd(sandbox, connection, {
		candidates: false,
		applications: false,
		details: false,
		jobCheckDelayMs: 1,
	});
	showJobs(sandbox);
	return { sandbox, connection };
}

/** As Contract Activate configures it. */
export function showJobs(sandbox: Sandbox): void {
	sandbox.store
		.of(ORGANIZATION)
		.integrations.get(`${ORGANIZATION} ONE_CLICK_EXPORT`)
		?.configurations.set('JOB_POSTING_VIEWERS', 'ALL_PRODUCT_USERS');
}

/** Drives the sandbox's control API. */
export async function control<T>(sandbox: Sandbox, path: string, body?: object): Promise<T> {
	const answer = await fetch(`${sandbox.url}/_sandbox${path}`, {
		method: body ? 'POST' : 'GET',
		...(body && { body: JSON.stringify(body) }),
	});
	if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
	return (await answer.json()) as T;
}

/** A recruiter exports a member, by place in the directory. */
export async function press(
	sandbox: Sandbox,
	from: number,
	choice: object = {},
): Promise<MadeExport> {
	const { exports } = await control<{ exports: MadeExport[] }>(sandbox, '/exports/generate', {
		from,
		...choice,
	});
	const [made] = exports;
	if (!made) throw new Error('Nothing was exported');
	return made;
}

/** One attempt at one export, without queue and state. */
export async function run(
	connection: Connection,
	requestId: string,
	{
		options,
		exported: given,
		...attempt
	}: ExportAttempt & {
		options?: Partial<ExportOptions>;
		exported?: ExportedCandidate;
	} = {},
): Promise<ExportOutcome> {
	const session = openExportSession(connection, {
		options: { ...EXPORT_OPTIONS, ...options },
		sent: new SentLedger(
			{ store: new MemoryStore(), effects: connection.effects, owner: 'one attempt' },
			connection.linkedIn.settings.organizationUrn,
		),
		deadlineMs: connection.effects.now() + 120_000,
	});
	const [element] = given ? [given] : await fetchExportedCandidates(session.linkedIn, requestId);
	if (!element) return { kind: 'review', code: 'EXPIRED', candidateIds: [], keep: true };
	return await exportPerson(session, element, attempt);
}

export function exported(outcome: ExportOutcome): ExportedOutcome {
	if (outcome.kind !== 'exported') throw new Error(`Went to review: ${JSON.stringify(outcome)}`);
	return outcome;
}

export function review(outcome: ExportOutcome): ReviewOutcome {
	if (outcome.kind !== 'review') throw new Error(`Did not go to review: ${outcome.candidateId}`);
	return outcome;
}

/** A runtime that can be killed: its store and both its transports belong to one life. */
export function mortalRuntime(
	connection: Connection,
	store: StateStore,
	life: Life,
	owner = randomUUID(),
): Runtime {
	const { linkedIn, smartRecruiters } = connection;
	return {
		...connection,
		budgets: life.budgets ?? connection.budgets,
		linkedIn: { ...linkedIn, transport: life.transport(linkedIn.transport) },
		smartRecruiters: {
			...smartRecruiters,
			transport: life.transport(smartRecruiters.transport),
		},
		store: life.store(store),
		owner,
	};
}

export function pushOf({ requestId }: MadeExport, receivedAtMs: number): ExportPush {
	return { requestId, data: null, receivedAtMs };
}
