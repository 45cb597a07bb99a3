import { z } from 'zod';
import { CursorError } from '../errors/CursorError';
import { readFields } from './dialect';
import {
	answerOf,
	Elements,
	listOf,
	LooseTexts,
	OptionalText,
	type UnreadableElement,
} from './lenientShapes';
import type { LinkedInApi } from './LinkedInApi';
import { NewElements } from './NewElements';
import { PagingSchema } from './paging';
import { listParameter } from './restli';
import { PersonUrnSchema } from './schemas';

/** Every state that LinkedIn documents (LinkedIn reference §8.1). */
export const SEAT_STATES = ['ACTIVE', 'INACTIVE', 'INVITED', 'PARKED'] as const;
export type SeatState = (typeof SEAT_STATES)[number];

/** Who holds a Recruiter seat. */
export interface Seat {
	/** `urn:li:seat:{id}`, as the other calls want it. */
	seatUrn: string;
	contractUrn: string;
	/** One of `SEAT_STATES`, or whatever LinkedIn adds to them. */
	state: string;
	/** `urn:li:person:…`; none while an invitation is open. */
	personUrn?: string;
	firstName: string;
	lastName: string;
	/** LinkedIn does not promise it, so it may never come. */
	email?: string;
	roles: string[];
	createdAtMs?: number;
}

export interface SeatQuery {
	contractUrns: readonly string[];
	/** Default: all. */
	states?: readonly SeatState[];
	/** Told of elements that are no seats, or seats without an id: the others are read all the same. */
	onUnreadable?: (contractUrn: string, elements: readonly UnreadableElement[]) => void;
}

/** LinkedIn documents no maximum; its own samples ask for 100. */
const PAGE_SIZE = 100;

const text = z.string().catch('');

const SeatSchema = z.object({
	id: z.union([z.number(), z.string().min(1)]),
	contract: OptionalText,
	member: PersonUrnSchema.optional().catch(undefined),
	state: text,
	firstName: text,
	lastName: text,
	email: z.string().min(1).optional().catch(undefined),
	seatRoles: LooseTexts,
	created: z.object({ time: z.number() }).optional().catch(undefined),
});

/** A page of seats; elements are read in the names of the generation that was asked. */
const pageOf = (fields: Readonly<Record<string, string>> | undefined) =>
	answerOf({
		elements: Elements,
		paging: PagingSchema,
	}).transform(({ elements, paging }) => ({
		elements,
		paging,
		seats: listOf<z.output<typeof SeatSchema>>(
			z
				.record(z.unknown())
				.transform((element) => readFields(element, fields))
				.pipe(SeatSchema),
		).parse(elements),
	}));

/**
 * The seats of one or more contracts, page by page (LinkedIn reference §8.1). Contracts are asked one after the other,
 * so that a refusal says something about one of them.
 *
 * @throws HttpStatusError 403 where `CSA_API` is not switched on for a contract
 * @throws CursorError when a page brings nothing new, or the next page is missing
 */
export async function* readSeats(
	api: LinkedInApi,
	{ contractUrns, ...choice }: SeatQuery,
): AsyncGenerator<Seat[]> {
	for (const contractUrn of new Set(contractUrns)) yield* readContract(api, contractUrn, choice);
}

/** All of `readSeats` in one list. */
export async function getSeats(api: LinkedInApi, query: SeatQuery): Promise<Seat[]> {
	const seats: Seat[] = [];
	for await (const page of readSeats(api, query)) seats.push(...page);
	return seats;
}

async function* readContract(
	api: LinkedInApi,
	contractUrn: string,
	{ states = [], onUnreadable }: Omit<SeatQuery, 'contractUrns'>,
): AsyncGenerator<Seat[]> {
	const form = api.form('seats');
	const schema = pageOf(form.fields);
	const { protocol } = api.settings;
	const criteria = [
		'q=attributes',
		listParameter('contracts', [contractUrn], protocol),
		...(states.length > 0 ? [listParameter('states', states, protocol)] : []),
	].join('&');
	const news = new NewElements();
	for (let start = 0; ; ) {
		const page: z.output<typeof schema> | undefined = await api.send({
			method: 'GET',
			path: form.path,
			endpoint: form.path,
			form,
			// Without `start`, LinkedIn refuses the request.
			query: `${criteria}&start=${start}&count=${PAGE_SIZE}`,
			schema,
		});
		if (!page) return;
		const { elements, paging, seats } = page;
		if (news.take(elements) === 0) {
			if (elements.length === 0 && !paging.hasNext) return;
			throw new CursorError('LinkedIn', `GET ${form.path}`);
		}
		if (seats.unreadable.length > 0) onUnreadable?.(contractUrn, seats.unreadable);
		yield seats.read.map((element) => toSeat(element, contractUrn));
		start += elements.length;
		// A short page is no end where LinkedIn caps `count`: its link to the next page, or its total, decides.
		const ended =
			paging.total !== undefined
				? start >= paging.total
				: !paging.hasNext && elements.length < PAGE_SIZE;
		if (ended) return;
	}
}

function toSeat(element: z.output<typeof SeatSchema>, contractUrn: string): Seat {
	const { id, contract, member, state, firstName, lastName, email, seatRoles, created } = element;
	const bare = String(id);
	return {
		seatUrn: bare.startsWith('urn:') ? bare : `urn:li:seat:${bare}`,
		contractUrn: contract ?? contractUrn,
		state,
		...(member && { personUrn: member }),
		firstName,
		lastName,
		...(email && { email }),
		roles: seatRoles,
		...(created && { createdAtMs: created.time }),
	};
}
