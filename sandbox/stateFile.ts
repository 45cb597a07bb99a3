import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { LinkedInStore } from './linkedin/LinkedInStore';

const Fields = z.record(z.unknown());
const StateSchema = z.array(
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
	}),
);

/** Keeps LinkedIn's records between two starts of the sandbox. */
export function saveState(store: LinkedInStore, path: string): void {
	writeFileSync(`${path}.new`, JSON.stringify(store.dump()));
	renameSync(`${path}.new`, path);
}

/** @returns whether there was a state to load */
export function loadState(store: LinkedInStore, path: string): boolean {
	if (!existsSync(path)) return false;
	for (const { organization, jobs, candidates, applications } of StateSchema.parse(
		JSON.parse(readFileSync(path, 'utf8')),
	)) {
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
	}
	return true;
}
