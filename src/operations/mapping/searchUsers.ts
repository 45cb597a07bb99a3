import { WaitLedger } from '../../http/WaitLedger';
import { fullName } from '../../mapping/seatToStored';
import { listUsers } from '../../smartrecruiters/users';
import { openSmartRecruiters, type SmartRecruitersSide, type World } from '../connect';

/** Somebody is waiting for a list. */
const TIME_LIMIT_MS = 20_000;

/** One page of active users for a list that a person types into; SmartRecruiters searches. */
export async function searchUsers(
	smartRecruiters: SmartRecruitersSide,
	world: World,
	query: { search: string; pageId: string | undefined },
): Promise<{
	users: Array<{ id: string; name: string; email: string }>;
	nextPageId?: string | undefined;
}> {
	const deadlineMs = world.effects.now() + TIME_LIMIT_MS;
	const { api } = openSmartRecruiters(smartRecruiters, world, {
		deadlineMs,
		ledger: new WaitLedger(),
	});
	const { content, nextPageId } = await listUsers(api, query);
	const users = content
		.filter(({ active }) => active)
		.map((user) => ({ id: user.id, name: fullName(user) || user.id, email: user.email }));
	return { users, nextPageId };
}
