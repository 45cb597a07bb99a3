import { fieldsOf } from '../http/fieldsOf';
import type { Schema } from '../http/Schema';

export interface Assignments<P, S> {
	primaryAssignment: P | undefined;
	secondaryAssignments: S[];
	/** Field paths of assignments that could not be read, and so were left out. */
	unreadable: string[];
}

/** A candidate's assignments one by one: an odd one is named, and the person and the other assignments stay. */
export function readAssignments<P, S>(
	record: { primaryAssignment?: unknown; secondaryAssignments?: unknown },
	primary: Schema<P>,
	secondary: Schema<S>,
): Assignments<P, S> {
	const unreadable: string[] = [];
	const read = <T>(schema: Schema<T>, value: unknown, field: string): T | undefined => {
		const parsed = schema.safeParse(value);
		if (parsed.success) return parsed.data;
		unreadable.push(...fieldsOf(parsed.error).map((path) => `${field}.${path}`));
		return undefined;
	};
	const { primaryAssignment: first, secondaryAssignments: others } = record;
	const list: unknown[] = Array.isArray(others) ? others : [];
	if (others !== undefined && others !== null && !Array.isArray(others))
		unreadable.push('secondaryAssignments');
	return {
		primaryAssignment:
			first === undefined || first === null ? undefined : read(primary, first, 'primaryAssignment'),
		secondaryAssignments: list.flatMap(
			(one, at) => read(secondary, one, `secondaryAssignments.${at}`) ?? [],
		),
		unreadable,
	};
}
