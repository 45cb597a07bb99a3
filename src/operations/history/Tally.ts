import { MINUTE_MS } from '../../basics/durations';
import type { ConnectorError } from '../../errors/ConnectorError';
import { LIMIT_TEXTS } from '../../errors/limitTexts';
import type { Rejection } from '../../mapping/Rejection';
import { type Checkpoint, isDone } from '../../sync/checkpoint';
import { type Estimate, estimate } from '../../sync/estimate';
import { activityOf, streamsOf, workLeft } from '../../sync/progress';
import type { Chunk, Pause } from '../../sync/runChunk';
import type { RunOptions } from '../../sync/Work';
import type { Clients } from '../connect';
import type { Runtime } from '../Runtime';
import { limitsOf, type RunPace, stagesOneByOne } from './limitsOf';
import type { RunReport } from './RunReport';

/** What the chunks of one run come to. */
export class Tally {
	readonly rejections: Rejection[] = [];

	private records = 0;

	private deleted = 0;

	private withheld = 0;

	private seesAudit: boolean | undefined;

	private pause: Pause | undefined;

	private failure: ConnectorError | undefined;

	private checkpoint: Checkpoint;

	constructor(
		private readonly runtime: Runtime,
		private readonly plan: RunPace & { options: RunOptions },
		private readonly clients: Clients,
		private readonly begin: Checkpoint,
		private readonly beganAtMs: number,
		private readonly whole: Estimate | null,
	) {
		this.checkpoint = begin;
	}

	get nowMs(): number {
		return this.runtime.effects.now();
	}

	/** @returns the checkpoint to store */
	add(chunk: Chunk): Checkpoint {
		const { outcome } = chunk;
		const requests = this.clients.requests();
		const { begin, nowMs } = this;
		this.records += chunk.records;
		this.deleted += outcome.deletions.length;
		this.withheld += outcome.withheld;
		this.rejections.push(...outcome.rejections);
		this.seesAudit = chunk.seesAudit ?? this.seesAudit;
		this.pause = chunk.pause;
		this.failure = chunk.failure;
		this.checkpoint = {
			...chunk.checkpoint,
			finishedAtMs: isDone(chunk.checkpoint) ? nowMs : null,
			activeMs: begin.activeMs + nowMs - this.beganAtMs,
			requests: {
				linkedIn: begin.requests.linkedIn + requests.linkedIn,
				smartRecruiters: begin.requests.smartRecruiters + requests.smartRecruiters,
			},
			quota: this.clients.quota(),
		};
		return this.checkpoint;
	}

	report(organization: string): RunReport {
		const { checkpoint, pause, failure, plan, clients, whole } = this;
		const elapsedMs = Math.max(1, this.nowMs - this.beganAtMs);
		const limit = pause?.limit ?? clients.ledger.binding(elapsedMs);
		const done = isDone(checkpoint);
		const left = workLeft(checkpoint, { ...plan.options, stagesOneByOne: stagesOneByOne(clients) });
		const iso = (ms: number | null): string | null =>
			ms === null ? null : new Date(ms).toISOString();
		const { dryRun } = plan.options;
		return {
			organization,
			state: dryRun ? 'estimated' : done ? 'done' : pause ? 'waiting' : 'running',
			finished: done && !dryRun,
			activity: activityOf(checkpoint),
			message: failure ? `${failure.message}. ${failure.advice}` : this.auditMessage(),
			streams: streamsOf(checkpoint),
			records: this.records,
			recordsPerMinute: Math.round((this.records * MINUTE_MS) / elapsedMs),
			boundBy: limit ? LIMIT_TEXTS[limit] : 'nothing',
			etaSeconds: done
				? 0
				: left
					? estimate(left, limitsOf(this.runtime, clients, plan)).seconds
					: null,
			resumeAt: iso(pause?.resumeAtMs ?? null),
			busyUntil: null,
			rejected: new Set(this.rejections.map(({ kind, recordId }) => `${kind}:${recordId}`)).size,
			deleted: this.deleted,
			withheld: this.withheld,
			startedAt: iso(checkpoint.startedAtMs),
			finishedAt: iso(checkpoint.finishedAtMs),
			requests: checkpoint.requests,
			estimate: whole && { ...whole, boundBy: LIMIT_TEXTS[whole.boundBy] },
			seesAudit: this.seesAudit ?? null,
		};
	}

	private auditMessage(): string {
		return this.seesAudit === false
			? 'The SmartRecruiters credential may not see audit events: merges and deletions are found by Reconcile only. Give it the administrator role and the scope audit_events_read.'
			: '';
	}
}
