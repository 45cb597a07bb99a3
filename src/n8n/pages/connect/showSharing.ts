import { getSharingRules } from '../../../operations/contract/getSharingRules';
import { openAtsForPerson } from '../../../operations/contract/openAtsForPerson';
import type { SharingForm } from '../../../pages/connectPageData';
import { listDepartments, type SrDepartment } from '../../../smartrecruiters/departments';
import { orProblem } from '../orProblem';
import type { ConnectOutcome, ConnectVisit } from './ConnectVisit';

/** The rules as the form shows them: kept ones, or those that a preview is about. */
export async function showSharing(
	{ runtime }: ConnectVisit,
	{ draft, preview }: ConnectOutcome,
): Promise<{ form: SharingForm; problem: string }> {
	const decided = await getSharingRules(runtime, runtime.linkedIn.settings.organizationUrn);
	const rules = draft ?? decided.rules;
	const { departments, problem } = await readDepartments(runtime);
	const ruleOf = ({ id, label }: SrDepartment): '' | 'neverSent' | 'keptPrivate' => {
		const names = (list: readonly string[]): boolean => list.includes(id) || list.includes(label);
		if (names(rules.departmentsNeverSent)) return 'neverSent';
		return names(rules.departmentsKeptPrivate) ? 'keptPrivate' : '';
	};
	return {
		problem,
		form: {
			changedBy: decided.changedBy,
			changedAt: decided.changedAt,
			departments: departments.map((one) => ({ ...one, rule: ruleOf(one) })),
			jobsNeverSent: rules.jobsNeverSent.join('\n'),
			jobsKeptPrivate: rules.jobsKeptPrivate.join('\n'),
			confidentialTags: rules.confidentialTags.join(', '),
			doNotContactTags: rules.doNotContactTags.join(', '),
			consent: rules.consent,
			jobVisibility: rules.jobVisibility,
			reviews: rules.reviews,
			notes: rules.notes,
			...(preview && { preview }),
		},
	};
}

/** Without SmartRecruiters the other steps go on. */
async function readDepartments(
	runtime: ConnectVisit['runtime'],
): Promise<{ departments: SrDepartment[]; problem: string }> {
	return await orProblem(
		async () => {
			const departments = await listDepartments(openAtsForPerson(runtime));
			return { departments: departments.map(({ id, label }) => ({ id, label })), problem: '' };
		},
		(problem): { departments: SrDepartment[]; problem: string } => ({ departments: [], problem }),
	);
}
