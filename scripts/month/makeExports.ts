import type { Sandbox } from '../../sandbox/createSandbox';
import { Draw } from '../../sandbox/company/random';
import type { ExportMember } from '../../sandbox/linkedin/exports/ExportMembers';
import type { Entry } from './Ledger';
import { CONTRACT, ORGANIZATION } from './MonthStack';

const KIND = 'export from Recruiter';

/** Members who are certain to go through: nobody could take them for somebody else. */
function isPlain({ kind }: ExportMember): boolean {
	return ['plain', 'unicode', 'private', 'longHeadline'].includes(kind);
}

/**
 * Recruiters export so many members whom SmartRecruiters does not know; every fifth is exported to the same job twice.
 *
 * @param from place of the first in LinkedIn's directory
 * @returns entries for the ledger, and the place after the last one
 */
export function makeExports(
	sandbox: Sandbox,
	count: number,
	from: number,
	seed: number,
): { entries: Entry[]; next: number } {
	const { apps, exports: desk, seats } = sandbox.room;
	const app = apps.children().find(({ organization }) => organization === ORGANIZATION);
	const entries: Entry[] = [];
	let index = from;
	while (app && entries.length < count) {
		const member = desk.members.at(index);
		const draw = new Draw(seed, index, 51);
		index += 1;
		if (!isPlain(member)) continue;
		const holders = seats.list(CONTRACT).filter(({ state }) => state === 'ACTIVE');
		const { seatUrn } = draw.pick(holders);
		const offered = desk.offeredJobs(app, seatUrn);
		if (offered.length === 0) break;
		const { jobId } = draw.pick(offered);
		desk.export(app, seatUrn, member, jobId);
		if (draw.chance(200)) desk.export(app, seatUrn, member, jobId);
		entries.push(exportEntry(sandbox, member.personUrn, jobId, sandbox.context.clock.now()));
	}
	return { entries, next: index };
}

function exportEntry(sandbox: Sandbox, person: string, jobId: string, atMs: number): Entry {
	const { context, store } = sandbox;
	return {
		...{ kind: KIND, key: `export:${person} ${jobId}`, atMs, parkedAs: [] },
		excused: () => '',
		// How many candidates with an application on this job LinkedIn knows as this person.
		shown: () => {
			let found = 0;
			for (const [id, { fields }] of store.of(ORGANIZATION).candidates) {
				if (fields.manualMatchedMember !== person) continue;
				const { applications = [] } = context.company.candidateById(id) ?? {};
				if (applications.some((one) => one.jobId === jobId)) found += 1;
			}
			return found;
		},
	};
}
