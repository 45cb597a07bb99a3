import { z } from 'zod';
import { ConfigurationError } from '../errors/ConfigurationError';

/**
 * Reads the state of a piece of work as a workflow hands it over: text, object, or nothing at all.
 *
 * @returns `undefined` when there is none yet
 * @throws ConfigurationError when it is damaged or belongs to another organization
 */
export function parseState<T extends { organizationUrn: string }>(
	value: unknown,
	schema: z.ZodType<T, z.ZodTypeDef, unknown>,
	organizationUrn: string,
): T | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const parsed = schema.safeParse(typeof value === 'string' ? fromJson(value) : value);
	if (!parsed.success) {
		throw new ConfigurationError(
			'"Checkpoint" does not hold a checkpoint of this operation',
			'Hand over the field "checkpoint" of the last item as it is, or leave the field empty to begin anew.',
		);
	}
	if (parsed.data.organizationUrn !== organizationUrn) {
		throw new ConfigurationError(
			'"Checkpoint" belongs to another LinkedIn organization than the credential',
			'Choose the credential that the work was started with, or leave "Checkpoint" empty to begin anew.',
		);
	}
	return parsed.data;
}

function fromJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
