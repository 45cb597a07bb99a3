import { DAY_MS } from '../basics/durations';
import { type Html, html } from './html';
import type { StatusPageData } from './statusPageData';
import { counted } from './words';

/** LinkedIn wants a check every 30 days at least (LinkedIn reference §7.2). */
const WARNED_AFTER_DAYS = 25;
const STREAM = 'closedProfiles';

/** Says when nobody has asked for long who of the exported members has closed the account; nothing before. */
export function closedProfilesNotice({
	contracts,
	exported,
	sync,
	nowMs,
}: Pick<StatusPageData, 'contracts' | 'exported' | 'sync' | 'nowMs'>): Html | undefined {
	const connected = contracts.filter(({ state }) => state === 'connected');
	if (!exported || connected.length === 0) return undefined;
	const last = Date.parse(sync.find(({ stream }) => stream === STREAM)?.finishedAt ?? '');
	const since = connected
		.map(({ connectedAt }) => Date.parse(connectedAt))
		.filter((ms) => !Number.isNaN(ms));
	const from = Number.isNaN(last) ? Math.min(...since) : last;
	const days = Math.floor((nowMs - from) / DAY_MS);
	if (!(days > WARNED_AFTER_DAYS)) return undefined;
	return html`<p class="notice" role="alert">
		${Number.isNaN(last)
			? `Nobody has asked LinkedIn yet which exported members have closed their account.`
			: `LinkedIn was last asked ${counted(days, 'day')} ago which exported members have closed their account.`}
		It wants that every 30 days. Publish workflow 06, and see below why a check has failed.
	</p>`;
}
