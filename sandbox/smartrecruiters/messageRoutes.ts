import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SandboxContext } from '../core/SandboxContext';
import { iso } from './paging';
import { badRequest, problem } from './problems';
import type { SrCall, SrRoute } from './registerSmartRecruiters';

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

interface Note {
	id: string;
	content: string;
	createdOn: number;
	visibility: string;
	candidateIds: string[];
}

/** Notes (SmartRecruiters reference §7): no id on reading back, no author, no date of one's own. */
export function messageRoutes(context: SandboxContext): SrRoute[] {
	context.switches.define('sr§7.2 wrap messages', true);
	const notes = new Map<string, Note>();
	return [
		{
			method: 'POST',
			path: '/messages/shares',
			scope: 'messages_write',
			status: 201,
			handle: (call) => {
				const parsed = ShareSchema.safeParse(call.body);
				if (!parsed.success) throw badRequest('content or shareWith is not valid');
				const { content, correlationId, shareWith } = parsed.data;
				const unknown = shareWith.users.some(
					(id) => !call.context.company.users.some((user) => user.id === id),
				);
				if (unknown) throw badRequest('A user does not exist');
				const id = randomUUID();
				notes.set(id, {
					id,
					content: correlationId ? `${content} ${correlationId}` : content,
					createdOn: call.context.clock.now(),
					visibility: shareWith.everyone
						? 'EVERYONE'
						: shareWith.openNote
							? 'OPEN'
							: shareWith.users.length > 0
								? 'DIRECT'
								: 'PRIVATE',
					candidateIds: [...content.matchAll(/#\[CANDIDATE:([^\]]+)\]/g)].map(
						(match) => match[1] ?? '',
					),
				});
				return { id, shareRequired: false };
			},
		},
		{
			method: 'DELETE',
			path: '/messages/shares/:noteId',
			scope: 'messages_write',
			status: 204,
			handle: (call) => {
				if (!notes.delete(call.params.noteId ?? ''))
					throw problem(404, 'MESSAGE_NOT_FOUND', 'Message not found');
			},
		},
		{
			method: 'GET',
			path: '/messages',
			scope: 'messages_read',
			administrator: true,
			handle: (call) => listNotes(call, [...notes.values()]),
		},
	];
}

function listNotes(call: SrCall, notes: readonly Note[]): unknown {
	const candidateId = call.query.get('candidateId') ?? '';
	const candidate = call.context.company.candidateById(candidateId);
	// Not found is a 400 here (§7.2).
	if (!candidate) throw problem(400, 'CANDIDATE_NOT_FOUND', 'Candidate not found');
	const items = notes
		.filter(({ candidateIds }) => candidateIds.includes(candidateId))
		.map(({ content, createdOn, visibility }) => ({
			content,
			createdOn: iso(createdOn),
			visibility,
			authorId: call.context.company.users[0]?.id,
			context: {
				applications: candidate.applications.map(({ jobId }) => ({ candidateId, jobId })),
			},
		}));
	return call.context.switches.boolean('sr§7.2 wrap messages') ? { content: items } : items;
}
