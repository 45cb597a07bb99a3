import { SharingRulesSchema, type StoredSharing } from '../../../state/Settings';
import { DEPARTMENTS_SHOWN } from '../../../pages/sharingSection';
import { formValue, type PageCall } from '../PageCall';

const DEPARTMENT = 'department:';
const { consent, jobVisibility } = SharingRulesSchema.shape;

/** The rules as the form has them. What it could not show, or holds no choice of ours, stays. */
export function readSharingForm(call: PageCall): Partial<StoredSharing> {
	const shown = Object.keys(call.form).filter((name) => name.startsWith(DEPARTMENT));
	const chosenConsent = consent.safeParse(formValue(call, 'consent'));
	const chosenVisibility = jobVisibility.safeParse(formValue(call, 'jobVisibility'));
	const departments = (rule: string): string[] =>
		shown
			.filter((name) => formValue(call, name) === rule)
			.map((name) => name.slice(DEPARTMENT.length));
	return {
		...(formValue(call, DEPARTMENTS_SHOWN) !== '' && {
			departmentsNeverSent: departments('neverSent'),
			departmentsKeptPrivate: departments('keptPrivate'),
		}),
		jobsNeverSent: listOf(formValue(call, 'jobsNeverSent')),
		jobsKeptPrivate: listOf(formValue(call, 'jobsKeptPrivate')),
		confidentialTags: listOf(formValue(call, 'confidentialTags')),
		doNotContactTags: listOf(formValue(call, 'doNotContactTags')),
		...(chosenConsent.success && { consent: chosenConsent.data }),
		...(chosenVisibility.success && { jobVisibility: chosenVisibility.data }),
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
