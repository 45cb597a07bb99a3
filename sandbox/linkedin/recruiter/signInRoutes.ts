import type { FastifyInstance, FastifyRequest } from 'fastify';
import { html, type Html } from '../../core/html';
import type { LinkedInRoom } from '../guard';
import { recruiterPage, sendPage } from './layout';
import { qualifies } from './contracts';
import type { RecruiterPerson } from './RecruiterDirectory';

const HOME = '/linkedin/recruiter';

/** Signing in to LinkedIn: one of the invented people, by a click or by address; nobody has a password. */
export function registerSignInRoutes(app: FastifyInstance, room: LinkedInRoom): void {
	const { recruiter, sessions } = room;

	app.get('/linkedin/login', async (request, reply) => {
		await sendPage(reply, signInPage(room, target(queryOf(request))));
	});

	app.post('/linkedin/login', async (request, reply) => {
		const form = readForm(request);
		const email = form.get('email') ?? '';
		const person = recruiter.personByEmail(email);
		if (!person) {
			await sendPage(
				reply,
				signInPage(room, target(form), `Nobody here has the address "${email}".`),
				401,
			);
			return;
		}
		sessions.open(reply, person);
		await reply.redirect(target(form), 303);
	});

	app.post('/linkedin/logout', async (request, reply) => {
		sessions.close(request, reply);
		await reply.redirect(signInAddress(target(readForm(request))), 303);
	});
}

/** Where somebody is sent who must sign in first. */
export const signInAddress = (here: string): string =>
	`/linkedin/login?session_redirect=${encodeURIComponent(here)}`;

export function readForm(request: FastifyRequest): URLSearchParams {
	return new URLSearchParams(typeof request.body === 'string' ? request.body : '');
}

export function queryOf(request: FastifyRequest): URLSearchParams {
	return new URLSearchParams((request.raw.url ?? '').split('?')[1] ?? '');
}

/** Only pages of LinkedIn's side: nobody is led away by a made-up link. */
function target(parameters: URLSearchParams): string {
	const wanted = parameters.get('session_redirect') ?? HOME;
	return wanted.startsWith('/linkedin/') ? wanted : HOME;
}

function signInPage({ recruiter }: LinkedInRoom, redirect: string, complaint?: string): Html {
	const contracts = (person: RecruiterPerson): string =>
		recruiter
			.contractsOf(person)
			.map((one) => (qualifies(one) ? one.name : `${one.name} (${one.product})`))
			.join(', ');
	return recruiterPage({
		title: 'Sign in to LinkedIn',
		narrow: true,
		body: html` ${complaint !== undefined && html`<p class="notice" role="alert">${complaint}</p>`}
			<p>Choose who you are. Everybody is invented, and there are no passwords.</p>
			<form method="post" action="/linkedin/login">
				<input type="hidden" name="session_redirect" value="${redirect}" />
				<ul class="plain">
					${recruiter.people().map(
						(person) =>
							html`<li class="row">
								<div>
									<strong>${person.name}</strong> <span class="muted">${person.email}</span><br />
									<span class="muted"
										>${person.admin ? 'Recruiter admin' : 'Recruiter seat, no admin'}:
										${contracts(person)}</span
									>
								</div>
								<button
									name="email"
									value="${person.email}"
									data-testid="person-${person.email}"
									aria-label="Sign in as ${person.name}"
								>
									Sign in
								</button>
							</li>`,
					)}
				</ul>
			</form>
			<form class="card" method="post" action="/linkedin/login">
				<input type="hidden" name="session_redirect" value="${redirect}" />
				<label for="email">Or type the address</label><br />
				<input type="email" id="email" name="email" required autocomplete="off" />
				<button class="main" data-testid="sign-in">Sign in</button>
			</form>`,
	});
}
