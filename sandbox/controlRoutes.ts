import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Company } from './company/Company';
import type { SightWatch } from './compare/SightWatch';
import { FaultSchema } from './core/FaultBoard';
import { parseBody } from './core/parseBody';
import { Problem } from './core/Problem';
import { changeCompanyPage } from './linkedin/changeCompanyPage';
import type { LinkedInRoom } from './linkedin/guard';
import { announce, setEnabled } from './linkedin/integrationState';
import { setConnected } from './linkedin/registerLinkedIn';
import type { NoteStore } from './smartrecruiters/NoteStore';
import type { ReportStore } from './smartrecruiters/reports/ReportStore';
import type { SmartRecruitersAccounts } from './smartrecruiters/SmartRecruitersAccounts';

export interface ControlOptions {
	room: LinkedInRoom;
	accounts: SmartRecruitersAccounts;
	notes: NoteStore;
	reports: ReportStore;
	sight: SightWatch;
	makeCompany: (options: {
		seed?: number | undefined;
		people?: number | undefined;
		jobs?: number | undefined;
		users?: number | undefined;
		teamSize?: number | undefined;
	}) => Company;
	connected: boolean;
}

const SearchSchema = z.object({
	text: z.string().min(1),
	vendor: z.enum(['linkedin', 'smartrecruiters']).optional(),
});
const searchOf = ({ text, vendor }: z.output<typeof SearchSchema>) => [text, vendor] as const;

const LimitSchema = z.union([z.literal('documented'), z.literal('off'), z.number().positive()]);

/** How tests and people drive the sandbox: `/_sandbox/…`, without authentication, on loopback only. */
export function registerControl(app: FastifyInstance, options: ControlOptions): void {
	const { room, accounts, notes, reports, sight } = options;
	const { context, store, apps } = room;

	app.get('/_sandbox/health', () => ({ ok: true, now: context.clock.now() }));

	app.post('/_sandbox/reset', (request) => {
		const body = parseBody(
			request,
			z.object({
				seed: z.number().int().optional(),
				people: z.number().int().positive().optional(),
				jobs: z.number().int().positive().optional(),
				users: z.number().int().positive().optional(),
				teamSize: z.number().int().positive().optional(),
			}),
		);
		context.company = options.makeCompany(body);
		context.live.reset();
		context.faults.reset();
		context.switches.reset();
		context.requests.reset();
		store.reset();
		apps.reset();
		room.recruiter.reset();
		room.sessions.reset();
		room.pushes.reset();
		room.seats.reset();
		room.members.reset();
		room.activity.reset();
		room.exports.reset();
		accounts.reset();
		notes.reset();
		reports.reset();
		sight.stop();
		setConnected(room, options.connected);
		return { ok: true };
	});

	app.get('/_sandbox/clock', () => ({ now: context.clock.now() }));
	app.post('/_sandbox/clock', (request) => {
		const { now, advanceMs } = parseBody(
			request,
			z.object({ now: z.number().optional(), advanceMs: z.number().optional() }),
		);
		if (now !== undefined) context.clock.set(now);
		if (advanceMs !== undefined) context.clock.advance(advanceMs);
		return { now: context.clock.now() };
	});

	app.get('/_sandbox/faults', () => context.faults.pending());
	app.post('/_sandbox/faults', (request) => {
		context.faults.add(parseBody(request, z.array(FaultSchema)));
		return { ok: true };
	});
	app.delete('/_sandbox/faults', () => {
		context.faults.reset();
		return { ok: true };
	});

	app.get('/_sandbox/switches', () => context.switches.all());
	app.post('/_sandbox/switches', (request) => {
		const given = parseBody(request, z.record(z.union([z.boolean(), z.number(), z.string()])));
		for (const [name, value] of Object.entries(given)) {
			try {
				context.switches.set(name, value);
			} catch (error) {
				throw new Problem(400, {
					message: error instanceof Error ? error.message : 'unknown switch',
				});
			}
		}
		return context.switches.all();
	});

	app.get('/_sandbox/requests', () => ({
		...context.requests.summary(),
		linkedInRecordsPeakPerMinute: Math.max(
			0,
			...apps.children().map(({ records }) => records.peak),
		),
	}));
	app.delete('/_sandbox/requests', () => {
		context.requests.reset();
		return { ok: true };
	});
	app.post('/_sandbox/requests/search', (request) => ({
		found: context.requests.sawInBody(...searchOf(parseBody(request, SearchSchema))),
	}));

	app.post('/_sandbox/limits', (request) => {
		context.limits = parseBody(request, z.object({ mode: LimitSchema })).mode;
		return { mode: context.limits };
	});

	app.post('/_sandbox/expire-tokens', () => {
		apps.expireTokens();
		accounts.expireTokens();
		return { ok: true };
	});

	/** Somebody switches SmartRecruiters' own LinkedIn integration on (SmartRecruiters reference §12.2). */
	app.post('/_sandbox/smartrecruiters/own-integration', () => {
		context.live.audit.add({
			eventName: 'LRSC_CONSENT_GIVEN',
			atMs: context.clock.now() - 1,
			entityType: 'COMPANY',
			entityId: 'SampleCo',
		});
		return { ok: true };
	});

	/** A credential sees from now on what one user may see (SmartRecruiters reference §4.4). */
	app.post('/_sandbox/smartrecruiters/act-as', (request) => {
		const { clientId, userId } = parseBody(
			request,
			z.object({ clientId: z.string(), userId: z.string() }),
		);
		if (!accounts.actAs(clientId, userId)) throw new Problem(404, { message: 'No such client' });
		return { ok: true };
	});

	app.post('/_sandbox/linkedin/integrations', (request) => {
		const {
			integrationType,
			context: wanted,
			enabled,
			push,
		} = parseBody(
			request,
			z.object({
				integrationType: z.string().optional(),
				context: z.string().optional(),
				enabled: z.boolean(),
				/** Whether the customers hear of it, as after a click in Recruiter. */
				push: z.boolean().default(false),
			}),
		);
		let changed = 0;
		for (const child of apps.children()) {
			const refs = [];
			for (const [key, integration] of store.of(child.organization).integrations) {
				const [ownContext = '', type = ''] = key.split(' ');
				if (integrationType && type !== integrationType) continue;
				if (wanted && ownContext !== wanted) continue;
				integration.requested = true;
				setEnabled(integration, enabled);
				refs.push({ integrationContext: ownContext, integrationType: type });
			}
			if (push) announce(room, child, refs);
			changed += refs.length;
		}
		return { changed };
	});

	app.post('/_sandbox/linkedin/company-page', (request) => {
		const { from, to } = parseBody(request, z.object({ from: z.string(), to: z.string() }));
		return { customers: changeCompanyPage(room, from, to) };
	});

	app.post('/_sandbox/linkedin/reject', (request) => {
		const { kind, id, status, message, wholeCall } = parseBody(
			request,
			z.object({
				kind: z.string(),
				id: z.string(),
				status: z.number().int(),
				message: z.string(),
				/** Whether it spoils the whole call that it is in. */
				wholeCall: z.boolean().default(false),
			}),
		);
		const book = wholeCall ? store.spoilers : store.refusals;
		book.set(`${kind} ${id}`, { status, message });
		return { ok: true };
	});
	app.delete('/_sandbox/linkedin/reject', () => {
		store.refusals.clear();
		store.spoilers.clear();
		return { ok: true };
	});

	app.get('/_sandbox/linkedin/records/:kind', (request) => {
		const { kind } = z
			.object({ kind: z.enum(['jobs', 'candidates', 'applications']) })
			.parse(request.params);
		const { limit, organization } = z
			.object({
				limit: z.coerce.number().int().positive().default(20),
				organization: z.string().default('urn:li:organization:1000'),
			})
			.parse(request.query);
		const records = store.of(organization)[kind];
		return {
			count: records.size,
			records: [...records].slice(0, limit).map(([id, record]) => ({
				id,
				fields: record.fields,
				...('stages' in record && { stages: Object.fromEntries(record.stages) }),
				...('listing' in record && { listing: record.listing }),
			})),
		};
	});

	/** One record; 404 when LinkedIn does not hold it. */
	app.get('/_sandbox/linkedin/records/:kind/:id', (request) => {
		const { kind, id } = z
			.object({ kind: z.enum(['jobs', 'candidates', 'applications']), id: z.string() })
			.parse(request.params);
		const found = store.of('urn:li:organization:1000')[kind].get(id);
		if (!found) throw new Problem(404, { message: 'No such record' });
		return { id, fields: found.fields };
	});

	app.post('/_sandbox/linkedin/link', (request) => {
		const { candidateId, person } = parseBody(
			request,
			z.object({ candidateId: z.string(), person: z.string() }),
		);
		const found = store.of('urn:li:organization:1000').candidates.get(candidateId);
		if (!found) throw new Problem(404, { message: 'No such candidate' });
		found.fields = { ...found.fields, manualMatchedMember: person };
		return { ok: true };
	});
}
