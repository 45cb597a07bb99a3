import { type Position, rows, type TemplateNode } from './nodes';

/** Longer than whoever has the lease works on one thing; then it is renewed, or given back. */
const SHORT_LEASE = '={{ Date.now() + 90000 }}';

/** For when n8n starts: whoever held these leases is gone, or, in queue mode, does no harm beside the next one. */
export const forgetLeases = (
	name: string,
	position: Position,
	streams: readonly string[],
): TemplateNode =>
	rows(name, position, 'rsc_sync', 'update', {
		filter: streams.map((stream): [string, string, unknown] => ['stream', 'eq', stream]),
		any: true,
		values: { leaseOwner: '', leaseUntilMs: 0 },
	});

/**
 * For when n8n starts, where two at once would do harm: whoever held the lease is gone, or is a worker of queue mode that is
 * still at it.
 */
export const shortenLease = (name: string, position: Position, stream: string): TemplateNode =>
	rows(name, position, 'rsc_sync', 'update', {
		filter: [
			['stream', 'eq', stream],
			['leaseUntilMs', 'gt', SHORT_LEASE],
		],
		values: { leaseUntilMs: SHORT_LEASE },
	});
