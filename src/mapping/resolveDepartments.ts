import { normalForm } from './normalForm';

/** A department as a job names it. */
export type DepartmentFacts = { id?: string | undefined; label?: string | undefined } | undefined;

/** A department as the company has it. */
export interface KnownDepartment {
	id: string;
	label: string;
}

/** Departments that a rule names. */
export class DepartmentSet {
	private readonly ids: ReadonlySet<string>;

	private readonly forms: ReadonlySet<string>;

	constructor(readonly departments: readonly KnownDepartment[]) {
		this.ids = new Set(departments.map(({ id }) => id));
		this.forms = new Set(departments.map(({ label }) => normalForm(label)));
	}

	/** Whether a job's department is one of these: by its id, or by its label where the job names no id. */
	holds(department: DepartmentFacts): boolean {
		if (department?.id !== undefined) return this.ids.has(department.id);
		return department?.label !== undefined && this.forms.has(normalForm(department.label));
	}
}

export interface ResolvedDepartments {
	neverSent: DepartmentSet;
	keptPrivate: DepartmentSet;
}

/**
 * The departments that a rule names. An id names its department; a label names every department that a person reads the
 * same, so that "Finance" finds "FINANCE ", too.
 *
 * @param wanted ids or labels
 * @returns the departments, and how many entries name none of them: a rule that hides nothing lets out what was to stay, so
 * that has to stop the run
 */
export function resolveDepartments(
	wanted: readonly string[],
	known: readonly KnownDepartment[],
): { found: DepartmentSet; unknown: number } {
	const entries = wanted.filter((entry) => normalForm(entry) !== '');
	const found = new Map<string, KnownDepartment>();
	let unknown = 0;
	for (const entry of entries) {
		const byId = known.filter(({ id }) => id === entry.trim());
		const named =
			byId.length > 0 ? byId : known.filter(({ label }) => normalForm(label) === normalForm(entry));
		if (named.length === 0) unknown += 1;
		for (const department of named) found.set(department.id, department);
	}
	return { found: new DepartmentSet([...found.values()]), unknown };
}
