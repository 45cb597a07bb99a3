import { randomUUID } from '../core/chance';
import { z } from 'zod';
import type { SandboxContext } from '../core/SandboxContext';
import type { NoteStore, StoredShare } from './NoteStore';
import { iso, readCursor, readLimit, writeCursor } from './paging';
import { badRequest, problem } from './problems';
import type { SrCall, SrRoute } from './SrRoute';

const ShareSchema = z.object({
	content: z.string().min(1).max(10_000),
	correlationId: z.string().optional(),
	shareWith: z
		.object({
			users: z.array(z.string()).default([]),
			hiringTeamOf: z.array(z.string()).default([]),
			everyone: z.boolean().default(false),
			openNote: z.boolean().default(false),
		})
		.default({}),
});

const idsIn = (content: string, kind: 'CANDIDATE' | 'USER'): string[] =>
	[
		...content.matchAll(new RegExp(`${kind === 'USER' ? '@' : '#'}\\[${kind}:([^\\]]+)\\]`, 'g')),
	].map((match) => match[1] ?? '');

/** Notes (SmartRecruiters reference §7): no id on reading back, no author, no date of one's own. */
export function messageRoutes(context: SandboxContext, notes: NoteStore): SrRoute[] {
	context.switches.define('sr§7.2 wrap messages', true);
	// Not documented: where the next page of notes is told, in which order they come, whether they have ids.
	context.switches.define('sr§7.2 next page in header only', false);
	context.switches.define('sr§7.2 messages newest first', true);
	context.switches.define('sr§7.2 messages have ids', false);
	context.switches.define('sr§7.1 refuse html', true);
	return [
		{
			method: 'POST',
			path: '/messages/shares',
			scope: 'messages_write',
			status: 201,
			handle: (call) => share(call, notes),
		},
		{
			method: 'DELETE',
			path: '/messages/shares/:noteId',
			scope: 'messages_write',
			status: 204,
			handle: (call) => {
				if (!notes.remove(call.params.noteId ?? ''))
					throw problem(404, 'MESSAGE_NOT_FOUND', 'Message not found');
			},
		},
		{
			method: 'GET',
			path: '/messages',
			scope: 'messages_read',
			administrator: true,
			handle: (call) => listNotes(call, notes),
		},
	];
}

function share(call: SrCall, notes: NoteStore): unknown {
	const { company, switches, clock } = call.context;
	const parsed = ShareSchema.safeParse(call.body);
	if (!parsed.success) throw badRequest('content or shareWith is not valid');
	const { content, correlationId, shareWith } = parsed.data;
	if (switches.boolean('sr§7.1 refuse html') && /<\/?[a-z][^>]*>/i.test(content))
		throw badRequest('HTML is not allowed in content');
	const mentioned = idsIn(content, 'USER');
	const unknown = [...shareWith.users, ...mentioned].some(
		(id) => !company.users.some((user) => user.id === id),
	);
	if (unknown) throw badRequest('A user does not exist');
	const id = randomUUID();
	notes.add({
		id,
		content: correlationId ? `${content} ${correlationId}` : content,
		createdOn: clock.now(),
		visibility: shareWith.everyone
			? 'EVERYONE'
			: shareWith.openNote
				? 'OPEN'
				: shareWith.users.length > 0
					? 'DIRECT'
					: 'PRIVATE',
		candidateIds: [...new Set(idsIn(content, 'CANDIDATE'))],
		mailed: [...new Set([...mentioned, ...shareWith.users])],
	});
	return { id, shareRequired: false };
}

function listNotes(call: SrCall, notes: NoteStore): unknown {
	const { company, switches } = call.context;
	const candidateId = call.query.get('candidateId') ?? '';
	const candidate = company.candidateById(candidateId);
	// Not found is a 400 here (§7.2).
	if (!candidate) throw problem(400, 'CANDIDATE_NOT_FOUND', 'Candidate not found');
	const limit = readLimit(call);
	const from = readCursor(call);
	const all = notes.of(candidateId);
	if (switches.boolean('sr§7.2 messages newest first')) all.reverse();
	const item = ({ id, content, createdOn, visibility }: StoredShare) => ({
		...(switches.boolean('sr§7.2 messages have ids') && { id }),
		content,
		createdOn: iso(createdOn),
		visibility,
		authorId: company.users[0]?.id,
		context: { applications: candidate.applications.map(({ jobId }) => ({ candidateId, jobId })) },
	});
	const items = all.slice(from, from + limit).map(item);
	const next = from + limit < all.length ? writeCursor(from + limit) : undefined;
	if (next)
		call.header(
			'link',
			`</messages?candidateId=${candidateId}&limit=${limit}&pageId=${next}>; rel="next"`,
		);
	const inBody = next && !switches.boolean('sr§7.2 next page in header only');
	return switches.boolean('sr§7.2 wrap messages')
		? { content: items, ...(inBody && { nextPageId: next }) }
		: items;
}
