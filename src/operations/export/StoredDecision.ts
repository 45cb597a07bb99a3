import { z } from 'zod';
import { StateError } from '../../errors/StateError';
import { EXPORTS, type ExportRow } from '../../state/tables';

const StoredDecisionSchema = z.object({
	kind: z.enum(['link', 'create', 'again']),
	candidateId: z.string().default(''),
	/** Takes the place of the job that the recruiter chose; empty without. */
	jobId: z.string().default(''),
	decidedAtMs: z.number(),
});
/** A decision while the export waits to be carried out. */
export type StoredDecision = z.output<typeof StoredDecisionSchema>;

/** @throws StateError when the column holds something else */
export function readDecision({ decision }: ExportRow): StoredDecision | undefined {
	if (decision === '') return undefined;
	const parsed = StoredDecisionSchema.safeParse(fromJson(decision));
	if (!parsed.success) throw StateError.damagedRow(EXPORTS.name, undefined, 'decision');
	return parsed.data;
}

function fromJson(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		return undefined;
	}
}
