import { z } from 'zod';
import { SharingRulesSchema, type StoredSharing } from '../../../state/Settings';
import { formValue, type PageCall } from '../PageCall';

const DEPARTMENT = 'department:';
const { consent, jobVisibility } = SharingRulesSchema.shape;

/** The rules as the form has them. Where it could show no departments, their rules stay. */
export function readSharingForm(call: PageCall): Partial<StoredSharing> {
	const shown = Object.keys(call.form).filter((name) => name.startsWith(DEPARTMENT));
	const departments = (rule: string): string[] =>
		shown
			.filter((name) => formValue(call, name) === rule)
			.map((name) => name.slice(DEPARTMENT.length));
	return {
		...(shown.length > 0 && {
			departmentsNeverSent: departments('neverSent'),
			departmentsKeptPrivate: departments('keptPrivate'),
		}),
		jobsNeverSent: listOf(formValue(call, 'jobsNeverSent')),
		jobsKeptPrivate: listOf(formValue(call, 'jobsKeptPrivate')),
		confidentialTags: listOf(formValue(call, 'confidentialTags')),
		doNotContactTags: listOf(formValue(call, 'doNotContactTags')),
		consent: parse(consent, formValue(call, 'consent')),
		jobVisibility: parse(jobVisibility, formValue(call, 'jobVisibility')),
		reviews: formValue(call, 'reviews') !== '',
		notes: formValue(call, 'notes') !== '',
	};
}

const listOf = (text: string): string[] => [
	...new Set(
		text
			.split(/[,\n]/)
			.map((one) => one.trim())
			.filter(Boolean),
	),
];

/** What is not one of the choices is the default. */
function parse<T>(schema: z.ZodType<T, z.ZodTypeDef, unknown>, value: string): T {
	const parsed = schema.safeParse(value);
	return parsed.success ? parsed.data : schema.parse(undefined);
}
