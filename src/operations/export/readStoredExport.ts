import { z } from 'zod';
import { type ExportedCandidate, readExportedCandidate } from '../../linkedin/exportedCandidates';

const PlaceSchema = z
	.object({ text: z.string(), city: z.string(), region: z.string(), countryCode: z.string() })
	.partial();
const StoredSchema = z
	.object({
		organizationUrn: z.string(),
		person: z.string(),
		seat: z.string(),
		jobId: z.string(),
		firstName: z.string(),
		lastName: z.string(),
		headline: z.string(),
		location: PlaceSchema,
		profileUrl: z.string(),
		email: z.string(),
		phone: z.string(),
	})
	.partial()
	.extend({ employers: z.array(z.string()) })
	.strict();

/**
 * An export that was fetched before: as this package stores it, or as LinkedIn sends it, as text or object; `undefined`
 * when it is empty or neither.
 */
export function readStoredExport(value: unknown): ExportedCandidate | undefined {
	const content = typeof value === 'string' ? parseJson(value) : value;
	if (content === undefined || content === null) return undefined;
	const stored = StoredSchema.safeParse(content);
	if (stored.success) return stored.data;
	const raw = readExportedCandidate(content);
	return raw?.organizationUrn ? raw : undefined;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text.trim() || 'null');
	} catch {
		return undefined;
	}
}
