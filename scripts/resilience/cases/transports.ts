import { HOUR_MS } from '../../../src/basics/durations';
import { request as httpRequest } from 'node:http';
import { createServer as createRawServer, type AddressInfo } from 'node:net';
import { backfill } from '../../../src/operations/history/backfill';
import { syncChanges } from '../../../src/operations/history/syncChanges';
import type { Transport } from '../../../src/http/Transport';
import { n8nTransport } from '../../../src/n8n/n8nTransport';
import { PROFILE_URL } from '../../support/historyRuntime';
import { backfillInput } from '../../support/runToEnd';
import type { ResilienceCase, Verdict } from '../ResilienceCase';
import { allOf, check, onStage, type Stage } from '../Stage';

/** The package's own transport in a host whose helper throws, or answers nothing but rubbish. */
function hostTransport(ask: () => Promise<never>): Transport {
	const context = { helpers: { httpRequestWithAuthentication: ask } };
	return n8nTransport(context as never, 'smartRecruitersApi');
}

/** Node's own error for a server that speaks no HTTP, or hangs up. */
async function wireError(answer: string): Promise<never> {
	const server = createRawServer((socket) => {
		socket.on('error', () => undefined);
		if (answer === '') socket.destroy();
		else socket.end(answer);
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const { port } = server.address() as AddressInfo;
	try {
		return await new Promise<never>((_resolve, reject) => {
			httpRequest({ host: '127.0.0.1', port }, () => {
				reject(new Error('This was HTTP'));
			})
				.on('error', reject)
				.end();
		});
	} finally {
		server.close();
	}
}

async function told(stage: Stage, transport: Transport): Promise<string> {
	await stage.backfill();
	stage.runtime.smartRecruiters.transport = transport;
	const input = { profileUrl: PROFILE_URL, chunkRecords: 1_000, jobCheckDelayMs: 1, atOnce: true };
	try {
		const { report } = await syncChanges(stage.runtime, { ...input, timeLimitMs: 5_000 });
		return `${report.state}: ${report.message} ${report.boundBy}`;
	} catch (error) {
		if (!(error instanceof Error)) return 'something';
		return `${error.message}. ${'advice' in error ? String(error.advice) : ''}`;
	}
}

const fault = (
	input: string,
	wanted: string,
	pattern: RegExp,
	ask: () => Promise<never>,
): ResilienceCase => ({
	row: 8,
	kind: 'transport faults told as a wrong secret',
	input,
	wanted,
	run: async () =>
		await onStage(async (stage) => {
			const said = await told(stage, hostTransport(ask));
			return check(pattern.test(said) && !/secret|401/.test(said), said, said);
		}),
});

const thrown = (code: string, message: string) => async (): Promise<never> =>
	await Promise.reject(Object.assign(new Error(message), { code }));

/** One run that is told to come back; then the clock goes on by an hour. */
async function comesBack(
	stage: Stage,
	vendor: 'linkedin' | 'smartrecruiters',
	retryAfter: string,
): Promise<Verdict> {
	stage.fault({
		vendor,
		path: '',
		method: 'GET',
		kind: 'status',
		status: 429,
		retryAfter,
		times: 8,
	});
	const beganAtMs = stage.sandbox.context.clock.now();
	const { report } = await backfill(stage.runtime, backfillInput({ timeLimitMs: 1_000 }));
	const nowMs = stage.sandbox.context.clock.now();
	const waitMs = report.resumeAt ? Date.parse(report.resumeAt) - nowMs : 0;
	const soon = waitMs <= HOUR_MS && nowMs - beganAtMs <= 2 * HOUR_MS;
	const words = `comes back in ${Math.round(waitMs / 1000)} s`;
	stage.heal();
	await stage.backfill();
	return allOf(check(soon, words, words), stage.arrived());
}

export const TRANSPORTS: readonly ResilienceCase[] = [
	fault(
		'a self-signed certificate',
		'named for what it is, with the code',
		/certificate.*DEPTH_ZERO_SELF_SIGNED_CERT/i,
		thrown('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'),
	),
	fault(
		'broken HTTP',
		'no answer',
		/outage|no answer/i,
		async () => await wireError('NONSENSE\r\n\r\n'),
	),
	fault(
		'a connection that is cut',
		'no answer',
		/outage|no answer/i,
		async () => await wireError(''),
	),
	fault('an aborted request', 'no answer', /outage|no answer/i, thrown('ECONNABORTED', 'aborted')),
	fault(
		'an error that nobody knows',
		'no answer',
		/outage|no answer/i,
		thrown('E_STRANGE', 'strange'),
	),
	...(['linkedin', 'smartrecruiters'] as const).flatMap((vendor) =>
		['1793577660', '1793577660000', '99999999999'].map(
			(retryAfter): ResilienceCase => ({
				row: 9,
				kind: 'Retry-After as an instant',
				input: `${vendor === 'linkedin' ? 'LinkedIn' : 'SmartRecruiters'} says 429 with Retry-After: ${retryAfter}`,
				wanted: 'never beyond an hour; then all arrive',
				run: async () => await onStage(async (stage) => await comesBack(stage, vendor, retryAfter)),
			}),
		),
	),
];
