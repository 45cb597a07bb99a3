import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
	type BothSides,
	compareSight,
	jobView,
	pairSight,
	type SeatHolder,
	seatHolders,
} from './compare/sight';
import type { SightWatch } from './compare/SightWatch';
import { parseBody } from './core/parseBody';
import { Problem } from './core/Problem';
import type { LinkedInRoom } from './linkedin/guard';
import { settleTasks } from './linkedin/jobRoutes';
import { sightOf, sightRules } from './linkedin/sight';

const Organization = z.object({ organization: z.string().default('urn:li:organization:1000') });
const MemberSchema = z.object({ userId: z.string(), role: z.string() });
const ReasonSchema = z.enum(['viewers', 'openJob', 'group']);

/** One customer at both vendors, as of now. */
export function sidesOf(
	{ context, store, seats, apps }: LinkedInRoom,
	organization: string,
): BothSides {
	const contracts = apps
		.children()
		.filter((child) => child.organization === organization)
		.flatMap((child) => child.contracts);
	return {
		company: context.company,
		organization,
		records: store.of(organization),
		rules: sightRules(context.switches),
		seats: contracts.flatMap((contract) => seats.list(contract)),
	};
}

/** Who sees what at both vendors: their rows, hiring teams, and what a test changes in them. */
export function registerSightControl(
	app: FastifyInstance,
	room: LinkedInRoom,
	watch: SightWatch,
): void {
	const { context, store } = room;
	const settled = (organization: string): BothSides => {
		settleTasks(room, store.of(organization));
		return sidesOf(room, organization);
	};

	/** All access control rows that LinkedIn holds. */
	app.get('/_sandbox/linkedin/acls', (request) =>
		store.of(Organization.parse(request.query).organization).acls.dump(),
	);

	/** Who sees a job, or which jobs a person sees: both vendors' answers, and why. */
	app.get('/_sandbox/sight', (request) => {
		const { organization, jobId, person } = Organization.extend({
			jobId: z.string().optional(),
			person: z.string().optional(),
		}).parse(request.query);
		const sides = settled(organization);
		const all = seatHolders(sides.seats);
		const holders: SeatHolder[] =
			person === undefined ? all : all.filter((one) => one.person === person);
		const jobs = jobId === undefined ? [...sides.records.jobs.keys()] : [jobId];
		if (person === undefined && jobId === undefined)
			throw new Problem(400, { message: 'jobId or person is wanted' });
		return jobs.flatMap((id) => {
			const view = jobView(sides, id);
			return holders.map((holder) => ({
				...pairSight(sides, holder, view),
				applications: sightOf(sides.records, sides.rules, {
					kind: 'applications',
					organization,
					person: holder.person,
					jobId: id,
				}),
			}));
		});
	});

	/** Every seat holder and every job at LinkedIn: where the vendors differ. */
	app.get('/_sandbox/compare/sight', (request) =>
		compareSight(settled(Organization.parse(request.query).organization)),
	);

	/** Looks from now on, at every write, for sight at LinkedIn that SmartRecruiters does not give. */
	app.post('/_sandbox/sight/watch', (request) => {
		const { on, graceMs, reasons } = parseBody(
			request,
			z.object({
				on: z.boolean().default(true),
				graceMs: z.number().nonnegative().optional(),
				reasons: z.array(ReasonSchema).optional(),
			}),
		);
		if (!on) watch.stop();
		else watch.start({ ...(graceMs !== undefined && { graceMs }), ...(reasons && { reasons }) });
		return watch.report();
	});
	app.get('/_sandbox/sight/watch', () => watch.report());

	/** Somebody puts a whole hiring team in place in SmartRecruiters. */
	app.put('/_sandbox/company/jobs/:id/team', (request) => {
		const { id } = z.object({ id: z.string() }).parse(request.params);
		const { company } = context;
		if (!company.jobById(id)) throw new Problem(404, { message: 'No such job' });
		const { team, quietly } = parseBody(
			request,
			z.object({
				team: z.array(MemberSchema),
				/** Without a webhook. */
				quietly: z.boolean().default(false),
			}),
		);
		const change = (): void => {
			company.changeTeam(id, team);
		};
		if (quietly) context.live.quietly(change);
		else change();
		return { ok: true };
	});
}
