import type { Plan } from './Plan';

const DAY_MS = 86_400_000;

/** Webhooks and pushes on their way, as the plan has it. */
export class Arrivals<T> {
	private onTheWay: Array<{ item: T; atMs: number }> = [];

	private count = 0;

	constructor(private readonly plan: Pick<Plan, 'arrival'>) {}

	add(item: T, sentAtMs: number): void {
		this.count += 1;
		const { arrival } = this.plan;
		// Every third one, so that not only one kind is there.
		const isHit = this.count % 3 !== 0;
		if (arrival === 'lost' && isHit) return;
		const lateMs = arrival === 'dayLate' && isHit ? DAY_MS : 0;
		this.onTheWay.push({ item, atMs: sentAtMs + lateMs });
		if (arrival === 'doubled') this.onTheWay.push({ item, atMs: sentAtMs });
	}

	due(nowMs: number): T[] {
		const due = this.onTheWay.filter(({ atMs }) => atMs <= nowMs).map(({ item }) => item);
		return this.plan.arrival === 'reversed' ? due.reverse() : due;
	}

	take(nowMs: number): T[] {
		const due = this.due(nowMs);
		this.onTheWay = this.onTheWay.filter(({ atMs }) => atMs > nowMs);
		return due;
	}

	get left(): number {
		return this.onTheWay.length;
	}
}
