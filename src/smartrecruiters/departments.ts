import { z } from 'zod';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

const DepartmentsSchema = z
	.object({ content: z.array(z.object({ id: z.string(), label: z.string() })) })
	.transform(({ content }) => content);
export type SrDepartment = z.infer<typeof DepartmentsSchema>[number];

/** The company's departments (SmartRecruiters reference §11.1). */
export async function listDepartments(api: SmartRecruitersApi): Promise<SrDepartment[]> {
	const path = '/configuration/departments';
	return (await api.get(path, path, DepartmentsSchema)) ?? [];
}
