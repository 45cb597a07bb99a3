import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html, type Html } from '../core/html';
import { guard, type LinkedInRoom } from './guard';
import type { LinkedInApp } from './LinkedInApps';
import { recruiterPage, sendPage } from './recruiter/layout';
import { queryOf, readForm } from './recruiter/signInRoutes';
import type { RecruiterSeat } from './seats/RecruiterSeats';

const PAGE = '/linkedin/oauth/v2/authorization';
/** The only one that RSC uses (LinkedIn reference §1.3). */
const SCOPE = 'r_liteprofile';
const PERSON = 'urn:li:person:';

/** A person's own sign-in, to learn the id that ACLs name (LinkedIn reference §1.3). */
export function registerMemberRoutes(app: FastifyInstance, room: LinkedInRoom): void {
	app.get(PAGE, async (request, reply) => {
		const asked = read(room, queryOf(request));
		if (typeof asked === 'string') {
			await sendPage(reply, refusal(asked), 400);
			return;
		}
		if (asked.problem !== undefined) {
			await reply.redirect(back(asked, asked.problem), 303);
			return;
		}
		await sendPage(reply, consentPage(room, asked));
	});

	app.post(PAGE, async (request, reply) => {
		const asked = read(room, queryOf(request));
		if (typeof asked === 'string') {
			await sendPage(reply, refusal(asked), 400);
			return;
		}
		const wanted = readForm(request).get('person') ?? '';
		const person = holdersOf(room, asked.client).find(({ personUrn }) => personUrn === wanted);
		const answer = person?.personUrn
			? { code: room.apps.consent(asked.client, person.personUrn, asked.redirectUri) }
			: { error: 'user_cancelled_authorize', error_description: 'The user has not agreed' };
		await reply.redirect(back(asked, asked.problem ?? answer), 303);
	});

	app.get('/linkedin/v2/me', (request: FastifyRequest) => {
		const { person = '' } = guard(room, request, {
			resource: 'me',
			generation: 'v2',
			dailyLimit: 100_000,
			dailyGroup: 'me',
			caller: 'child',
			signedIn: true,
		});
		// The reference knows no other field.
		return { id: person.replace(PERSON, '') };
	});
}

interface Asked {
	client: LinkedInApp;
	redirectUri: string;
	state: string | null;
	query: string;
	/** What the application did wrong, once it is safe to send people back to it. */
	problem?: Record<string, string>;
}

/** A text is for the person: nobody is sent to an address that the application has not registered. */
function read(room: LinkedInRoom, query: URLSearchParams): Asked | string {
	const client = room.apps.byClientId(query.get('client_id') ?? '');
	if (client?.kind !== 'child') return 'There is no customer application with this client_id.';
	const redirectUri = query.get('redirect_uri') ?? '';
	if (!client.callbackUrls.includes(redirectUri))
		return 'The redirect_uri is not in the application’s oauth2AuthorizedCallbackUrls.';
	const asked = { client, redirectUri, state: query.get('state'), query: query.toString() };
	if (query.get('response_type') !== 'code')
		return { ...asked, problem: { error: 'unsupported_response_type' } };
	if (query.get('scope') !== SCOPE)
		return { ...asked, problem: { error: 'unauthorized_scope_error' } };
	return asked;
}

function back({ redirectUri, state }: Asked, answer: Record<string, string>): string {
	const url = new URL(redirectUri);
	for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
	if (state !== null) url.searchParams.set('state', state);
	return url.toString();
}

/** People with a seat on the customer's contracts, each once. */
function holdersOf({ seats }: LinkedInRoom, { contracts }: LinkedInApp): RecruiterSeat[] {
	const people = new Map<string, RecruiterSeat>();
	for (const seat of contracts.flatMap((contract) => seats.list(contract)))
		if (seat.personUrn !== undefined && !people.has(seat.personUrn))
			people.set(seat.personUrn, seat);
	return [...people.values()];
}

const refusal = (reason: string): Html =>
	recruiterPage({
		title: 'This application cannot ask for you',
		narrow: true,
		body: html`<p class="notice" role="alert" data-testid="authorization-refused">${reason}</p>`,
	});

const consentPage = (room: LinkedInRoom, { client, query }: Asked): Html =>
	recruiterPage({
		title: `${client.name ?? 'An application'} would like to know who you are`,
		narrow: true,
		body: html`<p>Choose who you are. Everybody is invented, and there are no passwords.</p>
			<form method="post" action="${PAGE}?${query}">
				<ul class="plain">
					${holdersOf(room, client).map(
						({ personUrn, firstName, lastName, email }) =>
							html`<li class="row">
								<div>
									<strong>${firstName} ${lastName}</strong>
									<span class="muted">${email ?? ''}</span>
								</div>
								<button
									name="person"
									value="${personUrn ?? ''}"
									data-testid="allow-${personUrn ?? ''}"
								>
									Allow
								</button>
							</li>`,
					)}
				</ul>
				<p><button name="person" value="" data-testid="cancel">Cancel</button></p>
			</form>`,
	});
