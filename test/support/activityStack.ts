import { z } from 'zod';
import { acknowledge } from '../../scripts/n8n/connectStack';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import { type N8nInstance } from '../../scripts/n8n/N8nInstance';
import { pause } from '../../scripts/n8n/pause';
import { TABLES } from '../../src/state/tables';

export const ORGANIZATION = 'urn:li:organization:1000';
const CONTRACT = 'urn:li:contract:2001';

const MembersSchema = z.array(z.object({ urn: z.string(), candidateIds: z.array(z.string()) }));
const SeatsSchema = z.array(
	z.object({
		seatUrn: z.string(),
		contract: z.string().optional(),
		state: z.string(),
		firstName: z.string(),
		lastName: z.string(),
	}),
);
const FindingSchema = z.object({ count: z.number(), shown: z.array(z.string()) });
const ComparisonSchema = z.object({
	agree: z.boolean(),
	expected: z.number(),
	found: z.number(),
	undecidable: z.number(),
	missing: FindingSchema,
	twice: FindingSchema,
	wrong: FindingSchema,
	outdated: FindingSchema,
	headless: FindingSchema,
	cut: FindingSchema,
	unsafe: FindingSchema,
});
export type Comparison = z.infer<typeof ComparisonSchema>;

export interface ActivityStack extends Stack {
	/** Seats whose holders are mapped. */
	mapped: string[];
	/** What the sandbox says of mapped seats. */
	compare: (sinceMs?: number) => Promise<Comparison>;
	/** Waits until the pen is free and nothing more is written. */
	settled: () => Promise<void>;
}

export interface ActivityStackOptions {
	/** How many active seats there are in `rsc_seats`. */
	seats: number;
	/** How many of them, from the last, are not mapped; default 1. */
	notMapped?: number;
	people?: number;
	seatChange?: object;
	/** Whether the journey of workflow 01 was not made yet. */
	notAcknowledged?: boolean;
	env?: Record<string, string>;
	/** Of workflow 04. */
	settings?: Record<string, unknown>;
	/** What happens before n8n starts, and with it the first poll. */
	before?: (stack: Stack) => Promise<void>;
}

/** A real n8n with workflow 04, connected, people known as Get Matches tells them, and the first seats mapped. */
export async function activityStack(options: ActivityStackOptions): Promise<ActivityStack> {
	const { people = 300, notMapped = 1, env, settings } = options;
	const stack = await makeStack({
		people,
		workflows: ['rscActivity'],
		...(env && { env }),
		...(settings && { settings }),
	});
	const { n8n, sandbox } = stack;
	await options.before?.(stack);
	const seats = SeatsSchema.parse(await sandbox.control('GET', '/linkedin/seats'))
		.filter(({ state, contract }) => state === 'ACTIVE' && (contract ?? CONTRACT) === CONTRACT)
		.slice(0, options.seats);
	const members = MembersSchema.parse(await sandbox.control('GET', '/linkedin/members?limit=1000'));
	await n8n.start();
	const mapped = seats.slice(0, seats.length - notMapped).map(({ seatUrn }) => seatUrn);
	const now = new Date().toISOString();
	await n8n.insertRows(
		'rsc_seats',
		TABLES.rsc_seats.columns,
		seats.map(({ seatUrn, firstName, lastName }, nth) => ({
			seat: seatUrn,
			contract: CONTRACT,
			organization: ORGANIZATION,
			seatState: 'ACTIVE',
			seatName: `${firstName} ${lastName}`,
			userId: mapped.includes(seatUrn) ? `user${nth}` : '',
			mappedAt: now,
			...options.seatChange,
		})),
	);
	const rows = members.flatMap(({ urn, candidateIds }) =>
		candidateIds.map((candidateId) => ({
			organization: ORGANIZATION,
			person: urn,
			candidateId,
			knownBy: 'match',
			knownAt: now,
		})),
	);
	await n8n.insertRows('rsc_people', TABLES.rsc_people.columns, rows);
	if (!options.notAcknowledged) await acknowledge(n8n);
	return {
		...stack,
		mapped,
		compare: async (sinceMs) => {
			const at = sinceMs === undefined ? '' : `@${sinceMs}`;
			const path = `/compare/activity?seats=${mapped.map((seat) => seat + at).join(',')}`;
			return ComparisonSchema.parse(await sandbox.control('GET', path));
		},
		settled: async () => {
			await settled(n8n);
		},
	};
}

/** The findings of a comparison that must be empty, and are not. */
export function faultsOf(comparison: Comparison): Record<string, unknown> {
	const { missing, twice, wrong, outdated, headless, cut, unsafe } = comparison;
	const findings = { missing, twice, wrong, outdated, headless, cut, unsafe };
	return Object.fromEntries(Object.entries(findings).filter(([, { count }]) => count > 0));
}

/** Looks again until it is as wanted. */
export async function until<T>(
	what: string,
	n8n: N8nInstance,
	look: () => Promise<T>,
	wanted: (value: T) => boolean,
	withinMs = 120_000,
): Promise<T> {
	const deadline = performance.now() + withinMs;
	for (;;) {
		const value = await look();
		if (wanted(value)) return value;
		if (performance.now() > deadline)
			throw new Error(
				`Not within ${withinMs} ms: ${what}. ${JSON.stringify(value).slice(0, 2000)}\n${n8n.log().slice(-2000)}`,
			);
		await pause(500);
	}
}

async function settled(n8n: N8nInstance): Promise<void> {
	let before = '';
	await until(
		'it has settled',
		n8n,
		async () => {
			const rows = await n8n.table('rsc_activity');
			const leases = await n8n.table('rsc_sync');
			const now = JSON.stringify(rows.map(({ state, contentHash }) => [state, contentHash]));
			const busy = leases.some(
				({ stream, leaseOwner }) => stream === 'activityWrite' && Boolean(leaseOwner),
			);
			const same = now === before;
			before = now;
			await pause(1500);
			return { same, busy, count: rows.length };
		},
		({ same, busy, count }) => same && !busy && count > 0,
	);
}
