import { fromJson } from '../../basics/fromJson';
import { PACKAGE_VERSION } from '../../basics/packageVersion';
import { StateError } from '../../errors/StateError';
import { Contracts } from '../../state/Contracts';
import { Failures } from '../../state/Failures';
import { Settings, type StoredSharing } from '../../state/Settings';
import type { StateStore } from '../../state/StateStore';
import type { Table } from '../../state/Table';
import { readFill } from '../../state/TableFill';
import {
	ACTIVITY,
	type ContractRow,
	CONTRACTS,
	DELETIONS,
	EXPORTS,
	type FailureRow,
	FAILURES,
	LOCKS,
	ORGANIZATIONS,
	PARKED,
	type ParkedRow,
	PEOPLE,
	PROCESSES,
	QUEUE,
	SEATS,
	SENT,
	SETTINGS,
	SYNC,
	type SyncRow,
	VISIBILITY,
} from '../../state/tables';
import type { LinkedInRuntime } from '../Runtime';
import { redact } from './redact';

/** No table is read further than that. */
const MOST_COUNTED = 1_000;

/** What a vendor's support, or ours, asks for. Plain data. */
export interface SupportBundle {
	about: string;
	madeAt: string;
	package: { name: string; version: string };
	organization: string;
	linkedIn: object;
	sharing: object;
	contracts: object[];
	tables: Record<string, string>;
	/** As measured last: bytes of n8n's limit, and those of each table. */
	tableSizes: object;
	streams: object[];
	parked: object[];
	failures: object[];
	/** What could not be read. */
	problems: string[];
}

const ABOUT =
	'Support bundle of n8n-nodes-recruiter-system-connect. It holds no names, addresses, texts, secrets or tokens. ' +
	'For LinkedIn’s partner support form, take from "failures" the request, the status, the time and the three x-li headers of the last call of each kind. ' +
	'Add the version of n8n (Settings › About n8n), and what was expected.';

const counted = <R extends object>(table: Table<R>) => ({
	name: table.name,
	// Of all organizations: locks have none, but name it.
	read: async (store: StateStore) => (await store.read(table, {}, { limit: MOST_COUNTED })).length,
});
/** Every table. */
const COUNTED = [
	counted(CONTRACTS),
	counted(ORGANIZATIONS),
	counted(SETTINGS),
	counted(SYNC),
	counted(LOCKS),
	counted(SEATS),
	counted(PEOPLE),
	counted(ACTIVITY),
	counted(EXPORTS),
	counted(PARKED),
	counted(DELETIONS),
	counted(SENT),
	counted(VISIBILITY),
	counted(QUEUE),
	counted(PROCESSES),
	counted(FAILURES),
];

/**
 * One file with what support asks for: versions, settings without secrets, how many rows each table has, how far each
 * stream is, what is parked by reason, and the last failed calls with LinkedIn's request ids (LinkedIn reference §14.1).
 * Asks no vendor. What cannot be read is named instead.
 */
export async function makeSupportBundle(runtime: LinkedInRuntime): Promise<SupportBundle> {
	const { store, effects } = runtime;
	const { organizationUrn: organization, ...settings } = runtime.linkedIn.settings;
	const problems: string[] = [];
	// A bundle is wanted most when something is damaged.
	const attempt = async <T>(read: () => Promise<T>, instead: T): Promise<T> => {
		try {
			return await read();
		} catch (error) {
			if (!(error instanceof StateError)) throw error;
			problems.push(error.message);
			return instead;
		}
	};
	const limit = { limit: MOST_COUNTED };
	const contracts = new Contracts(store, organization);
	const tables: Record<string, string> = {};
	for (const { name, read } of COUNTED) {
		const rows = await attempt(async () => await read(store), undefined);
		tables[name] = rows === undefined ? 'not readable' : countOf(rows);
	}
	const sharing = await attempt(
		async () => await new Settings(store, organization).sharing(),
		undefined,
	);
	const learned = await attempt(async () => await contracts.learned(), '');
	const rows = await attempt(async () => await contracts.list(), []);
	const sync = await attempt(async () => await store.read(SYNC, { organization }, limit), []);
	const parked = await attempt(async () => await store.read(PARKED, { organization }, limit), []);
	const failures = await attempt(async () => await new Failures(store, organization).list(), []);
	return {
		about: ABOUT,
		madeAt: new Date(effects.now()).toISOString(),
		package: { name: 'n8n-nodes-recruiter-system-connect', version: PACKAGE_VERSION },
		organization,
		linkedIn: { ...settings, learned: fromJson(learned) ?? '' },
		sharing: sharing ? sharingShown(sharing) : {},
		contracts: rows.map(contractShown),
		tables,
		tableSizes: readFill(sync.find(({ stream }) => stream === 'dataTables')) ?? {},
		streams: sync.map(streamShown),
		parked: parkedShown(parked),
		failures: failures.map(failureShown),
		problems: problems.map(redact),
	};
}

const countOf = (length: number): string =>
	length < MOST_COUNTED ? String(length) : `${MOST_COUNTED} or more`;

/** Rules name departments, jobs and tags in the customer's words: how many, not which. */
const sharingShown = (rules: StoredSharing): object =>
	Object.fromEntries(
		Object.entries(rules).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.length : value,
		]),
	);

/** Without its name, and who acknowledged. */
function contractShown(row: ContractRow): object {
	const { contract, product, state, companyLevel, contractLevel } = row;
	const { requestedAt, connectedAt, checkedAt } = row;
	const times = { requestedAt, connectedAt, checkedAt };
	return { contract, product, state, companyLevel, contractLevel, ...times };
}

function streamShown(row: SyncRow): object {
	const { stream, done, total, rejected, recordsPerMinute, boundBy, requests } = row;
	const { startedAt, finishedAt, heartbeatAt, resumeAtMs, checkpoint } = row;
	return {
		...{ stream, done, total, rejected, recordsPerMinute, boundBy, requests },
		...{ startedAt, finishedAt, heartbeatAt, resumeAtMs, checkpointLength: checkpoint.length },
		activity: redact(row.activity),
		message: redact(row.message),
	};
}

/** By kind and reason: how many, since when. */
function parkedShown(rows: readonly ParkedRow[]): object[] {
	const groups = new Map<string, ParkedRow[]>();
	for (const row of rows) {
		const key = `${row.kind} ${row.code}`;
		groups.set(key, [...(groups.get(key) ?? []), row]);
	}
	return [...groups.values()].map((group) => ({
		kind: group[0]?.kind,
		code: redact(group[0]?.code ?? ''),
		count: group.length,
		firstSeenAt: group.map(({ firstSeenAt }) => firstSeenAt).sort()[0],
		lastSeenAt: group
			.map(({ lastSeenAt }) => lastSeenAt)
			.sort()
			.at(-1),
	}));
}

function failureShown(row: FailureRow): object {
	const { service, endpoint, query, restliMethod, version, status, problem, code } = row;
	return {
		service,
		request: {
			endpoint: redact(endpoint),
			query,
			...(restliMethod && { 'x-restli-method': restliMethod }),
			...(version && { 'LinkedIn-Version': version }),
		},
		response: {
			status,
			problem,
			code: redact(code),
			'x-li-uuid': row.uuid,
			'x-li-fabric': row.fabric,
			'x-li-request-id': row.requestId,
		},
		times: row.times,
		firstAt: row.firstAt,
		lastAt: row.lastAt,
	};
}
