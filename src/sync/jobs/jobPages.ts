import type { Page } from '../../http/Page';
import type { Rejection } from '../../mapping/Rejection';
import { getJob, listJobs, type SrJob } from '../../smartrecruiters/jobs';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import type { SrJobListItem } from '../../smartrecruiters/schemas';
import { mapConcurrently } from '../mapConcurrently';
import { notVisible } from '../people/notVisible';
import type { SyncContext } from '../SyncContext';
import { errorToRejection, malformedToRejection } from '../toRejection';

export interface JobPage extends Page<SrJobListItem> {
	jobs: SrJob[];
	/** Jobs that are never sent. */
	hiddenIds: string[];
	/** Jobs that could not be read. */
	rejections: Rejection[];
}

/** A page of jobs with their details; templates are left out. */
export async function readJobPage(
	context: SyncContext,
	query: Parameters<typeof listJobs>[1],
	isAbandoned: () => boolean,
): Promise<JobPage> {
	const list = await listJobs(context.smartRecruiters, query);
	const hidden = list.content.filter((item) => context.sharing.visibilityOf(item) === 'never');
	const read = await readJobs(
		context,
		list.content.filter((item) => !hidden.includes(item)),
		isAbandoned,
	);
	return {
		...list,
		jobs: read.jobs.filter((job) => !job.details.template),
		hiddenIds: hidden.map(({ id }) => id),
		rejections: [...list.malformed.map(malformedToRejection), ...read.rejections],
	};
}

/** Details of jobs; what one of them cannot tell stops no other. */
export async function readJobs(
	{ smartRecruiters }: SyncContext,
	items: readonly SrJobListItem[],
	isAbandoned: () => boolean = () => false,
): Promise<{ jobs: SrJob[]; rejections: Rejection[] }> {
	const read = await mapConcurrently(
		items,
		DETAIL_CONCURRENCY,
		async (item): Promise<SrJob | Rejection | undefined> => {
			if (isAbandoned()) return undefined;
			try {
				return (await getJob(smartRecruiters, item)) ?? notVisible('job', item.id);
			} catch (error) {
				return errorToRejection('job', item.id, error);
			}
		},
	);
	return {
		jobs: read.flatMap((one) => ('item' in one ? one : [])),
		rejections: read.flatMap((one) => ('code' in one ? one : [])),
	};
}
