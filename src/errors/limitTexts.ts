/** The limits that can bind, with the words that people read; code asks for the name alone. */
export const LIMIT_TEXTS = {
	linkedInRecords: 'LinkedIn records per minute',
	linkedInRequests: 'LinkedIn requests per day',
	linkedInInMails: 'LinkedIn InMails per member and minute',
	linkedInThrottling: 'LinkedIn throttling',
	linkedInJobs: 'LinkedIn job processing',
	linkedInOutage: 'LinkedIn outage',
	smartRecruitersRequests: 'SmartRecruiters requests per second',
	smartRecruitersThrottling: 'SmartRecruiters throttling',
	smartRecruitersOutage: 'SmartRecruiters outage',
	smartRecruitersReport: 'SmartRecruiters report generation',
} as const;
export type LimitName = keyof typeof LIMIT_TEXTS;
export type LimitText = (typeof LIMIT_TEXTS)[LimitName];
