import type { MadeExport } from '../../sandbox/linkedin/exports/ExportDesk';
import type { Sandbox } from '../../sandbox/createSandbox';
import { Draw } from '../../sandbox/company/random';
import { ConnectorError } from '../../src/errors/ConnectorError';
import { PauseSignal } from '../../src/errors/PauseSignal';
import type { Connection } from '../../src/operations/connect';
import { control, exportingSandbox, run } from '../support/exporting';

let sandbox: Sandbox;
let connection: Connection;
afterEach(async () => {
	await sandbox.close();
});

/** What a kill looks like from inside: nothing after it happens. */
class Killed extends Error {}

/**
 * The queue of workflow 05, driven: one export after the other; what failed is tried again, with the time of the attempt
 * before; who is who is remembered only when an export has ended. After `lives` requests to SmartRecruiters it dies.
 */
class Queue {
	private readonly people = new Map<string, string>();

	private readonly startedAtMs = new Map<string, number>();

	readonly left: string[] = [];

	private readonly done = new Set<string>();

	private requestsLeft = Number.POSITIVE_INFINITY;

	kills = 0;

	constructor(private readonly byRequest: ReadonlyMap<string, MadeExport>) {}

	dieAfter(requests: number): void {
		this.requestsLeft = requests;
	}

	private mortal(): Connection {
		const { smartRecruiters } = connection;
		return {
			...connection,
			smartRecruiters: {
				...smartRecruiters,
				transport: async (request) => {
					this.requestsLeft -= 1;
					// Half of the time it dies after the request was carried out.
					if (this.requestsLeft === 0) {
						if (this.kills % 2 === 0)
							await smartRecruiters.transport(request).catch(() => undefined);
						throw new Killed();
					}
					return await smartRecruiters.transport(request);
				},
			},
		};
	}

	async work(pushes: readonly string[], pauseMs = 60_000): Promise<void> {
		let waiting = pushes.filter((id, index) => pushes.indexOf(id) === index);
		for (let round = 0; waiting.length > 0; round += 1) {
			if (round > 60) throw new Error(`${waiting.length} exports do not come to an end`);
			const again: string[] = [];
			for (const requestId of waiting) {
				if (!(await this.attempt(requestId))) again.push(requestId);
			}
			waiting = again;
			sandbox.context.clock.advance(pauseMs);
		}
	}

	private async attempt(requestId: string): Promise<boolean> {
		if (this.done.has(requestId)) return true;
		const made = this.byRequest.get(requestId);
		if (!made) throw new Error('Unknown push');
		const before = this.startedAtMs.get(requestId);
		const known = this.people.get(made.personUrn);
		this.startedAtMs.set(requestId, sandbox.context.clock.now());
		try {
			const outcome = await run(this.mortal(), requestId, {
				...(before !== undefined && { attemptedAtMs: before }),
				...(known && { knownCandidateId: known }),
			});
			this.done.add(requestId);
			if (outcome.kind === 'exported') this.people.set(outcome.person, outcome.candidateId);
			else this.left.push(`${made.personUrn} ${made.jobId}`);
			return true;
		} catch (error) {
			if (error instanceof Killed) {
				this.kills += 1;
				this.requestsLeft = Number.POSITIVE_INFINITY;
				return false;
			}
			if (error instanceof ConnectorError || error instanceof PauseSignal) return false;
			throw error;
		}
	}
}

/** Pushes arrive twice, in any order. */
function shuffled(exports: readonly MadeExport[]): string[] {
	const pushes = exports.flatMap(({ requestId }) => [requestId, requestId]);
	const draw = new Draw(7, 1, 51);
	for (let last = pushes.length - 1; last > 0; last -= 1) {
		const other = draw.int(last + 1);
		[pushes[last], pushes[other]] = [pushes[other] ?? '', pushes[last] ?? ''];
	}
	return pushes;
}

/** Of every hundred requests to SmartRecruiters, ten fail, each in another way. */
function failTenPercent(requests: number): void {
	const kinds = ['status', 'reset', 'lost', 'cutOff', 'malformed', 'status'] as const;
	sandbox.context.faults.add(
		Array.from({ length: Math.ceil(requests / 10) }, (_, nth) => ({
			vendor: 'smartrecruiters' as const,
			path: '',
			kind: kinds[nth % kinds.length] ?? 'status',
			status: nth % 4 === 0 ? 429 : 503,
			delayMs: 0,
			times: 1,
			skip: 9,
		})),
	);
}

const SIZE = Number(process.env.RSC_EXPORTS ?? 1_000);

it.each([['reuse'], ['conflict'], ['duplicate']])(
	'a thousand exports, doubled, shuffled, failing, killed twice: nobody twice, nobody missing (%s)',
	async (policy) => {
		({ sandbox, connection } = await exportingSandbox({ people: 300 }));
		sandbox.context.switches.set('sr§5.4 duplicate policy', policy);
		const size = policy === 'reuse' ? SIZE : Math.ceil(SIZE / 5);
		const { exports } = await control<{ exports: MadeExport[] }>(sandbox, '/exports/generate', {
			people: Math.round(size / 2.4),
			repeatPercent: 40,
			jobsEach: 2,
			plainOnly: true,
			from: 10,
		});
		const repeats = exports.length - new Set(exports.map((one) => one.personUrn + one.jobId)).size;
		if (policy === 'reuse') expect(exports.length).toBeGreaterThanOrEqual(SIZE * 0.95);
		expect(repeats / exports.length).toBeGreaterThan(0.1);
		failTenPercent(exports.length * 14);

		const queue = new Queue(new Map(exports.map((one) => [one.requestId, one])));
		const pushes = shuffled(exports);
		const third = Math.floor(pushes.length / 3);
		queue.dieAfter(35);
		await queue.work(pushes.slice(0, third));
		queue.dieAfter(35);
		await queue.work(pushes.slice(third));
		expect(queue.kills).toBe(2);

		const comparison = await control<Record<string, unknown>>(sandbox, '/compare/exports', {
			left: queue.left,
		});
		expect(comparison).toMatchObject({ agree: true, missing: [], doubled: [], orphans: [] });
		// Nothing may hide in review: only what SmartRecruiters itself makes impossible.
		if (policy === 'reuse') expect(queue.left).toEqual([]);
	},
	900_000,
);

it('a kill at any request leaves nothing that the next attempt does not finish', async () => {
	({ sandbox, connection } = await exportingSandbox({ people: 60 }));
	// The worst there is: a second create makes a second person, and the search does not show the first one yet.
	sandbox.context.switches.set('sr§5.2 search lag ms', 20_000);
	sandbox.context.switches.set('sr§5.4 duplicate policy', 'duplicate');
	for (let after = 1; after <= 14; after += 1) {
		for (const parity of [0, 1]) {
			const { exports } = await control<{ exports: MadeExport[] }>(sandbox, '/exports/generate', {
				plainOnly: true,
				from: 200 + after * 10 + parity * 5,
			});
			const queue = new Queue(new Map(exports.map((one) => [one.requestId, one])));
			queue.kills = parity;
			queue.dieAfter(after);
			await queue.work(
				exports.map(({ requestId }) => requestId),
				1_000,
			);
			expect(queue.left).toEqual([]);
		}
	}
	expect(await control(sandbox, '/compare/exports')).toMatchObject({ agree: true, people: 28 });
});
