import { ConfigurationError } from '../errors/ConfigurationError';
import { type Generation, type ResourceForm, type ResourceName, RESOURCES } from './dialect';
import type { Learned } from './Learned';
import type { RestliProtocol } from './restli';

/** The newest version that LinkedIn's documents name (LinkedIn reference §15.1). */
export const DEFAULT_VERSION = '202604';

/** Which LinkedIn is spoken to, and as whom. */
export interface LinkedInSettings {
	/** Without trailing slash, for example `https://api.linkedin.com`. */
	baseUrl: string;
	/** `urn:li:organization:{id}`. */
	organizationUrn: string;
	/** `recommended` follows the LinkedIn reference §15.8 per resource. */
	generation: 'recommended' | Generation;
	/** Exceptions per resource. */
	overrides: Partial<Record<ResourceName, Generation>>;
	/** `YYYYMM`, for `/rest`. */
	version: string;
	protocol: RestliProtocol;
	recordsPerMinute: number;
	/** Of each resource that LinkedIn documents with 100,000; see `dayQuotaOf`. */
	requestsPerDay: number;
	/** Whether all resources together are held to `requestsPerDay`. */
	oneQuotaForAll?: boolean;
	/** How many batches of one resource may be under way together; default as documented. */
	callsAtOnce?: number;
	/** Of one member; default as documented. */
	inMailsPerMinute?: number;
	/** What earlier runs found out about this organization; what this one finds out is written into it. */
	learned?: Learned;
}

/** A resource in the generation that these settings choose. */
export interface ChosenForm extends ResourceForm {
	resource: ResourceName;
	generation: Generation;
}

/** The form of a resource; falls back to the only one that exists where a generation has none. */
export function formOf(resource: ResourceName, settings: LinkedInSettings): ChosenForm {
	const row = RESOURCES[resource];
	const wanted =
		settings.overrides[resource] ??
		(settings.generation === 'recommended' ? row.default : settings.generation);
	const generation: Generation = row[wanted] ? wanted : wanted === 'v2' ? 'rest' : 'v2';
	const form = row[generation];
	if (!form) throw new ConfigurationError(`LinkedIn has no form of ${resource}`, 'Report this.');
	return { ...form, resource, generation };
}

/** Whether the settings leave the generation of a resource to us: a trial may decide it then. */
export function isOpen(resource: ResourceName, settings: LinkedInSettings): boolean {
	return settings.generation === 'recommended' && settings.overrides[resource] === undefined;
}

/**
 * Accepts an organization as the admin has it: the bare number or the URN.
 *
 * @throws ConfigurationError when it is neither
 */
export function toOrganizationUrn(text: string): string {
	const match = /^(?:urn:li:organization:)?(\d+)$/.exec(text.trim());
	if (!match) {
		throw new ConfigurationError(
			'"Organization" in the LinkedIn credential is not a LinkedIn organization',
			'Enter the number of the company page, for example 1000, or urn:li:organization:1000.',
		);
	}
	return `urn:li:organization:${match[1]}`;
}
