import { z } from 'zod';

const text = z
	.string()
	.nullish()
	.transform((value) => value ?? '');
const number = z.number().nullish();
const rows = <S extends z.ZodTypeAny>(schema: S) => z.array(schema).nullish();

/** Rows of the Data Tables that an explanation needs; a table that is not given is not looked at. */
export const StoredStateSchema = z.object({
	contracts: rows(z.object({ contract: text, state: text, missing: text })),
	seats: rows(
		z.object({
			seat: text,
			seatState: text,
			userId: text,
			mappedAt: text,
			importedFromMs: number,
			importedUntilMs: number,
		}),
	),
	people: rows(z.object({ person: text, candidateId: text, knownBy: text })),
	activity: rows(
		z.object({
			activityId: text,
			state: text,
			candidateId: text,
			noteIds: text,
			contentHash: text,
		}),
	),
	parked: rows(z.object({ recordKey: text, reason: text, whatToDo: text })),
	sync: rows(z.object({ stream: text, finishedAt: text })),
});
export type StoredState = z.infer<typeof StoredStateSchema>;
