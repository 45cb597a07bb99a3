import { type DecidedSharing, getSharingRules } from '../../../operations/contract/getSharingRules';
import { openAtsForPerson } from '../../../operations/contract/openAtsForPerson';
import type { SharingForm } from '../../../pages/connectPageData';
import { listDepartments, type SrDepartment } from '../../../smartrecruiters/departments';
import { DEFAULT_STORED_SHARING } from '../../../state/Settings';
import { orProblem } from '../orProblem';
import type { ConnectOutcome, ConnectVisit } from './ConnectVisit';

type Department = Pick<SrDepartment, 'id' | 'label'>;

/** The rules as the form shows them: kept ones, or those that a preview is about. */
export async function showSharing(
	{ runtime }: ConnectVisit,
	{ draft, preview }: ConnectOutcome,
): Promise<{ form: SharingForm; problem: string }> {
	const decided = await readDecided(runtime);
	const rules = draft ?? decided.rules;
	const { departments, problem } = await readDepartments(runtime);
	const closed = [...rules.departmentsNeverSent, ...rules.departmentsKeptPrivate]
		.filter((name) => !departments?.some(({ id, label }) => id === name || label === name))
		.map((id) => ({ id, label: `${id} (not in SmartRecruiters any more)` }));
	const ruleOf = ({ id, label }: Department): '' | 'neverSent' | 'keptPrivate' => {
		const names = (list: readonly string[]): boolean => list.includes(id) || list.includes(label);
		if (names(rules.departmentsNeverSent)) return 'neverSent';
		return names(rules.departmentsKeptPrivate) ? 'keptPrivate' : '';
	};
	return {
		problem: [decided.problem, problem].filter(Boolean).join(' '),
		form: {
			changedBy: decided.changedBy,
			changedAt: decided.changedAt,
			...(departments && {
				departments: [...departments, ...closed].map((one) => ({ ...one, rule: ruleOf(one) })),
			}),
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

/** Rules that cannot be read are told, and can be decided anew here. */
async function readDecided(
	runtime: ConnectVisit['runtime'],
): Promise<DecidedSharing & { problem: string }> {
	const { organizationUrn } = runtime.linkedIn.settings;
	return await orProblem(
		async () => ({ ...(await getSharingRules(runtime, organizationUrn)), problem: '' }),
		(problem): DecidedSharing & { problem: string } => ({
			rules: DEFAULT_STORED_SHARING,
			changedBy: '',
			changedAt: '',
			problem,
		}),
	);
}

/** Without SmartRecruiters the other steps go on. */
async function readDepartments(
	runtime: ConnectVisit['runtime'],
): Promise<{ departments?: Department[]; problem: string }> {
	return await orProblem(
		async (): Promise<{ departments?: Department[]; problem: string }> => {
			const departments = await listDepartments(openAtsForPerson(runtime));
			return { departments: departments.map(({ id, label }) => ({ id, label })), problem: '' };
		},
		(problem) => ({ problem }),
	);
}
