import { z } from 'zod';

/** One odd field: of every object with that `id` in the answer, or of the answer itself. */
export const EditSchema = z.object({
	/** Of the record. */
	id: z.union([z.string(), z.number()]).optional(),
	/** For example `secondaryAssignments.0.job`. */
	path: z.string().min(1),
	/** Absent: the field is taken away. */
	value: z.unknown().optional(),
});
export type Edit = z.infer<typeof EditSchema>;

/** An answer with odd fields in it, at any depth. */
export function editAnswer(payload: string, edits: readonly Edit[]): string {
	let answer: unknown;
	try {
		answer = JSON.parse(payload);
	} catch {
		return payload;
	}
	for (const edit of edits) {
		const targets = edit.id === undefined ? [answer] : withId(answer, edit.id);
		for (const target of targets) change(target, edit);
	}
	return JSON.stringify(answer);
}

function withId(value: unknown, id: string | number): unknown[] {
	if (!isContainer(value)) return [];
	const inside = Object.values(value).flatMap((one) => withId(one, id));
	return 'id' in value && value.id === id ? [value, ...inside] : inside;
}

function change(target: unknown, { path, value }: Edit): void {
	const steps = path.split('.');
	const last = steps.pop() ?? '';
	let at: unknown = target;
	for (const step of steps) {
		if (!isContainer(at)) return;
		at = at[step];
	}
	if (!isContainer(at)) return;
	if (value === undefined) delete at[last];
	else at[last] = value;
}

function isContainer(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
