import { ConfigurationError } from '../../errors/ConfigurationError';
import { listDepartments, type SrDepartment } from '../../smartrecruiters/departments';
import { getJobState } from '../../smartrecruiters/jobs';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import {
	DEFAULT_STORED_SHARING,
	Settings,
	SharingRulesSchema,
	type StoredSharing,
} from '../../state/Settings';
import { mapConcurrently } from '../../sync/mapConcurrently';
import type { Runtime } from '../Runtime';
import { openAtsForPerson } from './openAtsForPerson';

const CONCURRENTLY = 4;
const DEPARTMENT_RULES = {
	departmentsNeverSent: 'Departments Never Sent',
	departmentsKeptPrivate: 'Departments Kept Private',
} as const;
const JOB_RULES = {
	jobsNeverSent: 'Jobs Never Sent',
	jobsKeptPrivate: 'Jobs Kept Private',
} as const;

/**
 * The rules that would hold after a change: departments by id. A name that SmartRecruiters does not know stops, because it
 * would hide nothing.
 *
 * @throws ConfigurationError naming the rule
 */
export async function resolveSharing(
	runtime: Runtime,
	rules: Partial<StoredSharing>,
): Promise<StoredSharing> {
	const { organizationUrn } = runtime.linkedIn.settings;
	const settings = new Settings(runtime.store, organizationUrn);
	// Lost rules can be decided anew, but not in part: what is not named would become "share".
	const isAnew = isWhole(rules) && (await settings.isLost());
	const before = isAnew ? DEFAULT_STORED_SHARING : await settings.sharing();
	const api = openAtsForPerson(runtime);
	const after: StoredSharing = { ...before, ...rules };
	const named = [...(rules.departmentsNeverSent ?? []), ...(rules.departmentsKeptPrivate ?? [])];
	const departments = named.length > 0 ? await listDepartments(api) : [];
	for (const rule of ['departmentsNeverSent', 'departmentsKeptPrivate'] as const) {
		const wanted = rules[rule];
		if (wanted) {
			// A department that was closed since still keeps its jobs back.
			const closed = [...before.departmentsNeverSent, ...before.departmentsKeptPrivate];
			const known = [...departments, ...closed.map((id) => ({ id, label: id }))];
			after[rule] = toDepartmentIds(known, wanted, DEPARTMENT_RULES[rule]);
		}
	}
	for (const rule of ['jobsNeverSent', 'jobsKeptPrivate'] as const) {
		const wanted = rules[rule];
		if (wanted) after[rule] = await checkJobs(api, wanted, JOB_RULES[rule]);
	}
	return after;
}

const isWhole = (rules: Partial<StoredSharing>): boolean =>
	Object.keys(SharingRulesSchema.shape).every((name) => name in rules);

function toDepartmentIds(
	known: ReadonlyArray<Pick<SrDepartment, 'id' | 'label'>>,
	wanted: readonly string[],
	rule: string,
): string[] {
	const ids = wanted.map((text) => {
		const name = text.trim().toLowerCase();
		const found =
			known.find(({ id }) => id.toLowerCase() === name) ??
			known.find(({ label }) => label.trim().toLowerCase() === name);
		if (found) return found.id;
		throw new ConfigurationError(
			`"${rule}" names a department that SmartRecruiters does not have: ${text.slice(0, 60)}`,
			'Choose it from the list. Nothing was changed.',
		);
	});
	return [...new Set(ids)];
}

async function checkJobs(
	api: SmartRecruitersApi,
	wanted: readonly string[],
	rule: string,
): Promise<string[]> {
	const ids = [...new Set(wanted.map((id) => id.trim()).filter(Boolean))];
	const found = await mapConcurrently(ids, CONCURRENTLY, async (id) => await getJobState(api, id));
	const missing = ids.find((_id, index) => found[index] === undefined);
	if (missing === undefined) return ids;
	throw new ConfigurationError(
		`"${rule}" names a job that SmartRecruiters does not have: ${missing.slice(0, 60)}`,
		'Choose it from the list, or copy its ID from SmartRecruiters. Nothing was changed.',
	);
}
