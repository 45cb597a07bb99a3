import { withQuery } from '../../../pages/withQuery';
import { RECRUITER_PATH, RECRUITER_WORDS } from '../../../linkedin/recruiterWords';
import { checkConnection } from '../../../operations/contract/checkConnection';
import {
	CURRENT_TEXT_VERSION,
	DATA_SHARING_TEXTS,
} from '../../../operations/contract/dataSharingTexts';
import { isBusy } from '../../../operations/contract/isBusy';
import { connectPage } from '../../../pages/connectPage';
import type { ConnectStep } from '../../../pages/connectPageData';
import { MOVE_VIEW } from '../../../pages/movePage';
import { PREFLIGHT_VIEW } from '../../../pages/preflightPage';
import { Contracts } from '../../../state/Contracts';
import { type Choices, Settings } from '../../../state/Settings';
import { type ContractRow, CONTRACTS } from '../../../state/tables';
import { TableWatch } from '../../../state/TableWatch';
import type { PageAnswer } from '../answerPage';
import { orProblem } from '../orProblem';
import { formValue } from '../PageCall';
import { actOnConnectForm } from './actOnConnectForm';
import type { ConnectOutcome, ConnectVisit } from './ConnectVisit';
import { showSharing } from './showSharing';
import { showVisibility } from './showVisibility';

/** LinkedIn knows something of these. */
const CHECKED: ReadonlyArray<ContractRow['state']> = [
	'requested',
	'waiting',
	'connected',
	'switchedOff',
];
const TYPED = [
	'name',
	'number',
	'called',
	'product',
	'jobsNeverSent',
	'jobsKeptPrivate',
	'confidentialTags',
	'doNotContactTags',
	'profileUrl',
	'closedProfilesPath',
];

/** The connect page: does what a form asks for, looks at LinkedIn, and shows where one is. */
export async function showConnectPage(visit: ConnectVisit): Promise<PageAnswer> {
	const { runtime, call, options } = visit;
	const outcome = call.method === 'POST' ? await actOnConnectForm(visit) : {};
	let all = await readAll(visit);
	const lost = await lostTables(visit);
	const toCheck = all.acknowledgement && all.rows.some(({ state }) => CHECKED.includes(state));
	const checkProblem = toCheck ? await check(visit) : '';
	if (toCheck) all = await readAll(visit);
	const { acknowledgement } = all;
	const rows = acknowledgement ? all.rows : [];
	const sharing = await showSharing(visit, outcome);
	const visibility = await showVisibility(visit, outcome);
	const errors = outcome.errors ?? {};
	const failed = Object.keys(errors).length > 0 || outcome.problem !== undefined;
	const keepTyped = failed && outcome.stale !== true;
	return {
		html: connectPage({
			step: stepOf(acknowledgement, sharing.form.changedAt !== '', rows),
			text: DATA_SHARING_TEXTS[CURRENT_TEXT_VERSION].split('\n\n'),
			textVersion: CURRENT_TEXT_VERSION,
			acknowledgedBy: acknowledgement?.acknowledgedBy ?? '',
			acknowledgedAt: acknowledgement?.acknowledgedAt ?? '',
			sharing: sharing.form,
			visibility: visibility.form,
			choices: await readChoices(visit),
			contracts: rows,
			onboardingLink: onboardingLink(options.onboardingPage, call.callbackKeys.contractChosen),
			recruiterUrl: options.webBaseUrl + RECRUITER_PATH,
			clickPaths: [
				{ title: 'In today’s Recruiter', beginsAtFace: true, places: RECRUITER_WORDS.path },
				{ title: 'In an older Recruiter', beginsAtFace: false, places: RECRUITER_WORDS.olderPath },
			],
			switches: { company: RECRUITER_WORDS.company, contract: RECRUITER_WORDS.contract },
			message: outcome.message ?? '',
			problem: problemOf(
				outcome,
				acknowledgement ? [checkProblem, sharing.problem, visibility.problem, lost] : [lost],
			),
			errors,
			typed: keepTyped
				? Object.fromEntries(
						TYPED.filter((name) => name in call.form).map((name) => [name, formValue(call, name)]),
					)
				: {},
			sent: formValue(call, 'action'),
			address: call.address,
			key: call.key,
			links: {
				...options.links,
				preflight: withQuery(call.address, PREFLIGHT_VIEW),
				move: withQuery(call.address, MOVE_VIEW),
			},
			hadOther: all.hadOther,
			nowMs: runtime.effects.now(),
		}),
	};
}

/** One look at the table: every look takes its time. */
async function readAll({ runtime }: ConnectVisit): Promise<{
	/** The organization's own row. */
	own: ContractRow | undefined;
	acknowledgement: ContractRow | undefined;
	rows: ContractRow[];
	/** Whether another company page was connected before. */
	hadOther: boolean;
}> {
	const { organizationUrn: organization } = runtime.linkedIn.settings;
	const everything = await runtime.store.read(CONTRACTS, {});
	const rows = everything.filter((row) => row.organization === organization);
	const own = rows.find(({ contract }) => contract === organization);
	const given = own && own.acknowledgedBy !== '' && own.state !== 'disconnected';
	return {
		own,
		acknowledgement: given ? own : undefined,
		rows: rows.filter((row) => row !== own),
		hadOther: everything.length > rows.length,
	};
}

/** A damaged row is told beside the sharing rules, which stand in it. */
async function readChoices({ runtime }: ConnectVisit): Promise<Choices> {
	const { organizationUrn } = runtime.linkedIn.settings;
	return await orProblem(
		async () => await new Settings(runtime.store, organizationUrn).choices(),
		() => ({ profileUrl: '', closedProfilesPath: '' }),
	);
}

/** Told, and not thrown: this page is where everything is connected again. */
async function lostTables({ runtime }: ConnectVisit): Promise<string> {
	const { organizationUrn } = runtime.linkedIn.settings;
	return await orProblem(
		async () => {
			await new Contracts(runtime.store, organizationUrn).refuseLostTable();
			const lost = await new TableWatch(runtime.store, organizationUrn).lost();
			return lost.map(({ problem, whatToDo }) => `${problem}. ${whatToDo}`).join(' ');
		},
		(problem) => problem,
	);
}

/** Asks LinkedIn about what was requested; without an answer, the page shows what was known. */
async function check({ runtime, options }: ConnectVisit): Promise<string> {
	const { webBaseUrl, onSymbols } = options;
	return await orProblem(
		async () => {
			const result = await checkConnection(runtime, { webBaseUrl, onSymbols }, 'notNow');
			return isBusy(result) ? result.message : '';
		},
		(problem) => `LinkedIn could not be asked. ${problem}`,
	);
}

function stepOf(
	acknowledgement: ContractRow | undefined,
	decided: boolean,
	rows: readonly ContractRow[],
): ConnectStep {
	if (!acknowledgement) return 'acknowledge';
	// Connected without a decision, as by nodes alone: the defaults hold, and nothing waits for it.
	if (!decided && !rows.some(({ state }) => state === 'connected')) return 'share';
	const open = rows.filter(({ state }) => state !== 'refused');
	if (open.length === 0) return 'add';
	if (open.some(({ state }) => state === 'chosen' || state === 'disconnected')) return 'request';
	return open.every(({ state }) => state === 'connected') ? 'connected' : 'switchOn';
}

/** The key stands behind the "#": it goes to no server. */
function onboardingLink(page: string, key: string): string {
	if (!/^https?:\/\//i.test(page) || key === '') return '';
	return `${page.split('#', 1)[0] ?? ''}#key=${encodeURIComponent(key)}`;
}

const problemOf = ({ problem = '' }: ConnectOutcome, others: readonly string[]): string =>
	[problem, ...others].filter(Boolean).join(' ');
