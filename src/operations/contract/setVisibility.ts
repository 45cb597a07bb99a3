import { ConfigurationError } from '../../errors/ConfigurationError';
import { MOST_GROUPS_OF_A_PERSON } from '../../linkedin/limits';
import type { VisibilityPreview } from '../../pages/connectPageData';
import { Settings } from '../../state/Settings';
import { isConfidentialToTeam } from '../../sync/visibility/toVisibilityRules';
import type { Runtime } from '../Runtime';
import { type NewVisibilityChoice, previewVisibility } from './previewVisibility';

export interface VisibilityInput {
	choice: NewVisibilityChoice;
	/** Whether jobs may be visible to nobody. */
	allowsNobody: boolean;
	previewOnly: boolean;
	/** Where a person waits for the answer: no more jobs than this are looked at. All without it. */
	mostJobs?: number;
}

/**
 * Chooses who sees jobs and applications in Recruiter. Nothing changes at LinkedIn by that: Sync Visibility does it.
 *
 * @throws ConfigurationError for a department that SmartRecruiters does not have, and for a choice that contradicts itself
 */
export async function setVisibility(
	runtime: Runtime,
	{ choice, allowsNobody, previewOnly, mostJobs }: VisibilityInput,
): Promise<{ kept: boolean; message: string; preview: VisibilityPreview | null }> {
	checkChoice(choice);
	const { store, effects, linkedIn } = runtime;
	const settings = new Settings(store, linkedIn.settings.organizationUrn);
	const preview = choice.who === 'team' ? await previewVisibility(runtime, choice, mostJobs) : null;
	if (previewOnly) return { kept: false, message: 'Nothing was stored.', preview };
	const objection = preview && objectionTo(preview, allowsNobody);
	if (objection) return { kept: false, message: `Nothing was stored: ${objection}`, preview };
	const before = await settings.visibility();
	await settings.saveVisibility({
		...choice,
		appliedAt: before?.appliedAt ?? '',
		changedAt: new Date(effects.now()).toISOString(),
	});
	return {
		kept: true,
		message:
			'The choice is stored. The next Sync Changes, or Sync Visibility, applies it at LinkedIn.',
		preview,
	};
}

function checkChoice(choice: NewVisibilityChoice): void {
	if (choice.who !== 'team') return;
	if (choice.confidentialToTeam && !isConfidentialToTeam(choice))
		throw new ConfigurationError(
			'Confidential jobs can be shared with their hiring team alone only with a group for each person',
			'Choose a group for each person, or do not share confidential jobs. Nothing was stored.',
		);
	if (choice.scheme === 'accessGroup' && choice.accessGroups.length === 0)
		throw new ConfigurationError(
			'With a group for each access group, somebody has to say which departments an access group covers',
			'Enter the access groups with their departments, or choose a group for each person. Nothing was stored.',
		);
}

function objectionTo(preview: VisibilityPreview, allowsNobody: boolean): string | undefined {
	const { inTooManyGroups, toNobody, more, jobs } = preview;
	if (inTooManyGroups > 0)
		return `${inTooManyGroups} ${inTooManyGroups === 1 ? 'person' : 'people'} would be in more than ${MOST_GROUPS_OF_A_PERSON} groups, and LinkedIn takes no more. Name fewer access groups.`;
	if (allowsNobody) return undefined;
	if (toNobody > 0)
		return `${toNobody} jobs would be visible to nobody. Map the members of their teams to Recruiter seats, or confirm it.`;
	return more
		? `only the first ${jobs} jobs were looked at. Confirm that others may be visible to nobody.`
		: undefined;
}
