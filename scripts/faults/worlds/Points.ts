import type { HttpRequest } from '../../../src/http/Transport';
import type { PlannedFault } from './Plan';

/** Counts how often each point was passed, and gives the fault that is planned there. */
export class Points {
	readonly passed = new Map<string, number>();

	/** Those that happened. */
	readonly hit: PlannedFault[] = [];

	armed = true;

	constructor(private readonly faults: readonly PlannedFault[]) {}

	pass(at: string): PlannedFault | undefined {
		if (!this.armed) return undefined;
		const nth = (this.passed.get(at) ?? 0) + 1;
		this.passed.set(at, nth);
		const fault = this.faults.find((one) => one.at === at && one.nth === nth);
		if (fault) this.hit.push(fault);
		return fault;
	}
}

/** What a request is, without saying whose: vendor, method and path with ids left out. */
export function pointOf(vendor: string, { method, url, headers }: HttpRequest): string {
	const { pathname, searchParams } = new URL(url);
	const path = pathname
		.split('/')
		.slice(2)
		.map((part) => (/\d|%3A|^urn/.test(part) && !/^v\d/i.test(part) ? 'ID' : part))
		.join('/');
	const how = headers['x-restli-method'] ?? headers['x-http-method-override'] ?? method;
	const finder = vendor === 'LinkedIn' ? searchParams.get('q') : undefined;
	return `http ${vendor} ${how.toUpperCase()} /${path}${finder ? `?q=${finder}` : ''}`;
}
