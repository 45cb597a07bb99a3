import { PageGuard } from '../../http/PageGuard';
import { listJobs } from '../../smartrecruiters/jobs';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import type { ListCursor } from '../ListCursor';

/** The next page of SmartRecruiters' jobs, and where the list goes on; nowhere at its end. @throws CursorError */
export async function nextJobs(
	api: SmartRecruitersApi,
	{ pageId, guard }: ListCursor,
): Promise<{ page: Awaited<ReturnType<typeof listJobs>>; next: ListCursor | undefined }> {
	const watch = new PageGuard('SmartRecruiters', 'GET /jobs', guard ?? undefined);
	const cursor = pageId ?? undefined;
	const page = await listJobs(api, { pageId: cursor });
	const seen = watch.check(cursor, page);
	const { nextPageId } = page;
	return { page, next: nextPageId === undefined ? undefined : { pageId: nextPageId, guard: seen } };
}
