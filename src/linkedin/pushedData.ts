import { z } from 'zod';
import { HttpStatusError } from '../errors/HttpStatusError';
import type { LinkedInApi } from './LinkedInApi';
import type { PushEvent } from './notification';
import { type CompoundKey, compoundIds } from './restli';
import { BatchReadSchema } from './schemas';

/** Elements as LinkedIn gave them: most of their field names are UNCERTAIN (§2.3, §7). */
export type PushedElement = Record<string, unknown>;

const RESOURCE_OF = {
	candidateExported: 'exportedCandidates',
	integrationStatusChanged: 'integrations',
} as const;

const FoundSchema = z.object({ elements: z.array(z.record(z.unknown())).default([]) });

/**
 * What a notification points to (LinkedIn reference §2.3, §3.4, §7). Empty when LinkedIn has nothing under this id, or
 * nothing anymore: it is not documented whether that is a 404.
 */
export async function findPushedData(
	api: LinkedInApi,
	event: PushEvent,
	requestId: string,
): Promise<PushedElement[]> {
	const form = api.form(RESOURCE_OF[event]);
	const answer = await api.send({
		method: 'GET',
		path: form.path,
		endpoint: form.path,
		form,
		query: `q=request&requestId=${encodeURIComponent(requestId)}`,
		restliMethod: 'finder',
		schema: FoundSchema,
		absentOn: [404],
	});
	return answer?.elements ?? [];
}

/** Whose data an element is: an organization or a contract. The key may be flat or nested (§2.2). */
export function contextOf(element: PushedElement): string | undefined {
	const places = [element, ...Object.values(element).filter(isRecord)];
	const context = places
		.map(({ integrationContext }) => integrationContext)
		.find((value) => typeof value === 'string');
	return typeof context === 'string' ? context : undefined;
}

/** Whether this application may read that contract's integration (§2.3): it may read its own customer's only. */
export async function ownsContract(api: LinkedInApi, contractUrn: string): Promise<boolean> {
	const form = api.form('integrations');
	const parts: Record<string, string> = {
		organization: contractUrn,
		integrationType: 'CSA_API',
		tenantType: 'RECRUITER',
	};
	const key: CompoundKey = [
		...Object.entries(form.key).map(([ours, theirs]) => [theirs, parts[ours] ?? ''] as const),
		...Object.entries(form.constants ?? {}),
	];
	try {
		const answer = await api.send({
			method: 'GET',
			path: form.path,
			endpoint: form.path,
			form,
			query: compoundIds([key], api.settings.protocol),
			restliMethod: 'batch_get',
			schema: BatchReadSchema,
			absentOn: [404],
		});
		return Object.keys(answer?.results ?? {}).length > 0;
	} catch (error) {
		if (error instanceof HttpStatusError && error.status === 403) return false;
		throw error;
	}
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
