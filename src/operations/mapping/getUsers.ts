import { WaitLedger } from '../../http/WaitLedger';
import { listUsers, type SrUser } from '../../smartrecruiters/users';
import { openSmartRecruiters, type SmartRecruitersSide, type World } from '../connect';

export interface UsersQuery {
	/** Full text on name and e-mail. */
	search?: string;
	updatedAfterMs?: number;
	activeOnly: boolean;
	/** The most to give; default: all. */
	limit?: number;
	timeLimitMs: number;
}

/** Users of SmartRecruiters, all pages or as many as asked for. */
export async function getUsers(
	smartRecruiters: SmartRecruitersSide,
	world: World,
	query: UsersQuery,
): Promise<SrUser[]> {
	const { search, updatedAfterMs, activeOnly, limit = Number.POSITIVE_INFINITY } = query;
	const deadlineMs = world.effects.now() + query.timeLimitMs;
	const { api } = openSmartRecruiters(smartRecruiters, world, {
		deadlineMs,
		ledger: new WaitLedger(),
	});
	const found: SrUser[] = [];
	let pageId: string | undefined;
	do {
		const page = await listUsers(api, {
			...(search && { search }),
			...(updatedAfterMs !== undefined && { updatedAfterMs }),
			pageId,
		});
		found.push(...page.content.filter(({ active }) => active || !activeOnly));
		pageId = page.nextPageId;
	} while (pageId !== undefined && found.length < limit);
	return found.slice(0, limit);
}
