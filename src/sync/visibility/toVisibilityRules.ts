import { ConfigurationError } from '../../errors/ConfigurationError';
import {
	type DepartmentSet,
	type KnownDepartment,
	resolveDepartments,
} from '../../mapping/resolveDepartments';
import type { VisibilityRules } from '../../mapping/visibility';
import type { VisibilityChoice } from '../../state/Settings';

/** Whether a choice shares confidential jobs with their hiring team alone: a hiring team is told as groups of persons. */
export const isConfidentialToTeam = ({
	who,
	scheme,
	confidentialToTeam,
}: Pick<VisibilityChoice, 'who' | 'scheme' | 'confidentialToTeam'>): boolean =>
	who === 'team' && scheme === 'person' && confidentialToTeam;

/**
 * The choice of who sees jobs, with the departments that it names.
 *
 * @param known the company's departments
 * @throws ConfigurationError for a department that SmartRecruiters does not have
 */
export function toVisibilityRules(
	choice: VisibilityChoice,
	known: readonly KnownDepartment[],
): VisibilityRules {
	const resolve = (wanted: readonly string[]): DepartmentSet => {
		const { found, unknown } = resolveDepartments(wanted, known);
		if (unknown === 0) return found;
		throw new ConfigurationError(
			'"Who sees jobs in Recruiter" names a department that SmartRecruiters does not have',
			'Choose it from the list again. Nothing was changed.',
		);
	};
	return {
		scheme: choice.scheme,
		confidentialToTeam: isConfidentialToTeam(choice),
		openJobs: new Set(choice.openJobs.map((id) => id.trim())),
		openDepartments: resolve(choice.openDepartments),
		accessGroups: new Map(
			choice.accessGroups.map(({ id, departments }) => [id, resolve(departments)] as const),
		),
	};
}

/** A scheme that is being left. A department that is gone by now covers nothing. */
export const toSchemeRules = (
	{ scheme, accessGroups }: Pick<VisibilityChoice, 'scheme' | 'accessGroups'>,
	known: readonly KnownDepartment[],
): Pick<VisibilityRules, 'scheme' | 'accessGroups'> => ({
	scheme,
	accessGroups: new Map(
		accessGroups.map(
			({ id, departments }) => [id, resolveDepartments(departments, known).found] as const,
		),
	),
});
