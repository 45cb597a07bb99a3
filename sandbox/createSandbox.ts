import { createHash } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Company } from './company/Company';
import { registerActivityControl } from './activityControlRoutes';
import { SightWatch } from './compare/SightWatch';
import { registerCompanyRoutes } from './companyRoutes';
import { registerControl } from './controlRoutes';
import { registerExportControl } from './exportControlRoutes';
import { type Fault, FaultBoard } from './core/FaultBoard';
import { seedChance } from './core/chance';
import { defineClockSkew } from './core/defineClockSkew';
import { guardControl } from './core/guardControl';
import { Problem } from './core/Problem';
import { RequestLog, type Vendor } from './core/RequestLog';
import type { SandboxContext } from './core/SandboxContext';
import type { LimitMode } from './core/SandboxWorld';
import { SandboxClock } from './core/SandboxClock';
import { Switches } from './core/Switches';
import { ACME } from './linkedin/recruiter/contracts';
import { ExportDesk } from './linkedin/exports/ExportDesk';
import { ExportMembers } from './linkedin/exports/ExportMembers';
import { LiveCompany } from './live/LiveCompany';
import { registerLiveRoutes } from './live/liveRoutes';
import type { LinkedInRoom } from './linkedin/guard';
import { ActivityStore } from './linkedin/activity/ActivityStore';
import { LinkedInApps } from './linkedin/LinkedInApps';
import { LinkedInStore } from './linkedin/LinkedInStore';
import { Pushes } from './linkedin/push/Pushes';
import { registerPushControl } from './linkedin/push/pushControlRoutes';
import { RecruiterDirectory } from './linkedin/recruiter/RecruiterDirectory';
import { Sessions } from './linkedin/recruiter/Sessions';
import { Members } from './linkedin/Members';
import { RecruiterSeats } from './linkedin/seats/RecruiterSeats';
import { registerLinkedIn, setConnected } from './linkedin/registerLinkedIn';
import { registerSightControl, sidesOf } from './sightControlRoutes';
import { registerSeatControl } from './seatControlRoutes';
import { registerReportControl } from './reportControlRoutes';
import { NoteStore } from './smartrecruiters/NoteStore';
import { ReportStore } from './smartrecruiters/reports/ReportStore';
import { registerSmartRecruiters } from './smartrecruiters/registerSmartRecruiters';
import { SmartRecruitersAccounts } from './smartrecruiters/SmartRecruitersAccounts';

export interface SandboxOptions {
	/** 0 takes a free one. */
	port?: number;
	seed?: number;
	people?: number;
	jobs?: number;
	/** Users of SmartRecruiters; default 40, four for each Recruiter seat that shall have its own. */
	users?: number;
	/** People on each job's hiring team; default 3 to 6, by job. */
	teamSize?: number;
	limits?: LimitMode;
	/** Whether every integration is requested and switched on from the start. */
	connected?: boolean;
	/** Epoch milliseconds at which the sandbox's clock starts; default: now. */
	startAtMs?: number;
	/** Epoch milliseconds before which everything generated lies. */
	companyBaseMs?: number;
	/**
	 * Listens nowhere: requests come by `inject` alone, the clock stands still until it is moved, nothing happens by
	 * itself, and ids follow from the seed, so that two runs are the same to the byte.
	 */
	simulated?: boolean;
	/** Time passes by what this process computes, whatever else keeps the machine busy; for measuring on a shared one. */
	ownTime?: boolean;
	/** Keeps all request bodies, to search them for what must not leave. */
	recordBodies?: boolean;
}

export interface Sandbox {
	url: string;
	linkedInUrl: string;
	smartRecruitersUrl: string;
	context: SandboxContext;
	store: LinkedInStore;
	seats: RecruiterSeats;
	/** LinkedIn's side: people, contracts, applications, pushes; for tests that drive it. */
	room: LinkedInRoom;
	/** What SmartRecruiters' candidates carry. */
	notes: NoteStore;
	/** What people have built in Report Builder. */
	reports: ReportStore;
	/** Looks for sight at LinkedIn that SmartRecruiters does not give. */
	sight: SightWatch;
	/** Hands in a request without a network. */
	inject: FastifyInstance['inject'];
	/** `METHOD /path` of everything that was registered. */
	routes: readonly string[];
	close: () => Promise<void>;
}

/** Everything generated lies before this day, so that a company is the same whenever it is made. */
const COMPANY_BASE_MS = Date.UTC(2026, 9, 1);
const BODY_LIMIT = 16 * 1024 * 1024;

/** Starts both vendors on 127.0.0.1. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { seed = 1, people = 300, jobs, connected = true } = options;
	const makeCompany = (asked: {
		seed?: number | undefined;
		people?: number | undefined;
		jobs?: number | undefined;
		users?: number | undefined;
		teamSize?: number | undefined;
	}): Company => {
		const users = asked.users ?? options.users;
		const teamSize = asked.teamSize ?? options.teamSize;
		const count = asked.jobs ?? (asked.people === undefined ? jobs : undefined);
		const company = new Company({
			seed: asked.seed ?? seed,
			people: asked.people ?? people,
			baseMs: options.companyBaseMs ?? COMPANY_BASE_MS,
			...(count !== undefined && { jobs: count }),
			...(users !== undefined && { users }),
			...(teamSize !== undefined && { teamSize }),
		});
		company.onChange = (change) => {
			context.live.observe(change);
			sight.companyChanged(change);
		};
		return company;
	};
	const { simulated = false } = options;
	seedChance(simulated ? seed : undefined);
	const passes = simulated ? 'never' : options.ownTime ? 'withWork' : 'really';
	const clock = new SandboxClock(options.startAtMs, passes);
	const world = {
		baseUrl: '',
		clock,
		company: makeCompany({}),
		faults: new FaultBoard(),
		requests: new RequestLog(options.recordBodies ?? false),
		switches: new Switches(),
		limits: options.limits ?? ('documented' as const),
	};
	const context: SandboxContext = Object.assign(world, { live: new LiveCompany(world) });
	const store = new LinkedInStore();
	const apps = new LinkedInApps(clock);
	const recruiter = new RecruiterDirectory();
	const pushes = new Pushes(context, apps, store);
	const members = new Members(() => context.company);
	const seats = new RecruiterSeats(
		() => context.company,
		() => context.switches.number('li§8 seats per contract'),
	);
	const room: LinkedInRoom = {
		context,
		store,
		apps,
		seats,
		recruiter,
		sessions: new Sessions(recruiter),
		pushes,
		members,
		activity: new ActivityStore(),
		exports: new ExportDesk(
			context,
			store,
			new ExportMembers(() => context.company, members),
			pushes,
			(seatUrn) => seats.byUrn(seatUrn)?.personUrn,
		),
	};
	const sight = new SightWatch(
		ACME,
		() => sidesOf(room, ACME),
		() => clock.now(),
	);
	store.onSightChange = (organization, change) => {
		sight.linkedInChanged(organization, change);
	};
	const accounts = new SmartRecruitersAccounts(clock);
	const notes = new NoteStore();
	const reports = new ReportStore(() => context);
	const routes: string[] = [];

	const app = fastify({
		bodyLimit: BODY_LIMIT,
		exposeHeadRoutes: false,
		routerOptions: { maxParamLength: 8192 },
	});
	app.addHook('onRoute', ({ method, url }) => {
		for (const one of [method].flat()) routes.push(`${one} ${url}`);
	});
	// Every room reads its own body: LinkedIn's tunnelled ones are no JSON.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
		done(null, body);
	});
	guardControl(app);
	installHooks(app, context);
	defineClockSkew(app, context.switches);
	registerLinkedIn(app, room);
	registerSmartRecruiters(app, { context, accounts, notes, reports });
	registerControl(app, { room, accounts, notes, reports, sight, makeCompany, connected });
	registerCompanyRoutes(app, room);
	registerSeatControl(app, room);
	registerLiveRoutes(app, context);
	registerPushControl(app, room);
	registerActivityControl(app, room, notes);
	registerExportControl(app, room);
	registerSightControl(app, room, sight);
	registerReportControl(app, reports);
	setConnected(room, connected);

	if (simulated) await app.ready();
	const url = simulated
		? 'http://127.0.0.1:9'
		: await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
	context.baseUrl = url;
	if (simulated) room.pushes.stop();
	const stopTelling = simulated ? () => undefined : context.live.tellAsTimePasses();
	return {
		url,
		linkedInUrl: `${url}/linkedin`,
		smartRecruitersUrl: `${url}/smartrecruiters`,
		context,
		store,
		seats,
		room,
		notes,
		reports,
		sight,
		inject: app.inject.bind(app),
		routes,
		close: async () => {
			stopTelling();
			room.pushes.stop();
			app.server.closeAllConnections();
			await app.close();
		},
	};
}

function vendorOf(request: FastifyRequest): Vendor | undefined {
	const url = request.raw.url ?? '';
	if (url.startsWith('/linkedin/')) return 'linkedin';
	return url.startsWith('/smartrecruiters/') ? 'smartrecruiters' : undefined;
}

/** What LinkedIn's support wants to know of an answer (LinkedIn reference §14.1); the same for the same number. */
function nameAnswer(reply: FastifyReply, nth: number): void {
	const id = createHash('sha256').update(`answer ${nth}`).digest().subarray(0, 12);
	void reply.headers({
		'x-li-uuid': id.toString('base64'),
		'x-li-request-id': id.toString('hex'),
		'x-li-fabric': 'sandbox-lva1',
	});
}

function installHooks(app: FastifyInstance, context: SandboxContext): void {
	const claimed = new WeakMap<FastifyRequest, Fault>();
	let answers = 0;

	app.addHook('preHandler', async (request, reply) => {
		const vendor = vendorOf(request);
		if (!vendor) return;
		if (vendor === 'linkedin') {
			answers += 1;
			nameAnswer(reply, answers);
		}
		context.live.catchUp();
		context.requests.keepBody(
			vendor,
			`${request.raw.url ?? ''}\n${typeof request.body === 'string' ? request.body : ''}`,
			`${request.method} ${request.routeOptions.url ?? '?'}`,
		);
		const fault = context.faults.claim(
			vendor,
			request.method,
			(request.raw.url ?? '').split('?')[0] ?? '',
			saidIn(request),
		);
		if (!fault) return;
		if (await context.faults.before(fault, request, reply)) {
			// A hijacked request never comes to its answer, so it is counted here.
			if (fault.kind !== 'status') {
				context.requests.record(
					vendor,
					`${request.method} ${request.routeOptions.url ?? '?'}`,
					0,
					context.clock.now(),
				);
			}
			return reply;
		}
		claimed.set(request, fault);
	});

	app.addHook('onSend', async (request, reply, payload) => {
		const fault = claimed.get(request);
		return fault && typeof payload === 'string'
			? await context.faults.after(fault, payload, reply)
			: payload;
	});

	app.addHook('onResponse', async (request, reply) => {
		const vendor = vendorOf(request);
		if (!vendor) return;
		context.requests.record(
			vendor,
			`${request.method} ${request.routeOptions.url ?? '?'}`,
			reply.statusCode,
			context.clock.now(),
		);
	});

	app.setErrorHandler(async (error, _request, reply: FastifyReply) => {
		if (error instanceof Problem)
			return await reply.headers(error.headers).code(error.status).send(error.body);
		const message = error instanceof Error ? error.message : 'unknown';
		return await reply.code(500).send({ status: 500, message: `Sandbox fault: ${message}` });
	});

	app.setNotFoundHandler(async (request, reply) => {
		const vendor = vendorOf(request);
		if (vendor)
			context.requests.record(vendor, `${request.method} (unknown)`, 404, context.clock.now());
		const name = (request.raw.url ?? '').split('?')[0]?.split('/').pop() ?? '';
		return await reply
			.code(404)
			.send({ serviceErrorCode: 0, message: `Resource ${name} does not exist`, status: 404 });
	});
}

/** Query, decoded where it is a proper encoding, and body. */
function saidIn({ raw, body }: FastifyRequest): string {
	let query = (raw.url ?? '').split('?')[1] ?? '';
	try {
		query = decodeURIComponent(query);
	} catch {
		// As it is, then.
	}
	return `${query}\n${typeof body === 'string' ? body : ''}`;
}
