/** Settings that decide what may leave SmartRecruiters; the same in every workflow that sends. */
export const SHARING_SETTINGS = {
	confidentialTags: 'confidential',
	doNotContactTags: 'do-not-contact',
	consent: 'everyone',
	departmentsNeverSent: [] as string[],
	departmentsKeptPrivate: [] as string[],
	jobsNeverSent: [] as string[],
	jobsKeptPrivate: [] as string[],
	sendReviews: false,
	sendNotes: false,
};

/** The node's Sharing Rules, from settings. @param settings an expression that gives them */
export function sharingOf(settings: string): Record<string, string> {
	const names: Record<string, keyof typeof SHARING_SETTINGS> = {
		confidentialTags: 'confidentialTags',
		doNotContactTags: 'doNotContactTags',
		consent: 'consent',
		departmentsNeverSent: 'departmentsNeverSent',
		departmentsKeptPrivate: 'departmentsKeptPrivate',
		jobsNeverSent: 'jobsNeverSent',
		jobsKeptPrivate: 'jobsKeptPrivate',
		reviews: 'sendReviews',
		notes: 'sendNotes',
	};
	return Object.fromEntries(
		Object.entries(names).map(([rule, setting]) => [rule, `={{ ${settings}.${setting} }}`]),
	);
}
