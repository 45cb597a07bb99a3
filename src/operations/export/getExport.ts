import { z } from 'zod';
import { WaitLedger } from '../../http/WaitLedger';
import {
	type ExportedCandidate,
	fetchExportedCandidates,
	readExportedCandidate,
} from '../../linkedin/exportedCandidates';
import { type LinkedInSide, openLinkedIn, type World } from '../connect';

/**
 * What LinkedIn holds under a request id; empty when it does not know it, or no longer. Those of other customers are left
 * out of it with nothing but their organization: they are nobody's business here.
 */
export async function getExport(
	linkedIn: LinkedInSide,
	world: World,
	requestId: string,
	timeLimitMs: number,
): Promise<ExportedCandidate[]> {
	const frame = { deadlineMs: world.effects.now() + timeLimitMs, ledger: new WaitLedger() };
	const { api } = openLinkedIn(linkedIn, world, frame);
	const elements = await fetchExportedCandidates(api, requestId);
	return ownOnly(elements, linkedIn.settings.organizationUrn);
}

/** Of other customers' exports, nothing but their organization. */
export function ownOnly(
	elements: readonly ExportedCandidate[],
	organizationUrn: string,
): ExportedCandidate[] {
	return elements.map((one) =>
		one.organizationUrn === organizationUrn
			? one
			: { employers: [], ...(one.organizationUrn && { organizationUrn: one.organizationUrn }) },
	);
}

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
