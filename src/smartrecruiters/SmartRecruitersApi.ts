import type { RecordRef } from '../errors/RecordRef';
import type { Cost, HttpClient } from '../http/HttpClient';
import type { Schema } from '../http/Schema';
import type { HttpMethod } from '../http/Transport';

export interface SmartRecruitersSettings {
	/** Without trailing slash, for example `https://api.smartrecruiters.com`. */
	baseUrl: string;
	requestsPerSecond: number;
	/** Whose limits these are: SmartRecruiters counts by credential (reference §1.6). */
	credentialId: string;
}

/** Query values; repeated parameters are repeated names, as SmartRecruiters wants them (reference §1.3). */
export type Query = Readonly<
	Record<string, string | number | boolean | readonly string[] | undefined>
>;

export interface SmartRecruitersCall<T> {
	method: HttpMethod;
	/** Path below the base URL, with ids. */
	path: string;
	/** The path with ids left out, for messages. */
	endpoint: string;
	schema: Schema<T>;
	query?: Query;
	body?: unknown;
	/** Statuses that mean "there is none" and give `undefined`. */
	absentOn?: readonly number[];
	/** Set for a write that would happen twice if it were sent twice: see `Call.once`. */
	once?: boolean;
	/** See `Call.attempts`. */
	attempts?: number;
	onHeaders?: (headers: Record<string, string>) => void;
	/** Set when the answer is about one record: see `Call.record`. */
	record?: RecordRef;
}

/** SmartRecruiters' conventions, once: base URL, query form, pace. */
export class SmartRecruitersApi {
	constructor(
		private readonly settings: SmartRecruitersSettings,
		private readonly client: HttpClient,
		/** What a call costs, by method and path without ids. */
		private readonly costsOf: (endpoint: string) => readonly Cost[],
	) {}

	/** By endpoint: how many records failed one after the other with a fault of the server (see `faultOfRecord`). */
	readonly failing = new Map<string, number>();

	async send<T>(call: SmartRecruitersCall<T>): Promise<T | undefined> {
		const {
			method,
			path,
			endpoint,
			schema,
			query = {},
			body,
			absentOn = [],
			once,
			attempts,
			onHeaders,
			record,
		} = call;
		const search = new URLSearchParams();
		for (const [name, value] of Object.entries(query)) {
			const values = typeof value === 'object' ? value : value === undefined ? [] : [value];
			for (const one of values) search.append(name, String(one));
		}
		const suffix = search.size > 0 ? `?${search.toString()}` : '';
		return await this.client.call({
			request: {
				method,
				url: this.settings.baseUrl + path + suffix,
				headers: {
					accept: 'application/json',
					...(body !== undefined && { 'content-type': 'application/json' }),
				},
				...(body !== undefined && { body: JSON.stringify(body) }),
			},
			endpoint: `${method} ${endpoint}`,
			schema,
			costs: this.costsOf(`${method} ${endpoint}`),
			absentOn,
			...(once && { once }),
			...(attempts !== undefined && { attempts }),
			...(onHeaders && { onHeaders }),
			...(record && { record }),
		});
	}

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
		return await this.send({ method: 'GET', path, endpoint, schema, query, absentOn });
	}
}
