import { z } from 'zod';

/** Data Tables give null for what was never written. */
const text = z
	.string()
	.nullish()
	.transform((value) => value ?? '');
const count = z
	.number()
	.nullish()
	.transform((value) => value ?? 0);

/** A row of `rsc_contracts`, as far as pages need it. */
export const ContractRowSchema = z.object({
	contract: z.string(),
	organization: text,
	name: text,
	product: text,
	state: text,
	acknowledgedBy: text,
	acknowledgedAt: text,
	acknowledgedText: text,
	companyLevel: text,
	contractLevel: text,
	missing: text,
	whatToDo: text,
	checkedAt: text,
});
export type ContractRow = z.infer<typeof ContractRowSchema>;

/** A row of `rsc_sync`. */
export const SyncRowSchema = z.object({
	stream: z.string(),
	done: count,
	total: count,
	rejected: count,
	activity: text,
	recordsPerMinute: count,
	boundBy: text,
	etaSeconds: count,
	startedAt: text,
	finishedAt: text,
	heartbeatAt: text,
	message: text,
	resumeAtMs: count,
	samples: text,
});
export type SyncRow = z.infer<typeof SyncRowSchema>;

/** A row of `rsc_parked`. */
export const ParkedRowSchema = z.object({
	recordKey: z.string(),
	kind: text,
	code: text,
	reason: text,
	whatToDo: text,
	lastSeenAt: text,
	retryAskedAt: text,
});
export type ParkedRow = z.infer<typeof ParkedRowSchema>;

/** A row of `rsc_seats`. */
export const SeatRowSchema = z.object({ seat: z.string(), seatState: text, userId: text });
export type SeatRow = z.infer<typeof SeatRowSchema>;

/** Rows as a workflow hands them over: what does not have the key of its table, such as an empty item, is left out. */
export function readRows<Row>(schema: z.ZodType<Row, z.ZodTypeDef, unknown>, rows: unknown): Row[] {
	const list = z.array(z.unknown()).safeParse(rows);
	return (list.success ? list.data : []).flatMap((row) => {
		const parsed = schema.safeParse(row);
		return parsed.success ? [parsed.data] : [];
	});
}

/** What a status page tells of. */
export interface StatusPageData {
	/** `urn:li:organization:{id}` */
	organization: string;
	contracts: readonly ContractRow[];
	sync: readonly SyncRow[];
	parked: readonly ParkedRow[];
	/** How many parked records were read at most; then there may be more. */
	parkedLimit: number;
	seats: readonly SeatRow[];
	nowMs: number;
	/** Whether the page comes again by itself. */
	updates: boolean;
	/** Addresses, relative to that of the page. */
	links: {
		connect: string;
		retry: string;
	};
	/** Without it, nothing can be tried again from this page. */
	retryKey: string;
}
