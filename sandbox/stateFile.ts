import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { LinkedInRoom } from './linkedin/guard';
import { PushStateSchema } from './linkedin/push/Pushes';

const Fields = z.record(z.unknown());
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
	}),
);
const StateSchema = z.preprocess(
	// Before pushes were kept, the organizations were the whole file.
	(value) => (Array.isArray(value) ? { organizations: value } : value),
	z.object({ organizations: OrganizationsSchema, pushes: PushStateSchema.optional() }),
);

/** Keeps LinkedIn's records, integrations and pushes between two starts of the sandbox. */
export function saveState({ store, pushes }: LinkedInRoom, path: string): void {
	const state = { organizations: store.dump(), pushes: pushes.dump() };
	writeFileSync(`${path}.new`, JSON.stringify(state));
	renameSync(`${path}.new`, path);
}

/** @returns whether there was a state to load */
export function loadState({ store, pushes }: LinkedInRoom, path: string): boolean {
	if (!existsSync(path)) return false;
	const state = StateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
	if (state.pushes) pushes.load(state.pushes);
	for (const {
		organization,
		jobs,
		candidates,
		applications,
		integrations,
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
