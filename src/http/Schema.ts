import type { z } from 'zod';

/** A zod schema that reads foreign data and gives `T`. */
export type Schema<T> = z.ZodType<T, z.ZodTypeDef, unknown>;
