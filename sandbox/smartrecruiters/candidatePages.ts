import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { html, type Html } from '../core/html';
import { page, readableTime, showPage } from '../core/page';
import type { CompanyCandidate } from '../company/entities';
import type { SmartRecruitersRoom } from './SrRoute';
import { statusOf } from './candidateRoutes';

const PRODUCT = 'SmartRecruiters';
const HOME = '/smartrecruiters/app/people/candidates';
const SHOWN = 50;

/** Candidates as a SmartRecruiters user sees them, with their notes; anybody may look. */
export function registerCandidatePages(app: FastifyInstance, room: SmartRecruitersRoom): void {
	app.get(HOME, async (request, reply) => {
		const q = new URLSearchParams((request.raw.url ?? '').split('?')[1] ?? '').get('q') ?? '';
		await showPage(reply, listPage(room, q));
	});

	app.get(`${HOME}/:id`, async (request, reply) => {
		const { id } = z.object({ id: z.string() }).parse(request.params);
		const candidate = room.context.company.candidateById(id);
		await (candidate
			? showPage(reply, candidatePage(room, candidate))
			: showPage(reply, page(PRODUCT, 'This candidate does not exist', html``), 404));
	});
}

function listPage({ context, notes }: SmartRecruitersRoom, q: string): Html {
	const found: CompanyCandidate[] = [];
	for (const candidate of context.company.candidates()) {
		const text = `${candidate.firstName} ${candidate.lastName} ${candidate.email ?? ''}`;
		if (text.toLowerCase().includes(q.trim().toLowerCase())) found.push(candidate);
		if (found.length === SHOWN) break;
	}
	return page(
		PRODUCT,
		'Candidates',
		html`<form method="get">
				<label for="q">Name or e-mail</label
				><input type="search" id="q" name="q" value="${q}" /><button data-testid="search">
					Search
				</button>
			</form>
			<ul class="plain">
				${found.map(
					(one) =>
						html`<li>
							<a href="${HOME}/${one.id}" data-testid="candidate-${one.id}"
								>${one.firstName} ${one.lastName}</a
							>
							<span class="muted"
								>${one.email ?? 'no e-mail'} · ${notes.of(one.id).length} notes</span
							>
						</li>`,
				)}
			</ul>`,
	);
}

function candidatePage({ context, notes }: SmartRecruitersRoom, candidate: CompanyCandidate): Html {
	const { company } = context;
	const own = notes.of(candidate.id).sort((a, b) => b.createdOn - a.createdOn);
	return page(
		PRODUCT,
		`${candidate.firstName} ${candidate.lastName}`,
		html`<p>
				<span data-testid="email">${candidate.email ?? 'no e-mail'}</span> ·
				<span data-testid="phone">${candidate.phoneNumber ?? 'no phone'}</span> <br />
				${profileLink(candidate.linkedin)} <span class="muted">${candidate.id}</span><br />
				<span class="muted" data-testid="tags">${candidate.tags.join(', ')}</span>
			</p>
			<h2>Jobs</h2>
			<ul data-testid="jobs">
				${candidate.applications.map(
					(one) =>
						html`<li>
							${company.jobById(one.jobId)?.title ?? one.jobId}
							<span class="muted">${statusOf(one).status} · source ${one.source}</span>
						</li>`,
				)}
			</ul>
			<h2>Notes (${own.length})</h2>
			${own.map(
				(note) =>
					html`<div class="card" data-testid="note">
						<span class="muted">${readableTime(note.createdOn)} · ${note.visibility}</span>
						<div class="text">${readable(note.content)}</div>
					</div>`,
			)}`,
	);
}

/** The sandbox plays LinkedIn's pages, too. */
function profileLink(address: string | undefined): Html {
	const slug = address?.split('/in/')[1];
	if (!address || !slug) return html`<span class="muted">no LinkedIn profile</span>`;
	return html`<a href="/linkedin/in/${slug}" data-testid="linkedin">${address}</a>`;
}

/** Tags are shown as what they stand for. */
const readable = (content: string): string =>
	content.replace(/#\[CANDIDATE:[^\]]+\]/g, 'this candidate');
