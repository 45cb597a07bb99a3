import type { MadeExport } from '../../sandbox/linkedin/exports/ExportDesk';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/createSandbox';
import { PLACEHOLDER_DOMAIN } from '../../src/mapping/placeholderEmail';
import type { Connection } from '../../src/operations/connect';
import type { ExportOptions } from '../../src/operations/export/ExportRun';
import {
	exportCandidate,
	type ExportedOutcome,
	type ExportInput,
	type ExportOutcome,
	type ReviewOutcome,
} from '../../src/operations/export/exportCandidate';
import { runToEnd } from './runToEnd';
import { sandboxConnection } from './sandboxConnection';

export const ORGANIZATION = 'urn:li:organization:1000';

export const EXPORT_OPTIONS: ExportOptions = {
	profileUrl: 'https://ats.example.com/candidates/{candidateId}',
	placeholderDomain: PLACEHOLDER_DOMAIN,
	tags: [],
	askAboutNamesakes: false,
	addToAnotherJob: 'try',
	searchLagMs: 30_000,
};

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

export async function run(
	connection: Connection,
	requestId: string,
	change: Partial<Omit<ExportInput, 'options'>> & { options?: Partial<ExportOptions> } = {},
): Promise<ExportOutcome> {
	const { options, ...rest } = change;
	const [outcome] = await exportCandidate(connection, {
		requestId,
		timeLimitMs: 120_000,
		...rest,
		options: { ...EXPORT_OPTIONS, ...options },
	});
	if (!outcome) throw new Error('No outcome');
	return outcome;
}

export function exported(outcome: ExportOutcome): ExportedOutcome {
	if (outcome.kind !== 'exported') throw new Error(`Went to review: ${JSON.stringify(outcome)}`);
	return outcome;
}

export function review(outcome: ExportOutcome): ReviewOutcome {
	if (outcome.kind !== 'review') throw new Error(`Did not go to review: ${outcome.candidateId}`);
	return outcome;
}
