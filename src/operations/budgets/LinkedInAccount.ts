import { AskedToWait } from '../../http/AskedToWait';
import type { Budget } from '../../http/Budget';
import type { Cost } from '../../http/HttpClient';
import { RateBudget } from '../../http/RateBudget';
import { Slots } from '../../http/Slots';
import { dayQuotaOf } from '../../linkedin/dayQuotas';
import type { ResourceName } from '../../linkedin/dialect';
import type { LinkedInSettings } from '../../linkedin/LinkedInSettings';
import { MemberPace } from '../../linkedin/MemberPace';
import { CALLS_AT_ONCE, recordRate } from '../../linkedin/limits';
import type { StateStore } from '../../state/StateStore';
import { DayCount } from './DayCount';
import type { Membership } from './Membership';

/** Without state, nobody can tell how many share the records: what sends them keeps state. */
const WITHOUT_STATE = 0.1;

/** What is left of LinkedIn's limits on one application, for everything in this process. */
export class LinkedInAccount {
	/** InMails a minute, by seat. */
	readonly pace = new MemberPace();

	/** What LinkedIn has asked to wait. */
	readonly asked = new AskedToWait();

	private readonly records = new RateBudget('linkedInRecords', recordRate(1));

	private readonly days = new Map<string, DayCount>();

	private readonly lanes = new Map<ResourceName, Slots>();

	constructor(
		private readonly name: string,
		private readonly membership: Membership,
	) {}

	/**
	 * What calls cost.
	 *
	 * @param store where the other processes are known; absent where no state can be reached
	 * @param ceiling which part of the quotas of the day has to be free still, from 0 to 1
	 */
	costs(
		settings: LinkedInSettings,
		store: StateStore | undefined,
		ceiling: number,
	): (resource: ResourceName, records: number) => readonly Cost[] {
		const { recordsPerMinute } = settings;
		const share: Budget = {
			name: 'linkedInRecords',
			pass: async (_, now, wait) => {
				const processes = await this.membership.join(this.name, store, now, wait);
				const part = processes === undefined ? WITHOUT_STATE : 1 / processes;
				this.records.change(recordRate(recordsPerMinute * part));
				return NOTHING_HELD;
			},
		};
		return (resource, units) => {
			const quota = dayQuotaOf(resource, settings);
			const count = this.dayOf(quota.name);
			const day: Budget = {
				name: 'linkedInRequests',
				pass: async (_, now, wait) => {
					await count.take(quota, ceiling, store, now, wait);
					this.pace.shareAmong(this.membership.count(this.name, now()));
					return NOTHING_HELD;
				},
			};
			const inDay = { budget: day, units: 1 };
			if (units === 0) return [inDay];
			const lane = this.laneOf(resource, settings.callsAtOnce ?? CALLS_AT_ONCE);
			return [
				// First of all: what waits for its turn has not taken its place in the minute yet.
				{ budget: lane, units: 1 },
				{ budget: share, units: 1 },
				{ budget: this.records, units },
				inDay,
			];
		};
	}

	/** What a poll remembers of a day, from before this process began. */
	remember(settings: LinkedInSettings, resource: ResourceName, used: number, nowMs: number): void {
		this.dayOf(dayQuotaOf(resource, settings).name).atLeastWithoutState(used, nowMs);
	}

	/** The batches of a resource go one after the other (LinkedIn reference §5), whoever sends them. */
	private laneOf(resource: ResourceName, callsAtOnce: number): Slots {
		const found = this.lanes.get(resource) ?? new Slots('linkedInRecords', callsAtOnce);
		found.resize(callsAtOnce);
		this.lanes.set(resource, found);
		return found;
	}

	private dayOf(quota: string): DayCount {
		const found = this.days.get(quota) ?? new DayCount(this.membership, this.name, quota);
		this.days.set(quota, found);
		return found;
	}
}

const NOTHING_HELD = (): void => undefined;
