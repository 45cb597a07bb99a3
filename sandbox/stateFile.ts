import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { CompanyState } from './company/Company';
import type { Sandbox } from './createSandbox';
import type { ActivityState } from './linkedin/activity/ActivityStore';
import type { MadeExport } from './linkedin/exports/ExportDesk';
import { PushStateSchema } from './linkedin/push/Pushes';
import type { AuditEntry } from './live/AuditLog';
import type { Subscription } from './live/WebhookHub';
import type { StoredShare } from './smartrecruiters/NoteStore';

const Fields = z.record(z.unknown());
const EntityType = z.enum(['JOB_POSTING', 'JOB_REQUISITION']);
const OrganizationsSchema = z.array(
	z.object({
		organization: z.string(),
		jobs: z.array(
			z.tuple([
				z.string(),
				z.object({
					fields: Fields,
					listing: z.enum(['LISTED', 'NOT_LISTED']),
					jobPostingUrn: z.string(),
				}),
			]),
		),
		candidates: z.array(z.object({ id: z.string(), fields: Fields, writtenAtMs: z.number() })),
		applications: z.array(
			z.object({
				id: z.string(),
				fields: Fields,
				stages: z.array(
					z.tuple([z.string(), z.object({ atsCreatedAt: z.number(), stage: z.string() })]),
				),
			}),
		),
		integrations: z
			.array(
				z.object({
					key: z.string(),
					integrationName: z.string().optional(),
					requested: z.boolean(),
					enabled: z.boolean(),
					wasEnabled: z.boolean().optional(),
					configurations: z.array(z.tuple([z.string(), z.string()])),
				}),
			)
			.default([]),
		acls: z
			.object({
				entities: z.array(
					z.object({ entityType: EntityType, entityId: z.string(), group: z.string() }),
				),
				assignees: z.array(
					z.object({ entityType: EntityType, group: z.string(), assignee: z.string() }),
				),
			})
			.default({ entities: [], assignees: [] }),
	}),
);

/** What the sandbox itself has written is taken as it is. */
const own = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);
const LivesSchema = z.object({
	/** LinkedIn's: what seat holders wrote, and whom they exported. */
	activity: own<ActivityState>(),
	exports: own<MadeExport[]>(),
	/** SmartRecruiters': what has changed, its notes, and who is told of changes. */
	company: own<CompanyState>(),
	notes: own<StoredShare[]>(),
	audit: own<AuditEntry[]>(),
	subscriptions: own<Subscription[]>(),
});
const StateSchema = z.preprocess(
	// Before pushes were kept, the organizations were the whole file.
	(value) => (Array.isArray(value) ? { organizations: value } : value),
	z.object({
		organizations: OrganizationsSchema,
		pushes: PushStateSchema.optional(),
		lives: LivesSchema.optional(),
	}),
);

type Kept = Pick<Sandbox, 'context' | 'notes' | 'room'>;

/** Keeps both vendors' records, and what people did there, between two starts of the sandbox. */
export function saveState({ context, notes, room }: Kept, path: string): void {
	const { live } = context;
	const lives: z.infer<typeof LivesSchema> = {
		activity: room.activity.dump(),
		exports: [...room.exports.all()],
		company: context.company.dump(),
		notes: notes.all(),
		audit: live.audit.find(() => true),
		subscriptions: [...live.hub.subscriptions.values()].map((one) => ({ ...one, log: [] })),
	};
	const state = { organizations: room.store.dump(), pushes: room.pushes.dump(), lives };
	writeFileSync(`${path}.new`, JSON.stringify(state));
	renameSync(`${path}.new`, path);
}

/** @returns whether there was a state to load */
export function loadState(sandbox: Kept, path: string): boolean {
	if (!existsSync(path)) return false;
	const state = StateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
	const { store, pushes } = sandbox.room;
	if (state.pushes) pushes.load(state.pushes);
	if (state.lives) loadLives(sandbox, state.lives);
	for (const {
		organization,
		jobs,
		candidates,
		applications,
		integrations,
		acls,
	} of state.organizations) {
		const records = store.of(organization);
		for (const [id, job] of jobs) records.jobs.set(id, job);
		for (const { id, ...candidate } of candidates)
			records.candidates.set(id, { ...candidate, notes: new Map() });
		for (const { id, fields, stages } of applications) {
			records.applications.set(id, {
				fields,
				stages: new Map(stages),
				notes: new Map(),
				interviewFeedback: new Map(),
			});
		}
		for (const row of acls.entities) records.acls.addEntity(row);
		for (const row of acls.assignees) records.acls.addAssignee(row);
		for (const { key, requested, enabled, ...others } of integrations) {
			const { integrationName, wasEnabled, configurations } = others;
			records.integrations.set(key, {
				requested,
				enabled,
				...(integrationName !== undefined && { integrationName }),
				...(wasEnabled !== undefined && { wasEnabled }),
				configurations: new Map(configurations),
			});
		}
	}
	return true;
}

function loadLives({ context, notes, room }: Kept, lives: z.infer<typeof LivesSchema>): void {
	const { live } = context;
	room.activity.load(lives.activity);
	room.exports.load(lives.exports);
	context.company.load(lives.company);
	for (const note of lives.notes) notes.add(note);
	live.audit.load(lives.audit);
	for (const one of lives.subscriptions) live.hub.subscriptions.set(one.id, one);
}
