import { ConfigurationError } from '../errors/ConfigurationError';
import type { Cost, HttpClient } from '../http/HttpClient';
import type { Schema } from '../http/Schema';
import type { HttpMethod } from '../http/Transport';
import { type ChosenForm, formOf, type LinkedInSettings } from './LinkedInSettings';
import { type Generation, type ResourceName, RESOURCES } from './dialect';
import { markContent } from './contentRefusals';
import type { Learned } from './Learned';
import { type CompoundKey, keySegment, restliRequest } from './restli';
import { wellFormedJson } from './wellFormed';

export interface LinkedInCall<T> {
	method: HttpMethod;
	/** Path below the base URL; may hold an encoded key. */
	path: string;
	/** The path with keys left out, for messages. */
	endpoint: string;
	form: ChosenForm;
	query?: string;
	restliMethod?: string;
	body?: unknown;
	schema: Schema<T>;
	/** How many records this writes. */
	records?: number;
	absentOn?: readonly number[];
	/** Set when sending it twice would do harm (see `HttpClient`). */
	once?: boolean;
	/**
	 * Set for batch writes: a 500 may be about a record in it. After so many attempts it is thrown as
	 * `BatchRefusedError`, as are 400, 409, 413 and 422 at once; without this, a 500 counts as an outage.
	 */
	attemptsOn500?: number;
}

/** LinkedIn's conventions, once: base URL, headers, version, key syntax, tunnelling, and what a call costs. */
export class LinkedInApi {
	constructor(
		readonly settings: LinkedInSettings,
		private readonly client: HttpClient,
		/** What a call costs that writes so many records. */
		private readonly costsOf: (resource: ResourceName, records: number) => readonly Cost[],
		/** Separates the two parts of a tunnelled body; must not occur in them. */
		private readonly boundary: string,
	) {
		this.learned = settings.learned ?? {};
	}

	/** What was found out by trying: the settings' own object, so that whoever handed it in can keep it for the next run. */
	readonly learned: Learned;

	/** A resource as the settings choose it, or in one generation whatever they say. */
	form(resource: ResourceName, generation?: Generation): ChosenForm {
		return formOf(
			resource,
			generation ? { ...this.settings, overrides: { [resource]: generation } } : this.settings,
		);
	}

	/**
	 * The compound key of a record, in the chosen generation's names. Its context is the organization, unless `parts` name
	 * another as `organization`: a contract's integration carries the contract's URN there.
	 */
	key(form: ChosenForm, parts: Readonly<Record<string, string>>): CompoundKey {
		const named = Object.entries(form.key).flatMap(([ours, theirs]) => {
			const value =
				parts[ours] ?? (ours === 'organization' ? this.settings.organizationUrn : undefined);
			return value === undefined ? [] : [[theirs, value] as const];
		});
		return [...named, ...Object.entries(form.constants ?? {})];
	}

	/** Where the records below one parent live; the parent is spelled in the generation of the sub-resource. */
	parentOf(
		form: ChosenForm,
		parts: Readonly<Record<string, string>>,
	): { path: string; endpoint: string } {
		const parent = form.below && RESOURCES[form.below][form.generation];
		if (!form.below || !parent)
			throw new ConfigurationError('This LinkedIn resource has no parent', 'Report this.');
		const key = keySegment(
			this.key({ ...parent, resource: form.below, generation: form.generation }, parts),
			this.settings.protocol,
		);
		return { path: `${parent.path}/${key}`, endpoint: `${parent.path}/{key}` };
	}

	/** Sends one call. `undefined` only for a status in `absentOn`. */
	async send<T>(call: LinkedInCall<T>): Promise<T | undefined> {
		const { settings } = this;
		const headers: Record<string, string> = { accept: 'application/json' };
		if (call.form.generation === 'rest') headers['linkedin-version'] = settings.version;
		if (settings.protocol === '2.0.0') headers['x-restli-protocol-version'] = '2.0.0';
		if (call.restliMethod) headers['x-restli-method'] = call.restliMethod;
		if (call.body !== undefined) headers['content-type'] = 'application/json';
		const endpoint = `${call.method} ${call.endpoint}`;
		const plain = restliRequest({
			method: call.method,
			url: settings.baseUrl + call.path,
			query: call.query ?? '',
			headers,
			boundary: this.boundary,
			...(call.body !== undefined && { body: wellFormedJson(call.body) }),
		});
		const request =
			call.attemptsOn500 === undefined
				? plain
				: markContent(plain, { endpoint, attemptsOn500: call.attemptsOn500 });
		return await this.client.call({
			request,
			endpoint,
			schema: call.schema,
			costs: this.costsOf(call.form.resource, call.records ?? 0),
			...(call.absentOn && { absentOn: call.absentOn }),
			...(call.once && { once: call.once }),
		});
	}
}
