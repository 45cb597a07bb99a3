import * as fc from 'fast-check';
import type { FaultInput } from '../../sandbox/core/FaultBoard';
import { ConnectorError } from '../../src/errors/ConnectorError';
import { VALUES } from './BadRecord';

const ENVELOPE = [
	...['totalFound', 'nextPageId', 'content', 'content.0', 'elements', 'elements.0', 'paging'],
	...['paging.total', 'paging.links', 'results', 'errors', 'statuses', 'id', 'primaryAssignment'],
	...['access_token', 'expires_in'],
] as const;
const STATUSES = [200, 200, 201, 204, 207, 302, 400, 404, 409, 500] as const;
const BODIES: readonly unknown[] = [
	...VALUES,
	...['{"content":', '<html>Gateway</html>', { content: null }, { results: [] }],
	...[{ elements: null }, { elements: [null] }],
];

/** One of these endpoints answers something odd from some request on: in its envelope, or altogether. */
export function oddFault(paths: readonly string[]): fc.Arbitrary<FaultInput> {
	const answer: fc.Arbitrary<Pick<FaultInput, 'kind' | 'status' | 'body' | 'edits'>> = fc.oneof(
		fc
			.tuple(fc.constantFrom(...ENVELOPE), fc.constantFrom(...VALUES))
			.map(([path, value]) => ({ kind: 'odd' as const, edits: [{ path, value }] })),
		fc
			.tuple(fc.constantFrom(...STATUSES), fc.constantFrom(...BODIES))
			.map(([status, body]) => ({ kind: 'status' as const, status, body })),
	);
	return fc
		.tuple(fc.constantFrom(...paths), fc.nat({ max: 5 }), answer)
		.map(([path, skip, rest]) => ({ path, skip, times: 100_000, ...rest }));
}

/** What is wrong with how a run ended; empty when it came to its end, or stopped with an error that says what to do. */
export async function endOf(run: () => Promise<unknown>): Promise<string> {
	try {
		await run();
		return '';
	} catch (error) {
		if (error instanceof ConnectorError && error.advice !== '') return '';
		return `not a clear error: ${error instanceof Error ? error.message : String(error)}`;
	}
}
