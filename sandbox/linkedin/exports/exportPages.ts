import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { html, type Html } from '../../core/html';
import { formOf, page, showPage } from '../../core/page';
import { Problem } from '../../core/Problem';
import type { LinkedInRoom } from '../guard';
import type { LinkedInApp } from '../LinkedInApps';
import { sightOf, sightRules } from '../sight';
import type { RecruiterSeat } from '../seats/RecruiterSeats';
import type { ExportMember } from './ExportMembers';

const PRODUCT = 'Recruiter';
const PERSON = 'urn:li:person:';
const MessageSchema = z.object({ message: z.string() });

export const exportPath = (seatId: number, personUrn: string): string =>
	`/linkedin/recruiter/seats/${seatId}/people/${personUrn.replace(PERSON, '')}/export`;

interface Visit {
	seat: RecruiterSeat;
	member: ExportMember;
	customer: LinkedInApp;
}

/** A member's profile in Recruiter, with *Export to ATS* and what the ATS knows of the member. */
export function registerExportPages(app: FastifyInstance, room: LinkedInRoom): void {
	const path = '/linkedin/recruiter/seats/:seat/people/:person/export';

	app.get(path, async (request, reply) => {
		const query = new URLSearchParams((request.raw.url ?? '').split('?')[1] ?? '');
		await showPage(reply, profilePage(room, visitOf(room, request), query.get('done'), ''));
	});

	app.post(path, async (request, reply) => {
		const visit = visitOf(room, request);
		const { seat, member, customer } = visit;
		const jobId = formOf(request).get('job') ?? '';
		try {
			const { requestId } = room.exports.export(customer, seat.seatUrn, member, jobId);
			await reply.redirect(`${exportPath(seat.id, member.personUrn)}?done=${requestId}`, 303);
		} catch (error) {
			if (!(error instanceof Problem)) throw error;
			const parsed = MessageSchema.safeParse(error.body);
			const why = parsed.success ? parsed.data.message : 'It did not work';
			await showPage(reply, profilePage(room, visit, null, why), error.status);
		}
	});

	/** Where the public address of a profile leads to a recruiter. */
	app.get('/linkedin/in/:slug', async (request, reply) => {
		const { slug } = z.object({ slug: z.string() }).parse(request.params);
		const member = room.exports.members.bySlug(slug);
		const seat = firstSeat(room);
		if (!member || !seat) throw new Problem(404, { message: 'No such profile' });
		await reply.redirect(exportPath(seat.id, member.personUrn));
	});
}

/** @throws Problem 403 for a seat that is not active, 404 */
function visitOf(room: LinkedInRoom, request: FastifyRequest): Visit {
	const asked = z.object({ seat: z.string(), person: z.string() }).parse(request.params);
	const seat = room.seats.byUrn(`urn:li:seat:${asked.seat}`);
	const member = room.exports.members.byUrn(PERSON + asked.person);
	const customer =
		seat && room.apps.children().find(({ contracts }) => contracts.includes(seat.contractUrn));
	if (!seat || !member || !customer) throw new Problem(404, { message: 'No such person or seat' });
	if (seat.state !== 'ACTIVE') throw new Problem(403, { message: 'This seat is not active' });
	return { seat, member, customer };
}

function firstSeat({ apps, seats }: LinkedInRoom): RecruiterSeat | undefined {
	return apps
		.children()
		.flatMap(({ contracts }) => contracts)
		.flatMap((contract) => seats.list(contract))
		.find(({ state }) => state === 'ACTIVE');
}

function profilePage(room: LinkedInRoom, visit: Visit, done: string | null, problem: string): Html {
	const { seat, member, customer } = visit;
	const left = room.exports.left(seat.seatUrn);
	return page(
		PRODUCT,
		`${member.firstName} ${member.lastName ?? ''}`.trim(),
		html`<p>
				${member.headline}<br />
				<span class="muted"
					>${[member.location, ...(member.employers ?? [])].filter(Boolean).join(' · ')} · you are
					${seat.firstName} ${seat.lastName}</span
				>
			</p>
			${inAts(room, visit)}
			${done !== null &&
			html`<p class="card" role="status" data-testid="export-sent">
				Sent to your ATS. <span class="muted">Request ${done}</span>
			</p>`}
			${problem !== '' &&
			html`<p class="card" role="alert" data-testid="export-problem">${problem}</p>`}
			${exportForm(room.exports.offeredJobs(customer, seat.seatUrn), left)}`,
	);
}

function exportForm(jobs: ReadonlyArray<{ jobId: string; title: string }>, left: number): Html {
	if (jobs.length === 0)
		return html`<p class="card" data-testid="no-jobs">
			There is no job to export to: your ATS has sent none that you may see.
		</p>`;
	return html`<form method="post" class="card">
		<label for="job">Job in your ATS</label>
		<select id="job" name="job" data-testid="job">
			${jobs.map(({ jobId, title }) => html`<option value="${jobId}">${title}</option>`)}</select
		><br />
		<button data-testid="export">Export to ATS</button>
		<p class="muted">
			<span data-testid="exports-left">${Number.isFinite(left) ? left : 'any number of'}</span>
			exports left this month
		</p>
	</form>`;
}

/** What the ATS has sent of this member; applications only to jobs that this recruiter may see (§11.1). */
function inAts({ context, store }: LinkedInRoom, { seat, member, customer }: Visit): Html | false {
	const { organization } = customer;
	const records = store.of(organization);
	const rules = sightRules(context.switches);
	const maySee = (jobId: string): boolean =>
		sightOf(records, rules, {
			kind: 'applications',
			organization,
			person: seat.personUrn,
			jobId,
		}).sees;
	const known = [...records.candidates].filter(
		([, { fields }]) => fields.manualMatchedMember === member.personUrn,
	);
	if (known.length === 0) return false;
	return html`<div class="card" data-testid="in-ats">
		<strong>In your ATS</strong>
		${known.map(([candidateId, { fields }]) => {
			const applications = [...records.applications.values()].filter(
				(one) =>
					one.fields.atsCandidateId === candidateId && maySee(String(one.fields.atsJobPostingId)),
			);
			// The sandbox plays SmartRecruiters' own pages, too.
			const link = String(fields.externalProfileUrl).replace(
				'https://www.smartrecruiters.com/app/',
				'/smartrecruiters/app/',
			);
			return html`<p>
					<a href="${link}" data-testid="ats-profile"
						>${String(fields.firstName)} ${String(fields.lastName)}</a
					>
				</p>
				<ul>
					${applications.map(
						(one) =>
							html`<li data-testid="ats-application">
								${String(one.fields.atsJobPostingName)}
								<span class="muted"
									>${[...one.stages.values()].map(({ stage }) => stage).join(', ')}</span
								>
							</li>`,
					)}
				</ul>`;
		})}
	</div>`;
}
