const LONGEST_PATH = 2_000;

/** Whether it can be where closed accounts are asked for: below the API's base URL, in one of both generations. */
export const isClosedProfilesPath = (path: string): boolean =>
	path.length <= LONGEST_PATH && /^\/(v2|rest)\/\S+$/.test(path);
