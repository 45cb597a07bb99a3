import type { HttpDoor } from '../http/HttpDoor';
import type { Schema } from '../http/Schema';
import type { RateBudget } from '../http/RateBudget';

export interface SmartRecruitersSettings {
	/** Without trailing slash, for example `https://api.smartrecruiters.com`. */
	baseUrl: string;
	requestsPerSecond: number;
}

/** Query values; repeated parameters are repeated names, as SmartRecruiters wants them (reference §1.3). */
export type Query = Readonly<
	Record<string, string | number | boolean | readonly string[] | undefined>
>;

/** SmartRecruiters' conventions, once: base URL, query form, pace. */
export class SmartRecruitersApi {
	constructor(
		private readonly settings: SmartRecruitersSettings,
		private readonly door: HttpDoor,
		private readonly requestBudget: RateBudget,
	) {}

	/**
	 * @param endpoint the path with ids left out, for messages
	 * @param absentOn statuses that mean "there is none" and give `undefined`
	 */
	async get<T>(
		path: string,
		endpoint: string,
		schema: Schema<T>,
		query: Query = {},
		absentOn: readonly number[] = [],
	): Promise<T | undefined> {
		const search = new URLSearchParams();
		for (const [name, value] of Object.entries(query)) {
			const values = typeof value === 'object' ? value : value === undefined ? [] : [value];
			for (const one of values) search.append(name, String(one));
		}
		const suffix = search.size > 0 ? `?${search.toString()}` : '';
		return await this.door.call({
			request: {
				method: 'GET',
				url: this.settings.baseUrl + path + suffix,
				headers: { accept: 'application/json' },
			},
			endpoint: `GET ${endpoint}`,
			schema,
			costs: [{ budget: this.requestBudget, units: 1 }],
			absentOn,
		});
	}
}
