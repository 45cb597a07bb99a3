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
	told: boolean;
}

/** How long it takes from a change of a person until LinkedIn holds just that; a person's changes in between count as one. */
export class LagMeter {
	private readonly pending = new Map<string, Pending>();

	private readonly seen: Record<'told' | 'untold', number[]> = { told: [], untold: [] };

	constructor(
		private readonly sandbox: Sandbox,
		private readonly sharing: Pick<StoredSharing, 'confidentialTags'>,
	) {
		const { company, live } = sandbox.context;
		const tell = company.onChange;
		company.onChange = (change) => {
			const before = live.hub.counts.emitted;
			tell?.(change);
			if (change.kind === 'candidate') this.note(change, live.hub.counts.emitted > before);
		};
	}

	private note(change: Extract<CompanyChange, { kind: 'candidate' }>, told: boolean): void {
		const id = (change.after ?? change.before)?.id;
		if (!id) return;
		const atMs = change.after?.updatedOn ?? change.atMs ?? this.sandbox.context.clock.now();
		const known = this.pending.get(id);
		this.pending.set(id, {
			atMs: Math.min(known?.atMs ?? Infinity, atMs),
			// A change without a webhook may ride on one that has one, but not be counted as told.
			told: told && (known?.told ?? true),
		});
	}

	look(): void {
		const nowMs = this.sandbox.context.clock.now();
		for (const [id, { atMs, told }] of this.pending) {
			const candidate = this.sandbox.context.company.candidateById(id);
			const settled = this.isSettled(id, candidate);
			if (settled === 'no') continue;
			this.pending.delete(id);
			if (settled === 'yes') this.seen[told ? 'told' : 'untold'].push(nowMs - atMs);
		}
	}

	lags(which: 'told' | 'untold'): Lags {
		const sorted = [...this.seen[which]].sort((a, b) => a - b);
		const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
		const open = [...this.pending.values()].filter(({ told }) => told === (which === 'told'));
		return { count: sorted.length, medianMs: at(0.5), p95Ms: at(0.95), open: open.length };
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
