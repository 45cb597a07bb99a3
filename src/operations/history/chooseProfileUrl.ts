import { DEFAULT_PROFILE_URL } from '../../mapping/candidateToLinkedIn';
import type { Settings } from '../../state/Settings';

/** Where Recruiter finds a candidate in SmartRecruiters: as given, else as the admin chose, else as SmartRecruiters has it. */
export async function chooseProfileUrl(settings: Settings, given = ''): Promise<string> {
	return given.trim() || (await settings.choices()).profileUrl.trim() || DEFAULT_PROFILE_URL;
}
