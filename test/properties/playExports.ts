import * as fc from 'fast-check';
import { compareExports } from '../../sandbox/compare/compareExports';
import { type FaultInput, FaultSchema } from '../../sandbox/core/FaultBoard';
import type { Sandbox } from '../../sandbox/createSandbox';
import type { MadeExport } from '../../sandbox/linkedin/exports/ExportDesk';
import type { Verdict } from '../../scripts/resilience/ResilienceCase';
import { exportCandidates } from '../../src/operations/export/exportCandidates';
import type { ExportPush } from '../../src/operations/export/pushesToQueue';
import type { Runtime } from '../../src/operations/Runtime';
import { ParkedRecords } from '../../src/state/ParkedRecords';
import { EXPORTS, PARKED } from '../../src/state/tables';
import {
	connectContract,
	EXPORT_OPTIONS,
	exportingSandbox,
	ORGANIZATION,
	press,
	pushOf,
} from '../../scripts/support/exporting';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import { VALUES } from './BadRecord';
import { endOf } from './oddFault';

const PEOPLE = 5;
/** Members from here on are nobody special. */
const FIRST_MEMBER = 20;
const RUN_MS = 40 * 60_000;
const RUNS = 8;

/** Further requests that one bad export may cost: it is tried again in every run, and a 500 patiently. */
const MOST_EXTRA = 300;
/** And what five exports take at most, whatever is answered. */
const MOST_REQUESTS = 2_500;

/** One thing that is wrong with one export, at either vendor. */
export type BadExport =
	| { how: 'field'; at: number; path: string; value: unknown }
	| { how: 'refused'; call: (typeof CALLS)[number]; at: number; status: number };

const CALLS = ['fetch', 'create', 'job', 'attach', 'application'] as const;
const STATUSES = [400, 403, 404, 409, 410, 413, 422, 451, 500, 503];
const FIELDS = [
	'',
	'integrationContext',
	'externalJobPostingId',
	'candidate',
	'candidate.firstName',
	'candidate.lastName',
	'candidate.headline',
	'candidate.currentEmployerNames',
	'candidate.currentEmployerNames.0',
	'candidate.location',
	'candidate.member',
	'candidate.profileUrl',
] as const;

const at = fc.nat({ max: PEOPLE - 1 });
export const badExport: fc.Arbitrary<BadExport> = fc.oneof(
	fc.record({
		how: fc.constant('field' as const),
		at,
		path: fc.constantFrom<string>(...FIELDS),
		value: fc.constantFrom(...VALUES),
	}),
	fc.record({
		how: fc.constant('refused' as const),
		call: fc.constantFrom(...CALLS),
		at,
		status: fc.constantFrom(...STATUSES),
	}),
);

interface World {
	sandbox: Sandbox;
	runtime: Runtime;
	made: MadeExport[];
	work: (pushes?: readonly ExportPush[]) => Promise<void>;
}

async function inWorld<T>(play: (world: World) => Promise<T>): Promise<T> {
	const { sandbox, connection } = await exportingSandbox({ people: 60, jobs: 14 });
	try {
		const store = new MemoryStore();
		await connectContract(store);
		const made: MadeExport[] = [];
		for (let nth = 0; nth < PEOPLE; nth += 1)
			made.push(await press(sandbox, FIRST_MEMBER + nth * 10, { plainOnly: true }));
		const runtime: Runtime = { ...connection, store, owner: 'test' };
		const work = async (pushes: readonly ExportPush[] = []): Promise<void> => {
			await exportCandidates(runtime, {
				pushes,
				options: EXPORT_OPTIONS,
				timeLimitMs: 300_000,
			});
			sandbox.context.clock.advance(RUN_MS);
		};
		sandbox.context.requests.reset();
		return await play({ sandbox, runtime, made, work });
	} finally {
		await sandbox.close();
	}
}

/** @returns the exports that are bad by it */
function spoil({ sandbox, made }: World, bad: readonly BadExport[]): MadeExport[] {
	const faults: FaultInput[] = [];
	const spoilt = bad.flatMap((one) => {
		const own = made[one.at];
		if (!own) return [];
		const { requestId, personUrn, jobId } = own;
		if (one.how === 'field') {
			const path = one.path === '' ? 'elements.0' : `elements.0.${one.path}`;
			faults.push({
				vendor: 'linkedin',
				path: '/exportedCandidates',
				says: requestId,
				kind: 'odd',
				edits: [{ path, value: one.value }],
				times: 10_000,
			});
			return [own];
		}
		const { call, status } = one;
		const sr = call === 'create' || call === 'job';
		faults.push({
			vendor: sr ? 'smartrecruiters' : 'linkedin',
			...{
				fetch: { path: '/exportedCandidates', says: requestId },
				create: { method: 'POST', path: '/candidates', says: slugOf(sandbox, personUrn) },
				job: { path: `/smartrecruiters/jobs/${jobId}$/` },
				attach: { method: 'PUT', path: 'andidates', says: personUrn },
				application: { method: 'PUT', path: 'pplications', says: jobId },
			}[call],
			kind: 'status',
			status,
			times: 10_000,
		});
		return call === 'job' || call === 'application'
			? made.filter((other) => other.jobId === jobId)
			: [own];
	});
	sandbox.context.faults.add(faults.map((fault) => FaultSchema.parse(fault)));
	return spoilt;
}

const slugOf = ({ room }: Sandbox, personUrn: string): string =>
	room.exports.members.byUrn(personUrn)?.profileUrl?.split('/in/')[1] ?? personUrn;

function compareAll({ sandbox, made }: World, left: readonly MadeExport[]) {
	const pairs = new Set(left.map(({ personUrn, jobId }) => `${personUrn} ${jobId}`));
	return compareExports(
		sandbox.context.company,
		sandbox.store.of(ORGANIZATION),
		sandbox.room.exports.members,
		made,
		pairs,
	);
}

const faultsIn = ({
	missing,
	wrongSource,
	doubled,
	notLinked,
	notSynced,
}: ReturnType<typeof compareAll>) =>
	Object.entries({ missing, wrongSource, doubled, notLinked, notSynced }).flatMap(([name, pairs]) =>
		pairs.map((pair) => `${name} ${pair}`),
	);

const requestsOf = ({ sandbox }: World): number => {
	const { linkedin, smartrecruiters } = sandbox.context.requests.summary();
	return linkedin.requests + smartrecruiters.requests;
};

let clean: Promise<number> | undefined;

async function cleanRun(): Promise<number> {
	clean ??= inWorld(async (world) => {
		await world.work(world.made.map((one) => pushOf(one, world.sandbox.context.clock.now())));
		for (let run = 1; run < RUNS; run += 1) await world.work();
		const faults = faultsIn(compareAll(world, []));
		if (faults.length > 0) throw new Error(`Without bad exports: ${faults.join(', ')}`);
		return requestsOf(world);
	});
	return await clean;
}

/**
 * Export Candidate over a queue in which some exports are bad: the others become candidates on their jobs, known to
 * LinkedIn; each bad one waits or is parked under its own id; the number of calls is bounded. When all is well again, they
 * go through as well, unless what LinkedIn told of them is what is bad.
 */
export async function playExports(bad: readonly BadExport[]): Promise<Verdict> {
	const without = await cleanRun();
	return await inWorld(async (world) => {
		const { runtime, sandbox } = world;
		const spoilt = spoil(world, bad);
		try {
			await world.work(world.made.map((one) => pushOf(one, sandbox.context.clock.now())));
			for (let run = 1; run < RUNS; run += 1) await world.work();
			const faults = faultsIn(compareAll(world, spoilt));
			if (faults.length > 0) return { ok: false, got: faults.join(', ') };
			const extra = requestsOf(world) - without;
			if (extra > MOST_EXTRA * bad.length) return { ok: false, got: `${extra} requests more` };
			const ids = new Set(spoilt.map(({ requestId }) => requestId));
			const rows = await runtime.store.read(EXPORTS, {});
			const parked = await runtime.store.read(PARKED, {});
			const strangers = parked.filter(
				({ recordKey }) => ![...ids].some((id) => recordKey.includes(id)),
			);
			if (strangers.length > 0)
				return { ok: false, got: `parked, too: ${strangers.map((one) => one.recordKey).join()}` };
			for (const { exportKey, state } of rows) {
				const told = parked.filter(({ recordKey }) => recordKey.includes(exportKey)).length;
				// One that waits is told of when it has waited for long.
				const wrong = state === 'waiting' ? told > 1 : told !== (state === 'exported' ? 0 : 1);
				if (wrong) return { ok: false, got: `${exportKey} is ${state}, parked ${told} times` };
			}
			sandbox.context.faults.reset();
			await new ParkedRecords(runtime.store, ORGANIZATION, ['export']).askAgain(
				runtime.effects.now(),
			);
			for (let run = 0; run < 3; run += 1) await world.work();
			const odd = bad.flatMap((one) => (one.how === 'field' ? (world.made[one.at] ?? []) : []));
			const left = faultsIn(compareAll(world, odd));
			return left.length === 0
				? { ok: true, got: 'all are exported' }
				: { ok: false, got: `not mended: ${left.join(', ')}` };
		} catch (error) {
			return { ok: false, got: `stopped: ${error instanceof Error ? error.message : 'something'}` };
		}
	});
}

/** Endpoints of both vendors that an export asks. */
export const EXPORT_PATHS = [
	...[
		'/exportedCandidates/',
		'/smartrecruiters/candidates$/',
		'/smartrecruiters/candidates/[^/]+$/',
	],
	...['/smartrecruiters/jobs/[^/]+$/', '/andidates$/', '/pplications$/', '/tages?$/', '/history/'],
	...[
		'/sources|source-types/',
		'/source$/',
		'/status$/',
		'/candidates/[^/]+/jobs/',
		'/oauth|token/',
	],
] as const;

/**
 * The same while one endpoint answers something odd: every run ends or says what to do, nobody is made twice, and when all
 * is well again, everybody is exported.
 */
export async function playOddExports(odd: FaultInput): Promise<Verdict> {
	return await inWorld(async (world) => {
		const { runtime, sandbox } = world;
		sandbox.context.faults.add([FaultSchema.parse(odd)]);
		let pushes = world.made.map((one) => pushOf(one, sandbox.context.clock.now()));
		for (let run = 0; run < 6; run += 1) {
			const got = await endOf(async () => await world.work(pushes));
			if (got !== '') return { ok: false, got };
			pushes = [];
		}
		const { doubled } = compareAll(world, []);
		if (doubled.length > 0) return { ok: false, got: `made twice: ${doubled.join(', ')}` };
		if (requestsOf(world) > MOST_REQUESTS)
			return { ok: false, got: `${requestsOf(world)} requests` };
		sandbox.context.faults.reset();
		await new ParkedRecords(runtime.store, ORGANIZATION, ['export']).askAgain(
			runtime.effects.now(),
		);
		for (let run = 0; run < 4; run += 1) await world.work();
		const left = faultsIn(compareAll(world, []));
		return left.length === 0
			? { ok: true, got: 'all are exported' }
			: { ok: false, got: `not mended: ${left.join(', ')}` };
	});
}
