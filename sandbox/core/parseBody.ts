import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Problem } from './Problem';

/** Reads a control request's JSON body. @throws Problem 400 naming the fields that do not fit */
export function parseBody<T>(
	request: FastifyRequest,
	schema: z.ZodType<T, z.ZodTypeDef, unknown>,
): T {
	let value: unknown;
	try {
		value = typeof request.body === 'string' && request.body !== '' ? JSON.parse(request.body) : {};
	} catch {
		throw new Problem(400, { message: 'The body is no JSON' });
	}
	const parsed = schema.safeParse(value);
	if (!parsed.success) throw new Problem(400, { message: 'Invalid', issues: parsed.error.issues });
	return parsed.data;
}
