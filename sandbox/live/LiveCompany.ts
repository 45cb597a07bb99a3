import type { CompanyChange } from '../company/Company';
import type { CompanyReview } from '../company/entities';
import type { SandboxWorld } from '../core/SandboxWorld';
import { AuditLog } from './AuditLog';
import { type Action, act } from './act';
import { eventsOf } from './eventsOf';
import { WebhookHub } from './WebhookHub';

const LOOK_EVERY_MS = 50;

/** What the company tells about itself, and what it is going to do. */
export class LiveCompany {
	readonly hub: WebhookHub;

	readonly audit = new AuditLog();

	readonly reviews = new Map<string, CompanyReview>();

	private planned: Action[] = [];

	private silent = false;

	constructor(
		private readonly context: Pick<SandboxWorld, 'clock' | 'switches' | 'company' | 'baseUrl'>,
	) {
		const { clock, switches } = context;
		this.hub = new WebhookHub(clock, switches, () => context.baseUrl);
		switches.define('sr§5.1 updatedOn moves with statuses', true);
		switches.define('sr§12.2 merge sends candidate.deleted', false);
		switches.define('sr§12.2 application deletions are audited', true);
		switches.define('sr§12.2 application deletions name the pair', false);
	}

	/** Tells of a change, by webhook and in the audit trail. */
	observe(change: CompanyChange): void {
		const { clock, switches } = this.context;
		const changedAtMs = whenOf(change);
		const atMs = Math.min(clock.now(), changedAtMs ?? clock.now());
		const { events, audit } = eventsOf(change);
		for (const entry of audit) {
			if (
				entry.eventName === 'JOB_APPLICATION_DELETED' &&
				!switches.boolean('sr§12.2 application deletions are audited')
			)
				continue;
			this.audit.add({ ...entry, atMs });
		}
		if (change.kind === 'candidate' && change.before && !change.after) this.followReviews(change);
		if (this.silent) return;
		for (const event of events) {
			const byMerge = event.name === 'candidate.deleted by merge';
			if (byMerge && !switches.boolean('sr§12.2 merge sends candidate.deleted')) continue;
			this.hub.emit(byMerge ? { ...event, name: 'candidate.deleted' } : event, atMs);
		}
	}

	/** Changes of which no webhook tells, as bulk actions may be. */
	quietly(change: () => void): void {
		this.silent = true;
		try {
			change();
		} finally {
			this.silent = false;
		}
	}

	putReview(review: CompanyReview, atMs: number): void {
		const isNew = !this.reviews.has(review.id);
		this.reviews.set(review.id, review);
		this.tellOfReview(isNew ? 'review.created' : 'review.updated', review, atMs);
	}

	deleteReview(id: string, atMs: number): void {
		const review = this.reviews.get(id);
		if (!review) return;
		this.reviews.delete(id);
		this.tellOfReview('review.deleted', review, atMs);
	}

	plan(actions: readonly Action[]): void {
		this.planned = [...this.planned, ...actions].sort((a, b) => a.atMs - b.atMs);
	}

	/** Actions that are still to come. */
	get left(): number {
		return this.planned.length;
	}

	/** Epoch milliseconds of the next action, if any is planned. */
	get nextActionAtMs(): number | undefined {
		return this.planned[0]?.atMs;
	}

	/** Does what the company was going to do by now. */
	catchUp(): void {
		const nowMs = this.context.clock.now();
		for (let next = this.planned[0]; next && next.atMs <= nowMs; next = this.planned[0]) {
			this.planned.shift();
			act(next, this.context, this);
		}
	}

	/** Acts and delivers as the clock goes on, until it is stopped. */
	tellAsTimePasses(): () => void {
		const timer = setInterval(() => {
			this.catchUp();
			void this.hub.deliverDue();
		}, LOOK_EVERY_MS);
		timer.unref();
		return () => {
			clearInterval(timer);
		};
	}

	reset(): void {
		this.hub.reset();
		this.audit.reset();
		this.reviews.clear();
		this.planned = [];
	}

	private tellOfReview(name: string, review: CompanyReview, atMs: number): void {
		const { candidateId, jobId, id } = review;
		const application = this.context.company
			.candidateById(candidateId)
			?.applications.find((one) => one.jobId === jobId);
		if (!application || this.silent) return;
		this.hub.emit(
			{
				name,
				body: { application_id: application.applicationId, review_id: id },
				path: `/reviews-api/v201910/reviews/${id}`,
			},
			atMs,
		);
	}

	/** Reviews go with their candidate, or move to who it was merged into. */
	private followReviews({
		before,
		mergedIntoId,
	}: Extract<CompanyChange, { kind: 'candidate' }>): void {
		for (const [id, review] of this.reviews) {
			if (review.candidateId !== before?.id) continue;
			if (mergedIntoId) this.reviews.set(id, { ...review, candidateId: mergedIntoId });
			else this.reviews.delete(id);
		}
	}
}

/** Epoch milliseconds of a change that says when it was. */
function whenOf(change: CompanyChange): number | undefined {
	switch (change.kind) {
		case 'candidate':
		case 'team':
			return change.atMs;
		case 'job':
			return change.after.updatedOn;
		case 'user': {
			const { before, after } = change;
			return before.updatedOn === after.updatedOn ? undefined : after.updatedOn;
		}
	}
}
