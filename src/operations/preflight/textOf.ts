import { FINDINGS } from './findings/findings';
import type { Facts, PreflightLine } from './PreflightLine';

/** A line as an admin reads it. */
export function textOf({ finding, facts }: PreflightLine): { says: string; whatToDo: string } {
	const { says, whatToDo } = FINDINGS[finding];
	return { says: filled(says, facts), whatToDo: filled(whatToDo, facts) };
}

function filled(text: string, facts: Facts): string {
	return text.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
		String(facts[name] ?? placeholder),
	);
}
