import { type ActivityEvent, versionMs } from '../../linkedin/activityEvent';

/**
 * Each event once, in its newest version; contact details first, which tell who the others are about, and then from old
 * to new.
 */
export function inOrder(events: readonly ActivityEvent[]): ActivityEvent[] {
	const newest = new Map<string, ActivityEvent>();
	for (const event of events) {
		const known = newest.get(event.activityId);
		if (!known || versionMs(event) >= versionMs(known)) newest.set(event.activityId, event);
	}
	return [...newest.values()].sort((a, b) => rank(a) - rank(b) || versionMs(a) - versionMs(b));
}

const rank = ({ kind }: ActivityEvent): number => (kind === 'stub' ? 0 : 1);
