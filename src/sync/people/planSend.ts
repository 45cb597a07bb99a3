import { type StageSet } from '../../linkedin/applications';
import { applicationId, historyToStages } from '../../mapping/applicationToLinkedIn';
import type { SentPeople } from '../../state/SentLedger';
import type { Person } from './readPerson';
import { stagesHash } from './stagesHash';

export interface SendPlan {
	/** What LinkedIn was not sent before, or is sent new stages of, with the hash that these have. */
	news: SentPeople;
	/** By application id; only those that are not what LinkedIn took before. */
	stages: ReadonlyMap<string, StageSet>;
}

/**
 * What is new of people to LinkedIn: most of it was sent before.
 *
 * @param known what LinkedIn was sent, where that is known
 * @param stagesAgain whether also those stages are sent that it took before
 */
export function planSend(
	people: readonly Person[],
	known: SentPeople | undefined,
	{ applications: wanted, stagesAgain = false }: { applications: boolean; stagesAgain?: boolean },
): SendPlan {
	const news = new Map<string, Map<string, string>>();
	const stages = new Map<string, StageSet>();
	for (const { id, applications } of people) {
		const before = known?.get(id);
		const own = new Map<string, string>();
		for (const { assignment, history } of wanted ? applications : []) {
			const jobId = assignment.job.id;
			const all = historyToStages(history);
			const hash = all.length > 0 ? stagesHash(all) : '';
			const isTaken = before?.get(jobId) === hash && !stagesAgain;
			if (all.length > 0 && !isTaken)
				stages.set(applicationId(id, jobId), {
					applicationId: applicationId(id, jobId),
					stages: all,
				});
			if (!before?.has(jobId) || (all.length > 0 && !isTaken)) own.set(jobId, hash);
		}
		if (!before || own.size > 0) news.set(id, own);
	}
	return { news, stages };
}

/** The same, with the hashes only of stages that LinkedIn took. */
export function withTaken(news: SentPeople, taken: ReadonlySet<string>): SentPeople {
	return new Map(
		[...news].map(([id, jobs]) => [
			id,
			new Map(
				[...jobs].map(([jobId, hash]) => [jobId, taken.has(applicationId(id, jobId)) ? hash : '']),
			),
		]),
	);
}
