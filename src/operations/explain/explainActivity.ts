import { type ActivityEvent, contentHash } from '../../linkedin/activityEvent';
import { readInMails } from '../../linkedin/conversationEvents';
import { readProspectNotes } from '../../linkedin/prospectNotes';
import { markOfEvent, readMark } from '../../mapping/noteMark';
import { getCandidate } from '../../smartrecruiters/candidates';
import { listNotes } from '../../smartrecruiters/notes';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { type OpenActivity, openActivity } from '../activity/openActivity';
import { knownCandidates } from '../activity/whoIsIt';
import { connect } from '../connect';
import type { Runtime } from '../Runtime';
import { askVendor, needNoPause } from './askVendor';
import { BrokenLink, Chain, type Explanation } from './causes';
import { ExplainedState } from './ExplainedState';

export interface ActivityQuestion {
	contract: string;
	seat: string;
	/** About when it happened; epoch milliseconds. */
	aboutMs: number;
	/** How much earlier or later it may have been. */
	giveOrTakeMs: number;
	/** The candidate on whom it is missed; empty when not known. */
	candidateId: string;
	/** How often new activity is looked for. */
	intervalMs: number;
	/** How long a person waits. */
	timeLimitMs: number;
}

/** So far on either side of the time that was named is read first. */
const NEAR_MS = 1_800_000;

interface Asked extends ActivityQuestion {
	state: ExplainedState;
	nowMs: number;
}

/** Why an InMail or a note of a seat holder is not on a candidate: the first link of the chain that is broken. */
export async function explainActivity(
	runtime: Runtime,
	question: ActivityQuestion,
): Promise<Explanation> {
	const nowMs = runtime.effects.now();
	const deadlineMs = nowMs + question.timeLimitMs;
	const linkedIn = openActivity(runtime.linkedIn, runtime, deadlineMs);
	const { smartRecruiters } = connect(runtime, deadlineMs);
	const { organizationUrn } = runtime.linkedIn.settings;
	const asked = { ...question, nowMs, state: new ExplainedState(runtime.store, organizationUrn) };
	return await new Chain().explain(async (chain) => {
		await checkContract(chain, asked);
		await checkToggle(chain, linkedIn, asked);
		await checkSeat(chain, asked);
		const event = await findEvent(chain, linkedIn, asked);
		await checkParked(chain, asked, event);
		if (await checkLedger(chain, smartRecruiters, asked, event)) return;
		await checkPerson(chain, smartRecruiters, asked, event);
		await checkTime(asked, event);
		throw new BrokenLink('NOT_WRITTEN', 'Import');
	});
}

async function checkContract(chain: Chain, { contract, state }: Asked): Promise<void> {
	const link = 'Contract';
	if (!(await state.isAcknowledged())) throw new BrokenLink('NOT_ACKNOWLEDGED', link);
	const row = await state.contract(contract);
	if (!row) throw new BrokenLink('CONTRACT_UNKNOWN', link);
	if (row.state !== 'connected')
		throw new BrokenLink('CONTRACT_NOT_CONNECTED', link, row.missing || row.state);
	chain.ok(link, row.state);
}

/** A harmless question to LinkedIn tells for certain whether the contract's data are given out. */
async function checkToggle(
	chain: Chain,
	{ reader }: OpenActivity,
	{ contract, seat }: Asked,
): Promise<void> {
	const link = 'Switch in Recruiter';
	const now = reader.effects.now();
	const { pause } = await askVendor(
		link,
		'CONTRACT_TOGGLE_OFF',
		async () =>
			await readProspectNotes(reader, { seats: [seat], contract }, { fromMs: now - 1, toMs: now }),
	);
	needNoPause(link, pause);
	chain.ok(link, 'LinkedIn answers for this contract');
}

async function checkSeat(chain: Chain, { seat, state }: Asked): Promise<void> {
	const row = await state.seat(seat);
	if (!row) throw new BrokenLink('SEAT_UNKNOWN', 'Seat holder');
	if (row.seatState !== '' && row.seatState !== 'ACTIVE')
		throw new BrokenLink('SEAT_NOT_ACTIVE', 'Seat holder', row.seatState);
	chain.ok('Seat holder', row.seatState);
	if (row.userId === '') throw new BrokenLink('SEAT_NOT_MAPPED', 'Mapping');
	chain.ok('Mapping', row.mappedAt && `since ${row.mappedAt}`);
}

/** The event that is nearest to the time that was named, and about the candidate if one was. */
async function findEvent(
	chain: Chain,
	{ reader }: OpenActivity,
	asked: Asked,
): Promise<ActivityEvent> {
	const { contract, seat, aboutMs, giveOrTakeMs, candidateId, state } = asked;
	const link = 'InMail or note at LinkedIn';
	const persons = candidateId === '' ? new Set<string>() : await state.personsOf(candidateId);
	const isMeant = ({ person }: ActivityEvent): boolean =>
		persons.size === 0 || (person !== undefined && persons.has(person));
	let event: ActivityEvent | undefined;
	// LinkedIn gives out 12 InMails a minute: what is near is looked for first, and mostly found.
	for (const eitherMs of new Set([Math.min(NEAR_MS, giveOrTakeMs), giveOrTakeMs])) {
		const range = { fromMs: aboutMs - eitherMs, toMs: aboutMs + eitherMs };
		const reads = await askVendor(link, 'CONTRACT_TOGGLE_OFF', async () => [
			await readProspectNotes(reader, { seats: [seat], contract }, range),
			await readInMails(reader, { seat, contract }, range),
		]);
		event = nearest(reads.flatMap(({ events }) => events).filter(isMeant), aboutMs);
		if (event) break;
		for (const { pause } of reads) needNoPause(link, pause);
	}
	if (!event) throw new BrokenLink('NOT_AT_LINKEDIN', link);
	if (event.deleted) throw new BrokenLink('DELETED_IN_RECRUITER', link);
	chain.ok(link, `${event.kind} of ${new Date(event.happenedAtMs).toISOString()}`);
	return event;
}

function nearest(events: readonly ActivityEvent[], aboutMs: number): ActivityEvent | undefined {
	const distance = ({ happenedAtMs }: ActivityEvent): number => Math.abs(happenedAtMs - aboutMs);
	return [...events].sort((a, b) => distance(a) - distance(b))[0];
}

/** @returns whether it is written and there */
async function checkLedger(
	chain: Chain,
	api: SmartRecruitersApi,
	{ candidateId, state }: Asked,
	event: ActivityEvent,
): Promise<boolean> {
	const link = 'Note in SmartRecruiters';
	const row = await state.activity(event.activityId);
	if (!row || (row.state !== 'written' && row.state !== 'writing')) {
		chain.skip(link, 'not written yet');
		return false;
	}
	if (row.state === 'writing') throw new BrokenLink('UNFINISHED', link);
	if (candidateId && row.candidateId !== candidateId)
		throw new BrokenLink('ON_ANOTHER_CANDIDATE', link, row.candidateId);
	const mark = markOfEvent(state.organization, event.activityId);
	const notes = await askVendor(
		link,
		'CREDENTIAL_REFUSED',
		async () => await listNotes(api, row.candidateId),
	);
	if (!notes) throw new BrokenLink('CANDIDATE_GONE', link);
	if (!notes.some(({ content }) => readMark(content)?.event === mark))
		throw new BrokenLink('NOTE_REMOVED', link);
	const current = row.contentHash === contentHash(event);
	chain.ok(link, current ? 'in its last version' : 'an older version; the next import replaces it');
	return true;
}

/** What the ledger knows may be an older version than the one that is parked. */
async function checkParked(chain: Chain, { state }: Asked, event: ActivityEvent): Promise<void> {
	const row = await state.parked('activity', event.activityId);
	if (row) throw new BrokenLink('PARKED', 'Parked', `${row.reason}. ${row.whatToDo}`);
	chain.ok('Parked', 'not parked');
}

async function checkPerson(
	chain: Chain,
	api: SmartRecruitersApi,
	{ state, candidateId }: Asked,
	{ person }: ActivityEvent,
): Promise<void> {
	const link = 'Person';
	if (!person) throw new BrokenLink('NO_PERSON', link);
	const known = await state.claimsAbout(person);
	const candidates = knownCandidates(known);
	const [only = ''] = candidates;
	if (known.length === 0) throw new BrokenLink('PERSON_UNKNOWN', link);
	if (candidates.length > 1 || only === '') throw new BrokenLink('PERSON_AMBIGUOUS', link);
	if (candidateId && only !== candidateId) throw new BrokenLink('ON_ANOTHER_CANDIDATE', link, only);
	const candidate = await askVendor(
		'Candidate',
		'CREDENTIAL_REFUSED',
		async () => await getCandidate(api, only),
	);
	if (!candidate) throw new BrokenLink('CANDIDATE_GONE', 'Candidate', only);
	chain.ok(link, `candidate ${only}`);
}

/** Whether it could be there by now at all. */
async function checkTime(
	{ seat, state, intervalMs, nowMs }: Asked,
	{ happenedAtMs, editedAtMs }: ActivityEvent,
): Promise<void> {
	const link = 'Import';
	if ((editedAtMs ?? happenedAtMs) > nowMs - intervalMs) throw new BrokenLink('NOT_DUE_YET', link);
	const row = await state.seat(seat);
	const mappedMs = Date.parse(row?.mappedAt ?? '');
	if (!row || Number.isNaN(mappedMs) || happenedAtMs >= mappedMs) return;
	if (happenedAtMs < (row.importedFromMs || mappedMs)) throw new BrokenLink('TOO_OLD', link);
	if (row.importedUntilMs < mappedMs) throw new BrokenLink('NOT_IMPORTED_YET', link);
}
