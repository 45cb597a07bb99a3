import { randomUUID } from '../core/chance';
import { z } from 'zod';
import type { CompanyApplication, CompanyCandidate } from '../company/entities';
import type { SandboxContext } from '../core/SandboxContext';
import { detailsOf, findCandidate } from './candidateRoutes';
import { badRequest, jobNotFound, problem } from './problems';
import type { SrCall, SrRoute } from './SrRoute';
import { sourceLabel } from './sources';

const InputSchema = z.object({
	firstName: z.string().min(1),
	lastName: z.string().min(1),
	email: z.string().email(),
	phoneNumber: z.string().optional(),
	location: z
		.object({
			city: z.string().optional(),
			region: z.string().optional(),
			country: z.string().optional(),
			countryCode: z.string().optional(),
		})
		.optional(),
	web: z.object({ linkedin: z.string().optional() }).optional(),
	tags: z.array(z.string().min(1).max(150)).max(100).optional(),
	experience: z
		.array(
			z.object({
				title: z.string().default(''),
				company: z.string().default(''),
				current: z.boolean().default(false),
			}),
		)
		.optional(),
	sourceDetails: z
		.object({
			sourceTypeId: z.string(),
			sourceSubTypeId: z.string().optional(),
			sourceId: z.string(),
		})
		.optional(),
});
const PatchSchema = InputSchema.pick({
	firstName: true,
	lastName: true,
	email: true,
	phoneNumber: true,
	location: true,
	web: true,
}).partial();
const TagsSchema = z.object({ tags: z.array(z.string()) });

/** Creating and changing candidates (SmartRecruiters reference §5.4–§5.6). */
export function candidateWriteRoutes(context: SandboxContext): SrRoute[] {
	const { switches } = context;
	/** `reuse`, `conflict` or `duplicate`. */
	switches.define('sr§5.4 duplicate policy', 'reuse');
	switches.define('sr§5.4 create ignores source', false);
	switches.define('sr§5.4 lead status is refused', false);
	switches.define('sr§18.13 reserved domains are refused', false);
	const manage = 'candidates_manage';
	const create = 'candidates_create';
	return [
		{
			method: 'POST',
			path: '/candidates',
			scope: create,
			status: 201,
			handle: (call) => createCandidate(call, undefined),
		},
		{
			method: 'POST',
			path: '/jobs/:jobId/candidates',
			scope: create,
			status: 201,
			handle: (call) => {
				const job = call.context.company.jobById(call.params.jobId ?? '');
				if (!job) throw jobNotFound();
				return createCandidate(call, job.id);
			},
		},
		{ method: 'PATCH', path: '/candidates/:id', scope: manage, handle: patchCandidate },
		{
			method: 'DELETE',
			path: '/candidates/:id',
			scope: manage,
			status: 204,
			handle: (call) => {
				call.context.company.deleteCandidate(findCandidate(call).id);
			},
		},
		{
			method: 'POST',
			path: '/candidates/:id/tags',
			scope: manage,
			status: 201,
			handle: (call) => setTags(call, (own, given) => [...new Set([...own, ...given])]),
		},
		{
			method: 'PUT',
			path: '/candidates/:id/tags',
			scope: manage,
			status: 201,
			handle: (call) => setTags(call, (_own, given) => given),
		},
		{
			method: 'DELETE',
			path: '/candidates/:id/tags',
			scope: manage,
			status: 204,
			handle: (call) => {
				save(call, { ...findCandidate(call), tags: [] });
			},
		},
	];
}

function parse<T>(schema: z.ZodType<T, z.ZodTypeDef, unknown>, body: unknown): T {
	const parsed = schema.safeParse(body);
	if (!parsed.success)
		throw badRequest(
			`Invalid: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`,
		);
	return parsed.data;
}

function save(call: SrCall, candidate: CompanyCandidate): CompanyCandidate {
	const changed = { ...candidate, updatedOn: call.context.clock.now() };
	call.context.company.putCandidate(changed);
	return changed;
}

/** E-mail and last name together are unique (§5.4). */
function sameIdentity(call: SrCall, email: string, lastName: string): CompanyCandidate | undefined {
	for (const candidate of call.context.company.candidates()) {
		if (
			candidate.email?.toLowerCase() === email.toLowerCase() &&
			candidate.lastName.toLowerCase() === lastName.toLowerCase()
		)
			return candidate;
	}
	return undefined;
}

function createCandidate(call: SrCall, jobId: string | undefined): unknown {
	const input = parse(InputSchema, call.body);
	const { switches, clock } = call.context;
	const nowMs = clock.now();
	if (switches.boolean('sr§18.13 reserved domains are refused') && input.email.endsWith('.invalid'))
		throw badRequest('Invalid: email');
	const given = input.sourceDetails && sourceLabel(input.sourceDetails);
	const source = (!switches.boolean('sr§5.4 create ignores source') && given) || 'API';
	const application = (): CompanyApplication[] =>
		jobId
			? [
					{
						applicationId: randomUUID(),
						jobId,
						source,
						history: [{ changedOn: nowMs, status: 'NEW' }],
					},
				]
			: [];
	const policy = switches.text('sr§5.4 duplicate policy');
	const twin = policy === 'duplicate' ? undefined : sameIdentity(call, input.email, input.lastName);
	if (twin) {
		if (policy === 'conflict')
			throw problem(
				409,
				'CANDIDATE_DATA_CONFLICT',
				'A candidate with this e-mail and last name exists',
			);
		const added = twin.applications.some((one) => one.jobId === jobId) ? [] : application();
		return detailsOf(
			save(call, { ...twin, applications: [...added, ...twin.applications] }),
			call.context,
		);
	}
	const candidate: CompanyCandidate = {
		id: randomUUID(),
		firstName: input.firstName,
		lastName: input.lastName,
		email: input.email,
		...(input.phoneNumber && { phoneNumber: input.phoneNumber }),
		...(input.web?.linkedin && { linkedin: input.web.linkedin }),
		createdOn: nowMs,
		updatedOn: nowMs,
		location: compact(input.location ?? {}),
		tags: input.tags ?? [],
		consent: 'REQUIRED',
		experience: input.experience ?? [],
		applications: application(),
	};
	return detailsOf(save(call, candidate), call.context);
}

function patchCandidate(call: SrCall): unknown {
	const before = findCandidate(call);
	const { web, location, ...rest } = parse(PatchSchema, call.body);
	const email = rest.email ?? before.email;
	const twin = email ? sameIdentity(call, email, rest.lastName ?? before.lastName) : undefined;
	if (twin && twin.id !== before.id)
		throw problem(
			409,
			'CANDIDATE_DATA_CONFLICT',
			'A candidate with this e-mail and last name exists',
		);
	const after = save(call, {
		...before,
		...compact(rest),
		...(web && { linkedin: web.linkedin ?? '' }),
		...(location && { location: compact(location) }),
	});
	return detailsOf(after, call.context);
}

function setTags(call: SrCall, merge: (own: string[], given: string[]) => string[]): unknown {
	const before = findCandidate(call);
	const { tags } = parse(TagsSchema, call.body);
	return { tags: save(call, { ...before, tags: merge(before.tags, tags) }).tags };
}

/** Leaves out what is undefined. */
function compact<T extends object>(value: T): { [K in keyof T]?: NonNullable<T[K]> } {
	const kept: { [K in keyof T]?: NonNullable<T[K]> } = {};
	for (const name of Object.keys(value) as Array<keyof T>) {
		const one = value[name];
		if (one !== undefined && one !== null) kept[name] = one;
	}
	return kept;
}
