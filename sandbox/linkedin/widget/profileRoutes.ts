import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { html, type Html, json } from '../../core/html';
import type { LinkedInRoom } from '../guard';
import { integrationOf } from '../integrationState';
import type { LinkedInApp } from '../LinkedInApps';
import type { StoredCandidate } from '../LinkedInStore';
import { recruiterPage, sendPage } from '../recruiter/layout';
import type { RecruiterPerson } from '../recruiter/RecruiterDirectory';
import { queryOf, readForm, signInAddress } from '../recruiter/signInRoutes';
import { isListed } from './widgetRequest';

const PAGE = '/linkedin/rsc/profile';
const PERSON = /^urn:li:person:[A-Za-z0-9_-]+$/;

interface Asked {
	room: LinkedInRoom;
	app: LinkedInApp;
	origin: string;
	candidateId: string;
	candidate: StoredCandidate;
	mayUnlink: boolean;
	confirms: boolean;
	query: string;
}

/** The profile plugin (LinkedIn reference §10): script and frame, with link and unlink. */
export function registerProfileRoutes(
	app: FastifyInstance,
	room: LinkedInRoom,
	matched: (fields: Record<string, unknown>) => string[],
): void {
	const script = readFileSync(join(__dirname, 'profileWidget.js'), 'utf8');
	// The older samples' addresses as well.
	for (const url of ['/linkedin/rsc/extensions/profile-widget', '/linkedin/recruiter/widget/hcm']) {
		app.get(url, async (_request, reply) => await reply.type('text/javascript').send(script));
	}

	app.get(PAGE, async (request, reply) => {
		const asked = read(room, queryOf(request));
		if (typeof asked === 'string') return await sendPage(reply, refusal(asked), 403);
		const person = room.sessions.personOf(request);
		if (!person) return await sendPage(reply, signInPage(asked));
		const why = whyNot(room, asked, person);
		return why
			? await sendPage(reply, refusal(why), 403)
			: await sendPage(reply, profilePage(asked, person, matched(asked.candidate.fields)));
	});

	app.post(PAGE, async (request, reply) => {
		const asked = read(room, queryOf(request));
		if (typeof asked === 'string') return await sendPage(reply, refusal(asked), 403);
		const person = room.sessions.personOf(request);
		if (!person) return await sendPage(reply, signInPage(asked));
		const why = whyNot(room, asked, person);
		if (why) return await sendPage(reply, refusal(why), 403);
		const form = readForm(request);
		const { manualMatchedMember: before, ...rest } = asked.candidate.fields;
		if (form.get('action') === 'unlink') {
			asked.candidate.fields = rest;
			const told = typeof before === 'string' ? before : '';
			return await sendPage(
				reply,
				profilePage(asked, person, matched(rest), { type: 'rsc-unlink', person: told }),
			);
		}
		const wanted = form.get('person')?.trim() ?? '';
		if (!PERSON.test(wanted))
			return await sendPage(reply, profilePage(asked, person, matched(rest)), 400);
		asked.candidate.fields = { ...rest, manualMatchedMember: wanted };
		return await sendPage(
			reply,
			profilePage(asked, person, matched(rest), { type: 'rsc-link', person: wanted }),
		);
	});
}

function read(room: LinkedInRoom, query: URLSearchParams): Asked | string {
	const value = (name: string): string => query.get(name) ?? '';
	const app = room.apps.byClientId(value('api_key'));
	if (app?.kind !== 'child')
		return `There is no customer application with the API key "${value('api_key')}".`;
	if (!isListed(app.jsDomains, value('origin')))
		return `This page's origin, ${value('origin')}, is not in the application's list of domains (validJsSdkDomains).`;
	if (value('type') !== 'ATS') return 'data-widget-type must be ATS.';
	if (value('context') !== app.organization)
		return `data-integration-context is not this application's organization.`;
	const plugin = integrationOf(room, app.organization, {
		integrationContext: app.organization,
		integrationType: 'PROFILE_PLUGIN',
	});
	if (!plugin.enabled) return 'The Recruiter profile in the ATS is not switched on in Recruiter.';
	const candidateId = value('candidate');
	const candidate = room.store.of(app.organization).candidates.get(candidateId);
	if (!candidate) return 'LinkedIn does not know this candidate: it was not synced yet.';
	return {
		room,
		app,
		origin: value('origin'),
		candidateId,
		candidate,
		mayUnlink: value('unlink') === 'true',
		confirms: value('confirm') === 'true',
		query: query.toString(),
	};
}

function whyNot(room: LinkedInRoom, { app }: Asked, person: RecruiterPerson): string | undefined {
	const licensed = room.recruiter
		.contractsOf(person)
		.some(({ organization }) => organization === app.organization);
	return licensed ? undefined : `${person.name} has no Recruiter licence of this company.`;
}

const refusal = (reason: string): Html =>
	recruiterPage({
		title: 'No profile',
		narrow: true,
		body: html`<p class="notice" role="alert" data-testid="profile-refused">${reason}</p>`,
	});

const signInPage = ({ query }: Asked): Html =>
	recruiterPage({
		title: 'Sign in',
		narrow: true,
		body: html`<p>
			<a data-testid="profile-sign-in" href="${signInAddress(`${PAGE}?${query}`)}"
				>Sign in to LinkedIn</a
			>
			to see the Recruiter profile.
		</p>`,
	});

function profilePage(
	{ room, candidate, query, origin, mayUnlink, confirms, candidateId }: Asked,
	person: RecruiterPerson,
	matches: readonly string[],
	told?: { type: string; person: string },
): Html {
	const linked = candidate.fields.manualMatchedMember;
	const name = `${String(candidate.fields.firstName)} ${String(candidate.fields.lastName)}`;
	const shown = typeof linked === 'string' ? linked : matches[0];
	const member = shown ? room.exports.members.byUrn(shown) : undefined;
	return recruiterPage({
		title: name,
		narrow: true,
		person,
		here: `${PAGE}?${query}`,
		body: html`<p data-testid="profile-match">
				${shown
					? `${typeof linked === 'string' ? 'Linked' : 'Recognised'}: ${shown}`
					: 'LinkedIn does not recognise this candidate.'}
			</p>
			${member &&
			html`<div class="card" data-testid="profile-member">
				<strong>${member.firstName} ${member.lastName ?? ''}</strong><br />
				${member.headline}<br />
				<span class="muted"
					>${[member.location, ...(member.employers ?? [])].filter(Boolean).join(' · ')}</span
				>
			</div>`}
			<form method="post" action="${PAGE}?${query}">
				<label
					>Link another member
					<input
						name="person"
						required
						placeholder="urn:li:person:…"
						data-testid="person"
						style="font:inherit;width:100%"
				/></label>
				<p><button class="main" name="action" value="link" data-testid="link">Link</button></p>
			</form>
			${typeof linked === 'string' &&
			mayUnlink &&
			html`<form
				method="post"
				action="${PAGE}?${query}"
				data-confirm="${String(confirms)}"
				id="unlink"
			>
				<button name="action" value="unlink" data-testid="unlink">Not this person</button>
			</form>`}
			<p class="muted">Candidate ${candidateId}</p>
			<script>
				const unlink = document.getElementById('unlink');
				unlink?.addEventListener('submit', (event) => {
					if (unlink.dataset.confirm === 'true' && !window.confirm('Unlink this member?'))
						event.preventDefault();
				});
				const told = ${json(told ?? null)};
				if (told) window.parent.postMessage(told, ${json(origin)});
			</script>`,
	});
}
