import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Draw } from './company/random';
import { compareExports } from './compare/compareExports';
import { parseBody } from './core/parseBody';
import { Problem } from './core/Problem';
import type { MadeExport } from './linkedin/exports/ExportDesk';
import type { ExportMember } from './linkedin/exports/ExportMembers';
import type { LinkedInRoom } from './linkedin/guard';
import type { LinkedInApp } from './linkedin/LinkedInApps';

const DEFAULT_ORGANIZATION = 'urn:li:organization:1000';

/** Making exports without a browser, and asking whether they arrived. */
export function registerExportControl(app: FastifyInstance, room: LinkedInRoom): void {
	const { context, store, exports: desk, seats } = room;
	const child = (organization: string): LinkedInApp => {
		const found = room.apps.children().find((one) => one.organization === organization);
		if (!found) throw new Problem(404, { message: 'No such customer' });
		return found;
	};

	app.get('/_sandbox/exports', () => ({ exports: desk.all() }));

	/** How long each pair took from the push to the application at SmartRecruiters, by the sandbox's clock. */
	app.get('/_sandbox/exports/lags', () => {
		const { company } = context;
		const firstAtMs = new Map<string, number>();
		for (const { personUrn, jobId, atMs } of desk.all()) {
			const pair = `${personUrn} ${jobId}`;
			firstAtMs.set(pair, Math.min(atMs, firstAtMs.get(pair) ?? atMs));
		}
		const records = store.of(DEFAULT_ORGANIZATION).candidates;
		const candidateOf = new Map(
			[...records].map(([id, { fields }]) => [fields.manualMatchedMember, id]),
		);
		const lagsMs: number[] = [];
		for (const [pair, atMs] of firstAtMs) {
			const [personUrn, jobId] = pair.split(' ');
			const candidate = company.candidateById(candidateOf.get(personUrn) ?? '');
			const application = candidate?.applications.find((one) => one.jobId === jobId);
			if (application?.history[0]) lagsMs.push(application.history[0].changedOn - atMs);
		}
		return { lagsMs, waiting: firstAtMs.size - lagsMs.length };
	});

	/** One export of one member, or many: a share of them the same person again, on one job or two. */
	app.post('/_sandbox/exports/generate', (request) => {
		const asked = parseBody(
			request,
			z.object({
				organization: z.string().default(DEFAULT_ORGANIZATION),
				people: z.number().int().positive().default(1),
				/** Of 100 people, how many are exported to the same job once more. */
				repeatPercent: z.number().min(0).max(100).default(0),
				jobsEach: z.number().int().positive().default(1),
				/** The first member's place in the directory. */
				from: z.number().int().nonnegative().default(0),
				/** Only members who are certain to go through: with a last name, and nobody to confuse them with. */
				plainOnly: z.boolean().default(false),
				jobId: z.string().optional(),
				seatUrn: z.string().optional(),
			}),
		);
		const customer = child(asked.organization);
		const holders = customer.contracts.flatMap((contract) =>
			seats.list(contract).filter(({ state }) => state === 'ACTIVE'),
		);
		const first = asked.seatUrn ?? holders[0]?.seatUrn ?? '';
		const jobs = asked.jobId
			? [asked.jobId]
			: desk.offeredJobs(customer, first).map(({ jobId }) => jobId);
		if (jobs.length < asked.jobsEach)
			throw new Problem(409, { message: `Recruiter offers ${jobs.length} jobs` });
		const draw = new Draw(context.company.shape.seed, asked.from, 41);
		const made: MadeExport[] = [];
		const exportTo = (member: ExportMember, jobId: string): void => {
			const seatUrn =
				asked.seatUrn ?? holders.find((seat) => desk.left(seat.seatUrn) > 0)?.seatUrn ?? '';
			made.push(desk.export(customer, seatUrn, member, jobId));
		};
		let index = asked.from;
		for (let person = 0; person < asked.people; index += 1) {
			const member = desk.members.at(index);
			if (desk.members.isClosed(member) || (asked.plainOnly && !isPlain(member))) continue;
			person += 1;
			const start = draw.int(jobs.length);
			const chosen = Array.from(
				{ length: asked.jobsEach },
				(_, nth) => jobs[(start + nth) % jobs.length] ?? '',
			);
			for (const jobId of chosen) exportTo(member, jobId);
			if (draw.chance(asked.repeatPercent * 10)) exportTo(member, chosen[0] ?? '');
		}
		return { exports: made };
	});

	app.post('/_sandbox/exports/close', (request) => {
		const { person } = parseBody(request, z.object({ person: z.string() }));
		desk.members.close(person);
		return { ok: true };
	});

	/** `left`: pairs (`person job`) that went to review. */
	app.post('/_sandbox/compare/exports', (request) => {
		const { organization, left } = parseBody(
			request,
			z.object({
				organization: z.string().default(DEFAULT_ORGANIZATION),
				left: z.array(z.string()).default([]),
			}),
		);
		const own = desk.all().filter((one) => one.organization === organization);
		return compareExports(
			context.company,
			store.of(organization),
			desk.members,
			own,
			new Set(left),
		);
	});
	app.get('/_sandbox/compare/exports', () =>
		compareExports(
			context.company,
			store.of(DEFAULT_ORGANIZATION),
			desk.members,
			desk.all().filter((one) => one.organization === DEFAULT_ORGANIZATION),
			new Set(),
		),
	);
}

const isPlain = ({ kind }: ExportMember): boolean =>
	['plain', 'unicode', 'sameProfile', 'private', 'longHeadline', 'namesake'].includes(kind);
