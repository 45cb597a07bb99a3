import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { compareActivity } from './compare/compareActivity';
import { DAY_MS } from './core/durations';
import { parseBody } from './core/parseBody';
import { generateBurst, generateTraffic } from './linkedin/activity/generateTraffic';
import type { LinkedInRoom } from './linkedin/guard';
import type { NoteStore } from './smartrecruiters/NoteStore';

const DEFAULT_CONTRACT = 'urn:li:contract:2001';

/** Driving what seat holders do in Recruiter, and asking whether it arrived in SmartRecruiters. */
export function registerActivityControl(
	app: FastifyInstance,
	room: LinkedInRoom,
	notes: NoteStore,
): void {
	const { activity, context } = room;

	app.post('/_sandbox/activity/generate', (request) => {
		const { days, fromMs, ...rest } = parseBody(
			request,
			z.object({
				contract: z.string().default(DEFAULT_CONTRACT),
				seats: z.number().int().positive().default(5),
				days: z.number().int().positive().default(1),
				seed: z.number().int().default(1),
				perDay: z.number().int().positive().default(4),
				strangersPerMille: z.number().int().nonnegative().default(100),
				/** Default: so that the last day ends now. */
				fromMs: z.number().optional(),
			}),
		);
		const from = fromMs ?? context.clock.now() - days * DAY_MS;
		return generateTraffic(room, { ...rest, days, fromMs: from });
	});

	app.post('/_sandbox/activity/burst', (request) => {
		const { atMs, ...rest } = parseBody(
			request,
			z.object({
				contract: z.string().default(DEFAULT_CONTRACT),
				seat: z.string(),
				count: z.number().int().positive(),
				seed: z.number().int().default(1),
				atMs: z.number().optional(),
			}),
		);
		generateBurst(room, { ...rest, atMs: atMs ?? context.clock.now() });
		return { ok: true };
	});

	/** What happens between two pages of one reading, so many times. */
	app.post('/_sandbox/activity/disturb', (request) => {
		activity.disturbances.push(
			parseBody(
				request,
				z.object({
					how: z.enum(['edited', 'late']),
					times: z.number().int().positive().default(1),
				}),
			),
		);
		return { ok: true };
	});

	app.get('/_sandbox/activity', () => ({
		inMails: activity.allInMails().length,
		notes: activity.allNotes().length,
		stubs: activity.allStubs().length,
		inMailsPeakPerMemberAndMinute: activity.pacePeak,
		notesInSmartRecruiters: notes.all().length,
	}));

	app.get('/_sandbox/linkedin/members', (request) => {
		const { q, limit } = z
			.object({ q: z.string().default(''), limit: z.coerce.number().int().default(20) })
			.parse(request.query);
		return room.members.search(q, limit);
	});

	/** `seats` are those mapped: URNs joined by commas, each with `@` and the time from which on it counts if need be. */
	app.get('/_sandbox/compare/activity', (request) => {
		const { seats } = z.object({ seats: z.string().default('') }).parse(request.query);
		const since = new Map<string, number>();
		for (const one of seats.split(',').filter((part) => part !== '')) {
			const [seat = '', from] = one.split('@');
			since.set(seat, Number(from ?? 0));
		}
		return compareActivity(room, notes, new Set(since.keys()), since);
	});
}
