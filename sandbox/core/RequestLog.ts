export type Vendor = 'linkedin' | 'smartrecruiters';

interface RouteCount {
	requests: number;
	statuses: Record<string, number>;
	firstAtMs: number;
	lastAtMs: number;
}

/** Counts of what was asked; bounded by the number of routes. Bodies are kept only on request, for leak tests. */
export class RequestLog {
	private routes = new Map<string, RouteCount>();

	private seen: Array<{ vendor: Vendor; text: string }> = [];

	private firstAtMs: number | undefined;

	private lastAtMs: number | undefined;

	constructor(readonly recordBodies: boolean) {}

	/** Records that LinkedIn took or refused in batch writes, by resource. */
	readonly writes = new Map<string, number>();

	record(vendor: Vendor, route: string, status: number, nowMs: number): void {
		const key = `${vendor} ${route}`;
		const count = this.routes.get(key) ?? {
			requests: 0,
			statuses: {},
			firstAtMs: nowMs,
			lastAtMs: nowMs,
		};
		count.lastAtMs = nowMs;
		count.requests += 1;
		count.statuses[status] = (count.statuses[status] ?? 0) + 1;
		this.routes.set(key, count);
		this.firstAtMs ??= nowMs;
		this.lastAtMs = nowMs;
	}

	/** Keeps what a request said: URL and body. @param _route method and route, for who listens */
	keepBody(vendor: Vendor, text: string, _route?: string): void {
		if (this.recordBodies) this.seen.push({ vendor, text });
	}

	wrote(resource: string, records: number): void {
		this.writes.set(resource, (this.writes.get(resource) ?? 0) + records);
	}

	/** Whether any recorded request, to either vendor or to one, holds a text, plain or URL-encoded. */
	sawInBody(text: string, vendor?: Vendor): boolean {
		const encoded = encodeURIComponent(text);
		return this.seen.some(
			(one) =>
				(vendor === undefined || one.vendor === vendor) &&
				(one.text.includes(text) || one.text.includes(encoded)),
		);
	}

	summary() {
		const total = (vendor: Vendor, status?: string): number =>
			[...this.routes]
				.filter(([key]) => key.startsWith(`${vendor} `))
				.reduce(
					(sum, [, count]) => sum + (status ? (count.statuses[status] ?? 0) : count.requests),
					0,
				);
		const of = (vendor: Vendor) => ({ requests: total(vendor), throttled: total(vendor, '429') });
		return {
			linkedin: of('linkedin'),
			smartrecruiters: of('smartrecruiters'),
			routes: Object.fromEntries(this.routes),
			writes: Object.fromEntries(this.writes),
			firstAtMs: this.firstAtMs ?? null,
			lastAtMs: this.lastAtMs ?? null,
		};
	}

	reset(): void {
		this.routes = new Map();
		this.writes.clear();
		this.seen = [];
		this.firstAtMs = undefined;
		this.lastAtMs = undefined;
	}
}
