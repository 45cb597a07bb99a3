import { z } from 'zod';
import { id, text } from './fields';
import { readList } from './readList';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

/** One without a label is known by its id. */
const DepartmentSchema = z
	.object({ id, label: text })
	.transform(({ id: departmentId, label }) => ({ id: departmentId, label: label ?? departmentId }));
export type SrDepartment = z.infer<typeof DepartmentSchema>;

/**
 * All departments of the company (SmartRecruiters reference §11.1).
 *
 * @throws CursorError when the list says that it is not complete: a rule could then name a department that is missing
 */
export async function listDepartments(api: SmartRecruitersApi): Promise<SrDepartment[]> {
	const path = '/configuration/departments';
	const found = await readList(api, {
		kind: 'department',
		path,
		endpoint: path,
		schema: DepartmentSchema,
	});
	return found?.content ?? [];
}
