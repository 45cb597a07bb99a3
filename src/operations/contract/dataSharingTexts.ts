/** Versions of the text that an ATS admin acknowledges, newest first. Old ones stay: they were acknowledged. */
export const TEXT_VERSIONS = ['2026-11'] as const;

export type TextVersion = (typeof TEXT_VERSIONS)[number];

export const CURRENT_TEXT_VERSION: TextVersion = TEXT_VERSIONS[0];

/** The whole text of each version, as it is shown beside the tick box. A published text is never edited: add a version. */
export const DATA_SHARING_TEXTS: Readonly<Record<TextVersion, string>> = {
	'2026-11': [
		'I acknowledge that GDPR-compliant data are shared across both platforms, SmartRecruiters and LinkedIn Recruiter.',
		'From SmartRecruiters to LinkedIn go: jobs; candidates with name, e-mail address, phone number, place, employer and job title, and a link to their profile; their applications with status, stages and source.',
		'From LinkedIn to SmartRecruiters go: exported profiles, InMails, prospect notes and contact details that members chose to share, and the names and e-mail addresses of Recruiter seat holders.',
		'My company is the controller of these data, has a legal basis for sharing them, and has told the people concerned. I may acknowledge this for my company.',
		'Access can be switched off at any time in LinkedIn Recruiter and in this connection. What was deleted in SmartRecruiters is deleted at LinkedIn as well.',
	].join('\n\n'),
};
