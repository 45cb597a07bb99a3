import { contractNumber } from '../../linkedin/contractUrn';
import { RECRUITER_PATH, RECRUITER_WORDS } from '../../linkedin/recruiterWords';
import { clickPathTo } from '../../operations/contract/contractLevels';
import { isBusy } from '../../operations/contract/isBusy';
import { isOtherAtsCompany } from '../../operations/move/isOtherAtsCompany';
import { moveConnection } from '../../operations/move/moveConnection';
import { type Move, MOVES } from '../../operations/move/MoveReport';
import type { Runtime } from '../../operations/Runtime';
import { movePage, MOVE_VIEW } from '../../pages/movePage';
import type { ShownStep } from '../../pages/movePageData';
import { withQuery } from '../../pages/withQuery';
import { urnNumber } from '../../pages/words';
import { Progress } from '../../state/Progress';
import { type ContractRow, CONTRACTS } from '../../state/tables';
import type { PageAnswer } from './answerPage';
import { orProblem } from './orProblem';
import { formValue, formValues, type PageCall } from './PageCall';

/** Somebody waits for the page, and proxies give up after a minute. */
const TIME_LIMIT_MS = 25_000;
/** What the mapping page imports unless it is told otherwise. */
const IMPORT_DAYS = 730;

export interface MovePageOptions {
	/** Where Recruiter is. */
	webBaseUrl: string;
	/** Address of the status page, relative to this one; empty leaves the link out. */
	statusPage: string;
}

interface Outcome {
	moved?: { move: Move; steps: readonly ShownStep[] };
	problem?: string;
	errors?: Record<string, string>;
}

/** Whether a call of the connect page is for this page. */
export const asksForMove = ({ query }: PageCall): boolean => MOVE_VIEW === `view=${query.view}`;

/** The page on which a connection moves; does what its forms ask for. */
export async function showMovePage(
	runtime: Runtime,
	call: PageCall,
	{ webBaseUrl, statusPage }: MovePageOptions,
): Promise<PageAnswer> {
	const { store, effects, linkedIn } = runtime;
	const { organizationUrn: organization } = linkedIn.settings;
	const outcome = call.method === 'POST' ? await act(runtime, call) : {};
	const rows = await store.read(CONTRACTS, {});
	const own = rows.filter(
		(row) => row.organization === organization && row.contract !== organization,
	);
	const isOtherAts = await orProblem(
		async () => await isOtherAtsCompany(runtime),
		() => false,
	);
	return {
		html: movePage({
			organization,
			before: companyPagesBefore(rows, organization),
			contracts: own
				.filter(({ state }) => state === 'connected' || state === 'switchedOff')
				.map((row) => ({ contract: row.contract, label: labelOf(row) })),
			isOtherAts,
			clickPath: clickPathTo([RECRUITER_WORDS.company, RECRUITER_WORDS.contract]),
			recruiterUrl: webBaseUrl + RECRUITER_PATH,
			...(outcome.moved && { moved: outcome.moved }),
			sync: outcome.moved ? await new Progress(store, organization).list() : [],
			connected: own.some(({ state }) => state === 'connected'),
			problem: outcome.problem ?? '',
			errors: outcome.errors ?? {},
			chosen: {
				from: formValue(call, 'from'),
				ending: formValues(call, 'ending'),
				switchesOff: formValue(call, 'switchesOff') !== '',
			},
			address: withQuery(call.address, MOVE_VIEW),
			key: call.key,
			links: { connect: call.address, status: statusPage },
			nowMs: effects.now(),
		}),
	};
}

const labelOf = ({ name, contract }: ContractRow): string =>
	name === ''
		? `Contract ${contractNumber(contract)}`
		: `${name} (contract ${contractNumber(contract)})`;

/** The last one first. */
function companyPagesBefore(rows: readonly ContractRow[], organization: string) {
	return rows
		.filter((row) => row.contract === row.organization && row.organization !== organization)
		.sort((a, b) => (a.acknowledgedAt < b.acknowledgedAt ? 1 : -1))
		.map((row) => {
			const names = rows
				.filter((one) => one.organization === row.organization && one !== row)
				.map(labelOf);
			const of = names.length > 0 ? `: ${names.join(', ')}` : '';
			return {
				organization: row.organization,
				label: `Company page ${urnNumber(row.organization)}${of}`,
			};
		});
}

async function act(runtime: Runtime, call: PageCall): Promise<Outcome> {
	const move = MOVES.find((one) => one === formValue(call, 'action'));
	if (!move) return {};
	const switchesOff = formValue(call, 'switchesOff') !== '';
	const endingContracts = formValues(call, 'ending');
	if (move === 'companyPage' && !switchesOff)
		return { errors: { switchesOff: 'Tick the box when both are off. Nothing was done.' } };
	if (move === 'contract' && endingContracts.length === 0)
		return { errors: { ending: 'Choose which contract ends. Nothing was done.' } };
	return await orProblem(
		async (): Promise<Outcome> => {
			const result = await moveConnection(runtime, {
				move,
				fromOrganization: formValue(call, 'from'),
				endingContracts,
				switchesOff,
				importDays: IMPORT_DAYS,
				timeLimitMs: TIME_LIMIT_MS,
			});
			return isBusy(result)
				? { problem: result.message }
				: { moved: { move, steps: result.steps } };
		},
		(problem) => ({ problem: `${problem} What was done before stays done.` }),
	);
}
