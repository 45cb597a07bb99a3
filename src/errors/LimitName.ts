/** The limits that can bind, in the words that progress items use. */
export type LimitName =
	| 'LinkedIn records per minute'
	| 'LinkedIn requests per day'
	| 'LinkedIn InMails per member and minute'
	| 'LinkedIn throttling'
	| 'LinkedIn job processing'
	| 'LinkedIn not reachable'
	| 'SmartRecruiters requests per second'
	| 'SmartRecruiters throttling'
	| 'SmartRecruiters not reachable';
