import { AskedToWait } from '../../http/AskedToWait';
import type { Budget } from '../../http/Budget';
import type { Cost } from '../../http/HttpClient';
import { RateBudget } from '../../http/RateBudget';
import { Slots } from '../../http/Slots';
import { concurrencyOf, isOneAtATime, requestRate } from '../../smartrecruiters/limits';
import type { StateStore } from '../../state/StateStore';
import { giveUpLease, takeLease } from '../../state/takeLease';
import { KnownSources } from '../export/KnownSources';
import type { Membership } from './Membership';

/** What is left free where several processes share the second: for lists in forms and for webhooks, which keep no state. */
const WITHOUT_STATE = 0.2;
/** Longer than an answer takes; after a crash, the next list waits so long. */
const LIST_LEASE_MS = 60_000;
const ASK_AGAIN_MS = 300;

/** What is left of SmartRecruiters' limits on one credential, and what it has shown, for everything in this process. */
export class SmartRecruitersAccount {
	readonly requests = new RateBudget('smartRecruitersRequests', requestRate(1));

	/** What SmartRecruiters has asked to wait. */
	readonly asked = new AskedToWait();

	/** What was looked up with it. */
	readonly sources = new KnownSources();

	private readonly running = new Slots('smartRecruitersRequests', 1);

	private readonly lists = new Slots('smartRecruitersRequests', 1);

	constructor(
		private readonly name: string,
		private readonly membership: Membership,
	) {}

	/**
	 * What a call costs.
	 *
	 * @param store where the other processes are known; absent where no state can be reached
	 */
	costs(
		requestsPerSecond: number,
		store: StateStore | undefined,
	): (endpoint: string) => readonly Cost[] {
		const share: Budget = {
			name: 'smartRecruitersRequests',
			pass: async (_, now, wait) => {
				const processes = await this.membership.join(this.name, store, now, wait);
				const perSecond = shareOf(requestsPerSecond, processes);
				this.requests.change(requestRate(perSecond));
				this.running.resize(concurrencyOf(perSecond));
				return () => undefined;
			},
		};
		const common = [share, this.running, this.requests].map((budget) => ({ budget, units: 1 }));
		const list = [this.lists, this.listOfAll(store)].map((budget) => ({ budget, units: 1 }));
		const [first, ...rest] = common;
		const ofList = first ? [first, ...list, ...rest] : list;
		return (endpoint) => (isOneAtATime(endpoint) ? ofList : common);
	}

	/** One list at a time in all processes; where this one is alone, that costs no state call. */
	private listOfAll(store: StateStore | undefined): Budget {
		const { name: account, membership } = this;
		const name = `list of candidates ${account}`;
		const owner = membership.process;
		return {
			name: 'smartRecruitersRequests',
			pass: async (_, now, wait) => {
				if (!store || membership.count(account, now()) === 1) return () => undefined;
				while (
					(await takeLease(store, { name, owner, untilMs: now() + LIST_LEASE_MS }, now)) !==
					undefined
				)
					await wait(ASK_AGAIN_MS);
				return async () => {
					// Where that fails, the lease ends by itself.
					await giveUpLease(store, { name, owner }).catch(() => undefined);
				};
			},
		};
	}
}

function shareOf(requestsPerSecond: number, processes: number | undefined): number {
	if (processes === undefined) return requestsPerSecond * WITHOUT_STATE;
	if (processes === 1) return requestsPerSecond;
	return (requestsPerSecond * (1 - WITHOUT_STATE)) / processes;
}
