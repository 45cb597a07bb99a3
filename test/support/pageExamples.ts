import { chooseOrganizationPage } from '../../src/pages/chooseOrganizationPage';
import { connectPage } from '../../src/pages/connectPage';
import { CONNECT_STEPS, type ConnectPageData } from '../../src/pages/connectPageData';
import { decisionsPage } from '../../src/pages/decisionsPage';
import type { DecisionsPageData, OpenExport } from '../../src/pages/decisionsPageData';
import { disconnectPage, type DisconnectPageData } from '../../src/pages/disconnectPage';
import { explainPage, type ExplainPageData } from '../../src/pages/explainPage';
import type { MapRow, RowStatus } from '../../src/pages/mapPeopleData';
import { mapPeoplePage } from '../../src/pages/mapPeoplePage';
import { messagePage } from '../../src/pages/messagePage';
import { movePage } from '../../src/pages/movePage';
import type { MovePageData } from '../../src/pages/movePageData';
import { preflightPage } from '../../src/pages/preflightPage';
import type { PreflightPageData } from '../../src/pages/preflightPageData';
import { profileLinkPage } from '../../src/pages/profileLinkPage';
import { statusPage } from '../../src/pages/statusPage';
import { contractRow, NOW_MS, runningPage, syncRow } from '../unit/pages/fixtures';

export const CONNECT_DATA: ConnectPageData = {
	step: 'acknowledge',
	text: ['text'],
	textVersion: '1',
	acknowledgedBy: 'Ada',
	acknowledgedAt: '2026-11-24T11:00:00Z',
	sharing: {
		changedBy: 'Ada',
		changedAt: '2026-11-24T11:00:00Z',
		departments: [{ id: 'd1', label: 'Sales', rule: 'neverSent' }],
		jobsNeverSent: 'j1',
		jobsKeptPrivate: 'j2',
		confidentialTags: 'c',
		doNotContactTags: 'd',
		consent: 'everyone',
		jobVisibility: 'PUBLIC',
		reviews: true,
		notes: true,
		preview: {
			jobs: 1,
			more: true,
			jobsNeverSent: 1,
			jobsKeptPrivate: 1,
			rules: [{ label: 'Sales', rule: 'neverSent', jobs: 1, people: 2 }],
		},
	},
	visibility: {
		...{ storedWho: 'everybody', who: 'team', openDepartments: 'Sales', openJobs: 'j1' },
		...{ confidentialToTeam: true, scheme: 'accessGroup', accessGroups: 'ag-sales: Sales' },
		...{ changedBy: 'Ada', changedAt: '2026-11-24T11:00:00Z' },
		preview: {
			...{ jobs: 4, more: true, toEverybody: 1, toTeam: 1, toNobody: 1, unread: 1 },
			...{ membersWithoutSeat: 2, people: 3, seeEveryJob: 1, inTooManyGroups: 1 },
			...{ toTeamAlone: 1, notSent: 1 },
		},
	},
	choices: { profileUrl: 'https://ats.example.com/{candidateId}', closedProfilesPath: '' },
	contracts: ['chosen', 'waiting', 'refused', 'connected'].map((state) => ({
		...contractRow({ state, missing: 'x', whatToDo: 'y' }),
		product: 'unknown',
	})),
	onboardingLink: 'https://careers.example.com/#key=1',
	recruiterUrl: 'https://www.linkedin.com/recruiter',
	clickPaths: [{ title: 't', beginsAtFace: false, places: ['one', 'two', 'three'] }],
	switches: { company: 'c', contract: 'd' },
	message: 'm',
	problem: 'p',
	errors: {},
	typed: { name: 'n', number: '1', called: 'c', jobsNeverSent: 'j' },
	sent: 'preview',
	address: 'rsc-connect',
	key: 'k',
	links: {
		status: 'rsc-status',
		disconnect: 'rsc-disconnect',
		preflight: 'rsc-preflight',
		move: 'rsc-move',
	},
	hadOther: true,
	nowMs: NOW_MS,
};

export const disconnectData = (state: DisconnectPageData['state']): DisconnectPageData => ({
	state,
	people: { count: 3, more: true },
	removal: {
		done: 1,
		total: 2,
		rejected: 1,
		activity: 'a',
		message: 'm',
		startedAt: 's',
		finishedAt: state === 'disconnected' ? 'f' : '',
	},
	proofs: { count: 1, more: false },
	linkedInHolds: true,
	clickPath: 'c',
	recruiterUrl: 'r',
	message: 'm',
	problem: 'p',
	errors: { confirmation: 'wrong' },
	typed: { confirmation: 'no' },
	updates: false,
	address: 'a',
	key: 'k',
	links: { status: 's', connect: 'c' },
	nowMs: NOW_MS,
});

export const PREFLIGHT_DATA: Required<PreflightPageData> = {
	groups: [
		{
			title: 'LinkedIn',
			lines: (['ok', 'look', 'stop'] as const).map((level) => ({
				check: level === 'stop' ? 'ownIntegration' : 'jobs',
				level,
				says: 'Found.',
				whatToDo: 'Do this.',
			})),
		},
	],
	history: {
		counts: [{ words: 'Jobs', wouldGo: 1, refused: 1, total: null }],
		unseenApplications: 1,
		withheld: 1,
		refusals: [{ word: 'job', reason: 'r', whatToDo: 'w', records: 3, examples: ['1', '2'] }],
		sendingSeconds: 1,
		waitingFor: 'w',
		goOnFrom: '{}',
	},
	problem: 'p',
	asksOwnIntegration: true,
	address: 'rsc-connect?view=preflight',
	key: 'k',
	links: { connect: 'rsc-connect' },
};

export const MOVE_DATA: Required<MovePageData> = {
	organization: 'urn:li:organization:1002',
	before: [{ organization: 'urn:li:organization:1000', label: 'Company page 1000: Acme Europe' }],
	contracts: ['2001', '2002'].map((one) => ({
		contract: `urn:li:contract:${one}`,
		label: `Contract ${one}`,
	})),
	isOtherAts: true,
	clickPath: 'profile picture › Product settings',
	recruiterUrl: 'https://www.linkedin.com/recruiter',
	moved: {
		move: 'companyPage',
		steps: (['done', 'open', 'stop'] as const).map((state) => ({
			step: state === 'open' ? 'connected' : 'records',
			state,
			says: 'Found.',
			whatToDo: state === 'done' ? '' : 'Do this.',
		})),
	},
	sync: [syncRow({ startedAt: '2026-11-24T11:00:00Z' })],
	connected: true,
	problem: 'p',
	errors: { switchesOff: 'Tick it.', ending: 'Choose one.' },
	chosen: { from: 'urn:li:organization:1000', ending: [], switchesOff: false },
	address: 'rsc-connect?view=move',
	key: 'k',
	links: { connect: 'rsc-connect', status: 'rsc-status' },
	nowMs: NOW_MS,
};

export const EXPLAIN_DATA: ExplainPageData = {
	address: 'a',
	key: 'k',
	question: 'activity',
	typed: { holder: 'h', about: 'a', candidate: 'c', job: 'j', viewer: 'v', day: 'd' },
	problem: { field: 'day', text: 't' },
	choice: { field: 'holder', options: [['v', 'l']] },
	answer: {
		isWell: false,
		reason: 'r',
		fix: 'f',
		chain: [{ link: 'l', state: 'broken', detail: 'd' }],
	},
};

const WHO = {
	id: 'c1',
	name: 'Ada Lo',
	detail: 'ada@example.com · Bonn',
	url: 'https://sr.example.com/c1',
};
const OPEN_EXPORT: OpenExport = {
	exportKey: 'e1',
	name: 'Ada Lo',
	headline: 'Engineer',
	employers: 'Example Ltd',
	place: 'Bonn',
	profileUrl: 'https://www.linkedin.com/in/ada-lo',
	receivedAt: '2026-11-24T11:00:00Z',
	jobTitle: 'Engineer (all genders)',
	reason: 'Several candidates could be this person',
	whatToDo: 'Choose the right one here.',
	candidates: [WHO, { ...WHO, id: 'c2', name: 'Ada B. Lo' }],
	mayLink: true,
	mayCreate: true,
	mayTryAgain: true,
	mayChangeJob: true,
};
const DECISIONS: DecisionsPageData = {
	nowMs: NOW_MS,
	exports: [OPEN_EXPORT, { ...OPEN_EXPORT, exportKey: 'e2', name: '', mayCreate: false }],
	more: 2,
	search: {
		exportKey: 'e1',
		choice: 'link:c1',
		jobId: '',
		candidateText: 'Ada',
		candidates: [{ ...WHO, id: 'c3' }],
		jobText: 'Engineer',
		jobs: [{ id: 'j1', title: 'Engineer', detail: 'REF1 · Bonn' }],
	},
	message: { kind: 'problem', text: 'First choose what to do.' },
};

const SEAT_STATUSES: readonly RowStatus[] = [
	'changed',
	'certain',
	'likely',
	'review',
	'unmatched',
	'mapped',
	'skipped',
];
const seat = (status: RowStatus, index: number): MapRow => ({
	seatUrn: `urn:li:seat:${index + 1}`,
	contractUrn: 'urn:li:contract:2001',
	personUrn: `urn:li:person:p${index}`,
	seatName: `Ada Lo ${index}`,
	seatEmail: `ada${index}@example.com`,
	seatState: index === 3 ? 'INVITED' : 'ACTIVE',
	status,
	reason: 'Same e-mail address and same name',
	...(!['review', 'unmatched', 'skipped'].includes(status) && {
		user: { id: 'u1', name: 'Ada Lo', email: 'ada@example.com' },
	}),
	matchedBy: 'email',
	candidates: status === 'review' ? [{ id: 'u2', name: 'Bo Ek', email: 'bo@example.com' }] : [],
	keepable: true,
	changes:
		status === 'changed'
			? [{ code: 'x', text: 'The user was deactivated', whatToDo: 'Choose another one.' }]
			: [],
});
const mapping = (change: 'some' | 'none' | 'refused'): string =>
	mapPeoplePage('key', {
		contracts:
			change === 'none'
				? []
				: [
						{
							contractUrn: 'urn:li:contract:2001',
							name: 'Acme Europe',
							rows: change === 'refused' ? [] : SEAT_STATUSES.map(seat),
							problem: change === 'refused' ? 'Switch the contract on in Recruiter.' : '',
						},
					],
		import: { days: 730, callsPerSeat: 2921, callsPerDay: 100_000 },
		followsTeams: true,
		users: [['u1', 'Ada Lo', 'ada@example.com']],
	});

function without<D extends object, N extends keyof D>(data: D, name: N): Omit<D, N> {
	const { [name]: _left, ...rest } = data;
	return rest;
}

/** Every page, in every state that looks different: name and document. */
export function pageExamples(): Array<[name: string, markup: string]> {
	const wrong = {
		acknowledged: 'Tick it.',
		name: 'Who?',
		number: 'No number.',
		contracts: 'None.',
		profileUrl: 'Wrong.',
	};
	return [
		...CONNECT_STEPS.map(([step]): [string, string] => [
			`connect, ${step}`,
			connectPage({ ...CONNECT_DATA, step }),
		]),
		...CONNECT_STEPS.map(([step]): [string, string] => [
			`connect, ${step}, with errors`,
			connectPage({ ...CONNECT_DATA, step, errors: wrong }),
		]),
		['status, at work', statusPage(runningPage({ updates: false }))],
		[
			'status, with tables that fill',
			statusPage(
				runningPage({
					updates: false,
					tableFill: {
						...{ bytes: 160 * 1024 * 1024, limitBytes: 200 * 1024 * 1024, daysLeft: 80 },
						tables: [{ name: 'rsc_activity', rows: 340_000, bytes: 150 * 1024 * 1024 }],
						warning: { problem: 'The tables fill', whatToDo: 'Set the limit higher in time.' },
						measuredAt: new Date(NOW_MS - 3_600_000).toISOString(),
					},
				}),
			),
		],
		[
			'status, with everything beside it',
			statusPage(
				runningPage({
					updates: false,
					message: 'Done.',
					lostTables: [{ problem: 'A table is gone', whatToDo: 'Restore it.' }],
					seats: [{ seat: 'urn:li:seat:1', userId: 'u1' }],
					visibility: { jobs: 4, open: 1, nobody: 1, withoutSeat: 2 },
					sync: [
						syncRow({ message: 'LinkedIn answered 401.', startedAt: '2026-11-24T11:00:00Z' }),
						syncRow({ stream: 'contracts', message: 'LinkedIn cannot reach this n8n.' }),
						syncRow({ stream: 'visibility', done: 4, rejected: 1 }),
						syncRow({ stream: 'closedProfiles', message: 'Two have closed their account.' }),
					],
				}),
			),
		],
		['status, not connected', statusPage(runningPage({ updates: false, contracts: [], sync: [] }))],
		...(['notConnected', 'connected', 'removing', 'disconnected'] as const).map(
			(state): [string, string] => [`disconnect, ${state}`, disconnectPage(disconnectData(state))],
		),
		['mapping', mapping('some')],
		['mapping, refused by LinkedIn', mapping('refused')],
		['mapping, without a contract', mapping('none')],
		['decisions', decisionsPage('key', DECISIONS)],
		['decisions, none', decisionsPage('key', { ...DECISIONS, exports: [], more: 0 })],
		['preflight, lines', preflightPage(without(PREFLIGHT_DATA, 'history'))],
		['preflight, what would go', preflightPage(without(PREFLIGHT_DATA, 'groups'))],
		['move, before', movePage(without(MOVE_DATA, 'moved'))],
		[
			'move, nothing before',
			movePage({ ...without(MOVE_DATA, 'moved'), before: [], contracts: [] }),
		],
		['move, after', movePage(MOVE_DATA)],
		[
			'which organization',
			chooseOrganizationPage([{ organization: 'urn:li:organization:1000', name: 'Acme' }], 'a'),
		],
		['explain', explainPage(EXPLAIN_DATA)],
		['message', messagePage('This page cannot be shown', ['LinkedIn answered 401.'])],
		['profile', profileLinkPage('https://careers.example.com/profile/', 'c1')],
	];
}
