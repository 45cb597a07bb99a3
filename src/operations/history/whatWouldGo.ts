import { z } from 'zod';
import { fromJson } from '../../basics/fromJson';
import { ConfigurationError } from '../../errors/ConfigurationError';
import type { LimitText } from '../../errors/limitTexts';
import { LIMIT_TEXTS } from '../../errors/limitTexts';
import { REJECTIONS, type RecordKind, type RejectionCode } from '../../mapping/Rejection';
import { type Checkpoint, CheckpointSchema, isDone, startCheckpoint } from '../../sync/checkpoint';
import { OpenStep } from '../../sync/OpenStep';
import { runChunk } from '../../sync/runChunk';
import type { Work } from '../../sync/Work';
import { connect } from '../connect';
import type { Runtime } from '../Runtime';
import { withoutStore } from '../withoutStore';
import { chooseProfileUrl } from './chooseProfileUrl';
import { BACKGROUND_CEILING } from '../budgets/backgroundCeiling';
import { estimateRun } from './estimateRun';
import { openRepositories } from './openRepositories';
import { openSharing } from './openSharing';

/** So many records of a reason are named. */
const MOST_EXAMPLES = 3;
const CHUNK_RECORDS = 1_000;

/** How many records of a kind would go. */
export interface WouldGoCount {
	kind: RecordKind;
	wouldGo: number;
	/** Records that LinkedIn would refuse. */
	refused: number;
	/** How many SmartRecruiters has; null while nobody knows. */
	total: number | null;
}

/** Why LinkedIn would refuse some of them. */
export interface WouldRefuse {
	kind: RecordKind;
	code: RejectionCode;
	reason: string;
	whatToDo: string;
	records: number;
	/** Ids of some of them. */
	examples: string[];
}

export interface WouldGo {
	organization: string;
	/** `done`: everything was looked at. `running`: the time was over. `waiting`: a limit has to be waited for. */
	state: 'done' | 'running' | 'waiting';
	waitingFor: LimitText | '';
	counts: WouldGoCount[];
	/**
	 * Further applications of people who have several: lists do not carry them, so that they are not judged here. Known
	 * when everything was looked at.
	 */
	unseenApplications: number;
	/** People who are kept back by a sharing rule. */
	withheld: number;
	refusals: WouldRefuse[];
	/** Seconds that sending takes at least; null after the first part. */
	sendingSeconds: number | null;
	/** Hand it over to look at the rest; empty when there is none. It names no person. */
	goOnFrom: string;
}

export interface WouldGoInput {
	timeLimitMs: number;
	/** `goOnFrom` of the part before; empty to begin. */
	goOnFrom: string;
}

const RefusedSchema = z.object({
	kind: z.enum(['job', 'candidate', 'application']),
	code: z.string().transform((code, context): RejectionCode => {
		if (isCode(code)) return code;
		context.addIssue({ code: z.ZodIssueCode.custom, message: 'no code' });
		return z.NEVER;
	}),
	records: z.number().int().nonnegative(),
	examples: z.array(z.string().max(100)).max(MOST_EXAMPLES),
});
type Refused = z.output<typeof RefusedSchema>;

/** Where a look at everything stands. */
const PositionSchema = z.object({
	checkpoint: CheckpointSchema,
	withheld: z.number().int().nonnegative(),
	refused: z.array(RefusedSchema).max(100),
});

type Position = z.output<typeof PositionSchema>;

/** The backfill to come, as workflow 03 runs it. */
const PLANNED = { timeLimitMs: 288_000, dayCeiling: BACKGROUND_CEILING };

/**
 * What the backfill would send, by the rules that hold now, and why LinkedIn would refuse the rest: before anything is
 * acknowledged, requested or sent. It reads SmartRecruiters' lists of jobs and candidates, and asks LinkedIn nothing. A
 * large company takes several parts, each going on where the last one stopped.
 *
 * @throws ConfigurationError when `goOnFrom` is none; ConnectorError when a person has to act
 */
export async function whatWouldGo(
	runtime: Runtime,
	{ timeLimitMs, goOnFrom }: WouldGoInput,
): Promise<WouldGo> {
	const { effects } = runtime;
	const repositories = openRepositories(runtime);
	const nowMs = effects.now();
	const position = readPosition(goOnFrom, nowMs);
	const deadlineMs = nowMs + timeLimitMs;
	const clients = connect(withoutStore(runtime), deadlineMs, position.checkpoint.quota);
	const work: Work = {
		linkedIn: clients.linkedIn,
		smartRecruiters: clients.smartRecruiters,
		effects,
		sharing: await openSharing(repositories, clients.smartRecruiters, effects),
		sent: repositories.sent,
		options: {
			jobs: true,
			candidates: true,
			applications: true,
			details: true,
			dryRun: true,
			profileUrl: await chooseProfileUrl(repositories.settings),
			chunkRecords: CHUNK_RECORDS,
			jobCheckDelayMs: 0,
		},
	};
	const sendingSeconds =
		goOnFrom === ''
			? (await estimateRun(runtime, clients, position.checkpoint, work.options, PLANNED)).seconds
			: null;
	let waitingFor: WouldGo['waitingFor'] = '';
	const lasting = new OpenStep();
	do {
		const chunk = await runChunk(work, position.checkpoint, deadlineMs, lasting);
		position.checkpoint = { ...chunk.checkpoint, quota: clients.quota() };
		position.withheld += chunk.outcome.withheld;
		for (const { kind, code, recordId } of chunk.outcome.rejections)
			addRefused(position.refused, kind, code, recordId);
		if (chunk.failure) throw chunk.failure;
		if (chunk.pause) waitingFor = LIMIT_TEXTS[chunk.pause.limit];
	} while (waitingFor === '' && !isDone(position.checkpoint) && effects.now() < deadlineMs);
	await lasting.close();
	return report(repositories.organization, position, waitingFor, sendingSeconds);
}

function report(
	organization: string,
	position: Position,
	waitingFor: WouldGo['waitingFor'],
	sendingSeconds: number | null,
): WouldGo {
	const { checkpoint, withheld, refused } = position;
	const done = isDone(checkpoint);
	const count = (kind: RecordKind, stream: 'jobs' | 'candidates' | 'applications') => {
		const { done: wouldGo, rejected, leftOut, total } = checkpoint.counts[stream];
		return { kind, wouldGo, refused: rejected, total: total === null ? null : total - leftOut };
	};
	return {
		organization,
		state: done ? 'done' : waitingFor === '' ? 'running' : 'waiting',
		waitingFor: done ? '' : waitingFor,
		counts: [
			count('job', 'jobs'),
			count('candidate', 'candidates'),
			count('application', 'applications'),
		],
		unseenApplications: done ? unseenOf(checkpoint.counts.applications) : 0,
		withheld,
		refusals: [...refused]
			.sort((one, other) => other.records - one.records)
			.map((one) => ({ ...one, ...REJECTIONS[one.code] })),
		sendingSeconds,
		goOnFrom: done ? '' : JSON.stringify(position),
	};
}

function unseenOf({
	done,
	rejected,
	leftOut,
	total,
}: Checkpoint['counts']['applications']): number {
	return Math.max(0, (total ?? 0) - done - rejected - leftOut);
}

function addRefused(
	refused: Refused[],
	kind: RecordKind,
	code: RejectionCode,
	recordId: string,
): void {
	let row = refused.find((one) => one.kind === kind && one.code === code);
	if (!row) {
		row = { kind, code, records: 0, examples: [] };
		refused.push(row);
	}
	row.records += 1;
	if (row.examples.length < MOST_EXAMPLES) row.examples.push(recordId);
}

function readPosition(goOnFrom: string, nowMs: number): Position {
	if (goOnFrom.trim() === '') {
		const checkpoint = startCheckpoint(nowMs, null, { jobs: 'submit', people: 'fast' });
		return { checkpoint, withheld: 0, refused: [] };
	}
	const parsed = PositionSchema.safeParse(fromJson(goOnFrom));
	if (!parsed.success) {
		throw new ConfigurationError(
			'"Go On From" is not what the previous part returned',
			'Pass on goOnFrom of the last result, unchanged; leave it empty to begin.',
		);
	}
	return parsed.data;
}

function isCode(code: string): code is RejectionCode {
	return Object.hasOwn(REJECTIONS, code);
}
