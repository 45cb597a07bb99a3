import { type ActivityEvent, contentHash } from '../../linkedin/activityEvent';
import { readInMails } from '../../linkedin/conversationEvents';
import { readProspectNotes } from '../../linkedin/prospectNotes';
import { markOfEvent, readMark } from '../../mapping/noteMark';
import { getCandidate } from '../../smartrecruiters/candidates';
import { listNotes } from '../../smartrecruiters/notes';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { knownCandidates } from '../activity/whoIsIt';
import type { OpenActivity } from '../activity/openActivity';
import { askVendor, needNoPause } from './askVendor';
import { BrokenLink, Chain, type Explanation } from './causes';
import type { StoredState } from './StoredState';

export interface ActivityQuestion {
	organization: string;
	contract: string;
	seat: string;
	/** About when it happened; epoch milliseconds. */
	aboutMs: number;
	/** The candidate on whom it is missed, if known. */
	candidateId: string;
	state: StoredState;
	/** How often the import runs. */
	intervalMs: number;
}

const HALF_WINDOW_MS = 6 * 3_600_000;

/** Why an InMail or a note of a seat holder is not on a candidate: the first link of the chain that is broken. */
export async function explainActivity(
	linkedIn: OpenActivity,
	smartRecruiters: SmartRecruitersApi,
	question: ActivityQuestion,
): Promise<Explanation> {
	return await new Chain().explain(async (chain) => {
		checkContract(chain, question);
		await checkToggle(chain, linkedIn, question);
		checkSeat(chain, question);
		const event = await findEvent(chain, linkedIn, question);
		if (await checkLedger(chain, smartRecruiters, question, event)) return;
		checkParked(chain, question, event);
		await checkPerson(chain, smartRecruiters, question, event);
		checkTime(question, event, linkedIn.reader.effects.now());
		throw new BrokenLink('NOT_WRITTEN', 'Import');
	});
}

function checkContract(chain: Chain, { contract, state }: ActivityQuestion): void {
	const link = 'Contract';
	if (!state.contracts) {
		chain.skip(link, 'rsc_contracts was not given');
		return;
	}
	const row = state.contracts.find((one) => one.contract === contract);
	if (!row) throw new BrokenLink('CONTRACT_UNKNOWN', link);
	if (row.state !== 'connected')
		throw new BrokenLink('CONTRACT_NOT_CONNECTED', link, row.missing || row.state);
	chain.ok(link, row.state);
}

/** A harmless question to LinkedIn tells for certain whether the contract's data are given out. */
async function checkToggle(
	chain: Chain,
	{ reader }: OpenActivity,
	{ contract, seat }: ActivityQuestion,
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

function checkSeat(chain: Chain, { seat, state }: ActivityQuestion): void {
	if (!state.seats) {
		chain.skip('Seat holder', 'rsc_seats was not given');
		return;
	}
	const row = state.seats.find((one) => one.seat === seat);
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
	{ contract, seat, aboutMs, candidateId, state }: ActivityQuestion,
): Promise<ActivityEvent> {
	const link = 'InMail or note at LinkedIn';
	const range = { fromMs: aboutMs - HALF_WINDOW_MS, toMs: aboutMs + HALF_WINDOW_MS };
	const [inMails, notes] = await askVendor(link, 'CONTRACT_TOGGLE_OFF', async () => [
		await readInMails(reader, { seat, contract }, range),
		await readProspectNotes(reader, { seats: [seat], contract }, range),
	]);
	needNoPause(link, inMails?.pause ?? notes?.pause);
	const persons = new Set(
		(state.people ?? []).flatMap((row) => (row.candidateId === candidateId ? row.person : [])),
	);
	const distance = (event: ActivityEvent): number => Math.abs(event.happenedAtMs - aboutMs);
	const events = [...(inMails?.events ?? []), ...(notes?.events ?? [])].sort(
		(a, b) => distance(a) - distance(b),
	);
	const about = events.filter(({ person }) => person !== undefined && persons.has(person));
	const [event] = candidateId && persons.size > 0 ? about : events;
	if (!event) throw new BrokenLink('NOT_AT_LINKEDIN', link);
	if (event.deleted) throw new BrokenLink('DELETED_IN_RECRUITER', link);
	chain.ok(link, `${event.kind} of ${new Date(event.happenedAtMs).toISOString()}`);
	return event;
}

/** @returns whether it is written and there */
async function checkLedger(
	chain: Chain,
	api: SmartRecruitersApi,
	{ organization, candidateId, state }: ActivityQuestion,
	event: ActivityEvent,
): Promise<boolean> {
	const link = 'Note in SmartRecruiters';
	const row = state.activity?.find((one) => one.activityId === event.activityId);
	if (!row || (row.state !== 'written' && row.state !== 'writing')) {
		chain.skip(link, state.activity ? 'not written yet' : 'rsc_activity was not given');
		return false;
	}
	if (row.state === 'writing') {
		chain.skip(link, 'an attempt is under way');
		return false;
	}
	if (candidateId && row.candidateId !== candidateId)
		throw new BrokenLink('ON_ANOTHER_CANDIDATE', link, row.candidateId);
	const mark = markOfEvent(organization, event.activityId);
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

function checkParked(chain: Chain, { state }: ActivityQuestion, event: ActivityEvent): void {
	const row = state.parked?.find(({ recordKey }) => recordKey === `activity:${event.activityId}`);
	if (row) throw new BrokenLink('PARKED', 'Parked', `${row.reason}. ${row.whatToDo}`);
	const writing = state.activity?.some(
		(one) => one.activityId === event.activityId && one.state === 'writing',
	);
	if (writing) throw new BrokenLink('UNFINISHED', 'Note in SmartRecruiters');
	chain.ok('Parked', 'not parked');
}

async function checkPerson(
	chain: Chain,
	api: SmartRecruitersApi,
	{ state, candidateId }: ActivityQuestion,
	{ person }: ActivityEvent,
): Promise<void> {
	const link = 'Person';
	if (!person) throw new BrokenLink('NO_PERSON', link);
	if (!state.people) {
		chain.skip(link, 'rsc_people was not given');
		return;
	}
	const known = state.people.filter((row) => row.person === person);
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
function checkTime(
	{ seat, state, intervalMs }: ActivityQuestion,
	{ happenedAtMs, editedAtMs }: ActivityEvent,
	nowMs: number,
): void {
	const link = 'Import';
	if ((editedAtMs ?? happenedAtMs) > nowMs - intervalMs) throw new BrokenLink('NOT_DUE_YET', link);
	const row = state.seats?.find((one) => one.seat === seat);
	const mappedMs = Date.parse(row?.mappedAt ?? '');
	if (!row || Number.isNaN(mappedMs) || happenedAtMs >= mappedMs) return;
	if (happenedAtMs < (row.importedFromMs ?? mappedMs)) throw new BrokenLink('TOO_OLD', link);
	if ((row.importedUntilMs ?? 0) < mappedMs) throw new BrokenLink('NOT_IMPORTED_YET', link);
}
