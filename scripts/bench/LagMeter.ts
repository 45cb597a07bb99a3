import type { CompanyChange } from '../../sandbox/company/Company';
import type { CompanyCandidate } from '../../sandbox/company/entities';
import { expectedStages, isAcceptable } from '../../sandbox/compare/expected';
import { heldStage } from '../../sandbox/compare/held';
import type { Sandbox } from '../../sandbox/createSandbox';
import type { StoredSharing } from '../../src/state/Settings';

export interface Lags {
	count: number;
	medianMs: number;
	p95Ms: number;
	/** Changes that never arrived. */
	open: number;
}

interface Pending {
	atMs: number;
	/** When the first webhook since then arrived here, if one has. */
	arrivedAtMs?: number;
}

/**
 * How long it takes until LinkedIn holds just what a person has been changed to: from when a webhook of it arrived here, so that
 * how late the sandbox delivers it does not count; where none has arrived, from the change on. A person's changes in between
 * count as one.
 */
export class LagMeter {
	private readonly pending = new Map<string, Pending>();

	private readonly seen: Record<'told' | 'untold', number[]> = { told: [], untold: [] };

	/** How late the webhooks arrived that were waited for. */
	private readonly late: number[] = [];

	constructor(
		private readonly sandbox: Sandbox,
		private readonly sharing: Pick<StoredSharing, 'confidentialTags'>,
	) {
		const { company } = sandbox.context;
		const tell = company.onChange;
		company.onChange = (change) => {
			tell?.(change);
			if (change.kind === 'candidate') this.note(change);
		};
	}

	/** A webhook about a candidate has arrived. */
	arrived(candidateId: string): void {
		const pending = this.pending.get(candidateId);
		if (pending) pending.arrivedAtMs ??= this.sandbox.context.clock.now();
	}

	look(): void {
		const nowMs = this.sandbox.context.clock.now();
		for (const [id, { atMs, arrivedAtMs }] of this.pending) {
			const candidate = this.sandbox.context.company.candidateById(id);
			const settled = this.isSettled(id, candidate);
			if (settled === 'no') continue;
			this.pending.delete(id);
			if (settled !== 'yes') continue;
			if (arrivedAtMs === undefined) this.seen.untold.push(nowMs - atMs);
			else {
				this.seen.told.push(nowMs - arrivedAtMs);
				this.late.push(arrivedAtMs - atMs);
			}
		}
	}

	lags(which: 'told' | 'untold'): Lags {
		const open = [...this.pending.values()].filter(
			({ arrivedAtMs }) => (arrivedAtMs !== undefined) === (which === 'told'),
		);
		return { ...quantiles(this.seen[which]), open: open.length };
	}

	/** How late the sandbox delivered the webhooks: what does not count. */
	get lateness(): Omit<Lags, 'open'> {
		return quantiles(this.late);
	}

	private note(change: Extract<CompanyChange, { kind: 'candidate' }>): void {
		const id = (change.after ?? change.before)?.id;
		if (!id) return;
		const atMs = change.after?.updatedOn ?? change.atMs ?? this.sandbox.context.clock.now();
		const known = this.pending.get(id);
		this.pending.set(id, { ...known, atMs: Math.min(known?.atMs ?? Infinity, atMs) });
	}

	private isSettled(
		id: string,
		candidate: CompanyCandidate | undefined,
	): 'yes' | 'no' | 'does not count' {
		const records = this.sandbox.store.of('urn:li:organization:1000');
		const held = records.candidates.get(id);
		const confidential = candidate?.tags.some((tag) => this.sharing.confidentialTags.includes(tag));
		if (!candidate || confidential) return held ? 'no' : 'yes';
		if (!isAcceptable(candidate)) return 'does not count';
		const modified = Math.max(candidate.createdOn, candidate.updatedOn);
		if (held?.fields.atsLastModifiedAt !== modified) return 'no';
		const arrived = candidate.applications.every((application) => {
			const stages = records.applications.get(`${id}_${application.jobId}`)?.stages.values() ?? [];
			const keys = new Set([...stages].map((stage) => JSON.stringify(heldStage(stage))));
			return [...expectedStages(application).keys()].every((key) => keys.has(key));
		});
		return arrived ? 'yes' : 'no';
	}
}

function quantiles(lags: readonly number[]): Omit<Lags, 'open'> {
	const sorted = [...lags].sort((a, b) => a - b);
	const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
	return { count: sorted.length, medianMs: at(0.5), p95Ms: at(0.95) };
}
