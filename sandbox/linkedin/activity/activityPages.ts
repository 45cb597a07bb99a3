import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { html, type Html } from '../../core/html';
import { formOf, page, readableTime, showPage } from '../../core/page';
import { Problem } from '../../core/Problem';
import type { LinkedInRoom } from '../guard';
import type { Member } from '../Members';
import type { RecruiterSeat } from '../seats/RecruiterSeats';
import { stateAt, type StoredInMail } from './ActivityStore';

const PRODUCT = 'Recruiter';
const MOST_JOBS = 50;
const seatPath = (seat: RecruiterSeat): string => `/linkedin/recruiter/seats/${seat.id}`;
const personPath = (seat: RecruiterSeat, member: Member): string =>
	`${seatPath(seat)}/people/${idOf(member)}`;
const memberPath = (member: Member): string => `/linkedin/inbox/${idOf(member)}`;
const idOf = ({ urn }: Member): string => urn.replace('urn:li:person:', '');
const nameOf = (one: { firstName: string; lastName: string }): string =>
	`${one.firstName} ${one.lastName}`;

/**
 * Recruiter as a seat holder sees it, and LinkedIn's inbox as the member sees it: send an InMail, answer it with or
 * without sharing contact details, write, edit and delete notes. Nobody signs in here: a seat or a person is chosen.
 */
export function registerActivityPages(app: FastifyInstance, room: LinkedInRoom): void {
	const { context, activity } = room;

	app.get('/linkedin/recruiter/seats', async (_request, reply) => {
		const contracts = room.apps.children().flatMap((child) => child.contracts);
		await showPage(reply, seatsPage(room, contracts));
	});

	app.get('/linkedin/recruiter/seats/:seat', async (request, reply) => {
		await showPage(reply, seatPage(room, seatOf(room, request), queryOf(request).get('q') ?? ''));
	});

	app.get('/linkedin/recruiter/seats/:seat/people/:person', async (request, reply) => {
		const { seat, member } = partiesOf(room, request);
		await showPage(reply, personPage(room, seat, member));
	});

	app.post('/linkedin/recruiter/seats/:seat/people/:person/inmails', async (request, reply) => {
		const { seat, member, parties } = partiesOf(room, request);
		const form = formOf(request);
		activity.addInMail(parties, {
			fromSeat: true,
			subject: form.get('subject') ?? '',
			text: form.get('text') ?? '',
			createdAtMs: context.clock.now(),
		});
		await reply.redirect(personPath(seat, member), 303);
	});

	app.post('/linkedin/recruiter/seats/:seat/people/:person/notes', async (request, reply) => {
		const { seat, member, parties } = partiesOf(room, request);
		const form = formOf(request);
		activity.addNote(
			parties,
			form.get('text') ?? '',
			context.clock.now(),
			form.get('visibility') !== 'private',
		);
		await reply.redirect(personPath(seat, member), 303);
	});

	app.post('/linkedin/recruiter/seats/:seat/people/:person/notes/:note', async (request, reply) => {
		const { seat, member } = partiesOf(room, request);
		const { note: id } = z.object({ note: z.coerce.number() }).parse(request.params);
		const note = activity.note(id);
		if (!note || note.seat !== seat.seatUrn) throw new Problem(404, { message: 'No such note' });
		const form = formOf(request);
		const active = form.get('action') !== 'delete';
		const before = stateAt(note, context.clock.now());
		const text = active ? (form.get('text') ?? '') : (before?.text ?? '');
		note.versions.push({ atMs: context.clock.now(), text, active });
		await reply.redirect(personPath(seat, member), 303);
	});

	app.get('/linkedin/inbox/:person', async (request, reply) => {
		await showPage(reply, inboxPage(room, memberOf(room, request)));
	});

	app.post('/linkedin/inbox/:person', async (request, reply) => {
		const member = memberOf(room, request);
		const form = formOf(request);
		const seat = room.seats.byUrn(form.get('seat') ?? '');
		if (!seat) throw new Problem(404, { message: 'No such seat' });
		const parties = { contract: seat.contractUrn, seat: seat.seatUrn, person: member.urn };
		const first = !activity.inMailsOf(seat.seatUrn).some((one) => isReply(one, member));
		activity.addInMail(parties, {
			fromSeat: false,
			subject: form.get('subject') ?? '',
			text: form.get('text') ?? '',
			createdAtMs: context.clock.now(),
		});
		// Contact details are shared with the first reply only (LinkedIn reference §9.2).
		const shares = { email: form.get('email') === 'on', phone: form.get('phone') === 'on' };
		if (first && (shares.email || shares.phone))
			activity.addStub(parties, member, shares, context.clock.now());
		await reply.redirect(memberPath(member), 303);
	});
}

const isReply = (one: StoredInMail, member: Member): boolean =>
	one.person === member.urn && !one.fromSeat;

function queryOf(request: FastifyRequest): URLSearchParams {
	return new URLSearchParams((request.raw.url ?? '').split('?')[1] ?? '');
}

/** @throws Problem 404 */
function seatOf(room: LinkedInRoom, request: FastifyRequest): RecruiterSeat {
	const { seat: id } = z.object({ seat: z.string() }).parse(request.params);
	const seat = room.seats.byUrn(`urn:li:seat:${id}`);
	if (!seat) throw new Problem(404, { message: 'No such seat' });
	return seat;
}

/** @throws Problem 404 */
function memberOf(room: LinkedInRoom, request: FastifyRequest): Member {
	const { person } = z.object({ person: z.string() }).parse(request.params);
	const member = room.members.byUrn(`urn:li:person:${person}`);
	if (!member) throw new Problem(404, { message: 'No such person' });
	return member;
}

function partiesOf(room: LinkedInRoom, request: FastifyRequest) {
	const seat = seatOf(room, request);
	const member = memberOf(room, request);
	return {
		seat,
		member,
		parties: { contract: seat.contractUrn, seat: seat.seatUrn, person: member.urn },
	};
}

function seatsPage({ seats }: LinkedInRoom, contracts: readonly string[]): Html {
	return page(
		PRODUCT,
		'Who are you?',
		html`${contracts.map(
			(contract) =>
				html`<h2>${contract}</h2>
					<ul class="plain">
						${seats.list(contract).map(
							(seat) =>
								html`<li>
									<a href="${seatPath(seat)}" data-testid="seat-${seat.id}">${nameOf(seat)}</a>
									<span class="muted">${seat.state}</span>
								</li>`,
						)}
					</ul>`,
		)}`,
	);
}

function seatPage(room: LinkedInRoom, seat: RecruiterSeat, q: string): Html {
	const { members } = room;
	const found = q ? members.search(q) : members.all().slice(0, 20);
	return page(
		PRODUCT,
		`${nameOf(seat)}: find people`,
		html`<form method="get">
				<label for="q">Name, title or company</label>
				<input type="search" id="q" name="q" value="${q}" /><button data-testid="search">
					Search
				</button>
			</form>
			<ul class="plain">
				${found.map(
					(member) =>
						html`<li class="card">
							<a href="${personPath(seat, member)}" data-testid="person-${idOf(member)}"
								>${nameOf(member)}</a
							><br />
							<span class="muted"
								>${member.headline}${member.company && ` at ${member.company}`}</span
							>
						</li>`,
				)}
			</ul>
			${atsJobs(room, seat)}`,
	);
}

/** The open jobs of the ATS that this seat holder may see (§11.1). */
function atsJobs({ apps, exports }: LinkedInRoom, seat: RecruiterSeat): Html | false {
	const customer = apps.children().find(({ contracts }) => contracts.includes(seat.contractUrn));
	if (!customer) return false;
	const jobs = exports.offeredJobs(customer, seat.seatUrn);
	return html`<h2>Jobs from your ATS</h2>
		<p class="muted" data-testid="ats-jobs">
			${jobs.length === 0 ? 'None that you may see' : `${jobs.length} that you may see`}
		</p>
		<ul class="plain">
			${jobs
				.slice(0, MOST_JOBS)
				.map(({ jobId, title }) => html`<li data-testid="ats-job-${jobId}">${title}</li>`)}
		</ul>`;
}

function personPage(
	{ activity, context }: LinkedInRoom,
	seat: RecruiterSeat,
	member: Member,
): Html {
	const here = personPath(seat, member);
	const now = context.clock.now();
	const messages = activity
		.inMailsOf(seat.seatUrn)
		.filter((one) => one.person === member.urn && one.createdAtMs <= now);
	const notes = activity
		.notesOf(seat.contractUrn)
		.filter((one) => one.person === member.urn && one.seat === seat.seatUrn)
		.flatMap((note) => {
			const state = stateAt(note, now);
			return state?.active ? [{ note, state }] : [];
		});
	return page(
		PRODUCT,
		nameOf(member),
		html`<p>
				${member.headline}${member.company && ` at ${member.company}`}<br />
				<span class="muted"
					>${member.location} · ${member.urn} · you are ${nameOf(seat)} ·
					<a href="${memberPath(member)}">answer as this member</a></span
				>
			</p>
			<p><a href="${here}/export" data-testid="export-to-ats">Export to ATS</a></p>
			<h2>Messages</h2>
			${messages.map((one) => messageCard(one, one.fromSeat ? nameOf(seat) : nameOf(member)))}
			<form method="post" action="${here}/inmails" class="card">
				<label for="subject">Subject</label><input type="text" id="subject" name="subject" />
				<label for="inmail">InMail</label><textarea id="inmail" name="text" rows="4"></textarea>
				<button data-testid="send-inmail">Send InMail</button>
			</form>
			<h2>Notes</h2>
			${notes.map(
				({ note, state }) =>
					html`<form
						method="post"
						action="${here}/notes/${note.id}"
						class="card"
						data-testid="note-${note.id}"
					>
						<span class="muted"
							>${readableTime(state.atMs)} ·
							${note.shared ? 'Anyone in my organization' : 'Only me'}</span
						>
						<label for="note-${note.id}">Note</label
						><textarea id="note-${note.id}" name="text" rows="3">${state.text}</textarea>
						<button name="action" value="edit">Save</button>
						<button name="action" value="delete">Delete</button>
					</form>`,
			)}
			<form method="post" action="${here}/notes" class="card">
				<label for="note">New note</label><textarea id="note" name="text" rows="3"></textarea>
				<label class="inline"
					><input type="radio" name="visibility" value="organization" checked /> Anyone in my
					organization</label
				>
				<label class="inline"
					><input type="radio" name="visibility" value="private" /> Only me</label
				><br />
				<button data-testid="add-note">Add note</button>
			</form>`,
	);
}

function inboxPage({ activity, seats, context }: LinkedInRoom, member: Member): Html {
	const now = context.clock.now();
	const threads = new Map<string, StoredInMail[]>();
	for (const one of activity.allInMails()) {
		if (one.person !== member.urn || one.createdAtMs > now) continue;
		threads.set(one.seat, [...(threads.get(one.seat) ?? []), one]);
	}
	return page(
		'LinkedIn',
		`Messages of ${nameOf(member)}`,
		html`${threads.size === 0 && html`<p>No messages yet.</p>`}
		${[...threads].map(([seatUrn, messages]) => {
			const seat = seats.byUrn(seatUrn);
			const first = !messages.some((one) => isReply(one, member));
			const id = seatUrn.split(':').pop() ?? '';
			return html`<h2>${seat ? nameOf(seat) : seatUrn}</h2>
				${messages.map((one) =>
					messageCard(one, one.fromSeat && seat ? nameOf(seat) : nameOf(member)),
				)}
				<form method="post" class="card" data-testid="thread-${id}">
					<input type="hidden" name="seat" value="${seatUrn}" /><input
						type="hidden"
						name="subject"
						value="RE: ${messages[0]?.subject ?? ''}"
					/>
					<label for="reply-${id}">Answer</label
					><textarea id="reply-${id}" name="text" rows="3"></textarea>
					${first &&
					html`<label class="inline"
							><input type="checkbox" name="email" /> Share my e-mail address</label
						>
						<label class="inline"
							><input type="checkbox" name="phone" /> Share my phone number</label
						><br />`}
					<button data-testid="reply-${id}">Send</button>
				</form>`;
		})}`,
	);
}

const messageCard = (one: StoredInMail, author: string): Html =>
	html`<div class="card" data-testid="message">
		<span class="muted">${author} · ${readableTime(one.createdAtMs)}</span> ${one.subject !== '' &&
		html`<br /><strong>${one.subject}</strong>`}
		<div class="text">${one.text}</div>
	</div>`;
