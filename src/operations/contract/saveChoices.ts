import { isClosedProfilesPath } from '../../linkedin/closedProfilesPath';
import { type Choices, Settings } from '../../state/Settings';
import type { LinkedInRuntime } from '../Runtime';

/**
 * Keeps what the admin chose besides the sharing rules; empty stands for the default.
 *
 * @returns what is wrong, by name: then nothing is kept
 */
export async function saveChoices(
	{ store, linkedIn }: LinkedInRuntime,
	given: Choices,
): Promise<Partial<Record<keyof Choices, string>>> {
	const profileUrl = given.profileUrl.trim();
	const closedProfilesPath = given.closedProfilesPath.trim();
	const errors: Partial<Record<keyof Choices, string>> = {};
	if (
		profileUrl !== '' &&
		!(URL.canParse(profileUrl) && /^https:.*\{candidateId\}/.test(profileUrl))
	)
		errors.profileUrl = 'Enter an https address with {candidateId} in it, or nothing.';
	if (closedProfilesPath !== '' && !isClosedProfilesPath(closedProfilesPath))
		errors.closedProfilesPath = 'Enter a path that begins with /v2/ or /rest/, or nothing.';
	if (Object.keys(errors).length > 0) return errors;
	const settings = new Settings(store, linkedIn.settings.organizationUrn);
	await settings.saveChoices({ profileUrl, closedProfilesPath });
	return {};
}
