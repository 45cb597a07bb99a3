import { z } from 'zod';
import { type N8nInstance } from '../../n8n/N8nInstance';
import { pause } from '../../n8n/pause';
import type { SandboxProcess } from '../../n8n/SandboxProcess';

export const ORGANIZATION = 'urn:li:organization:1000';

/** What came of each stop; kept between two starts, so that none is walked twice. */
export const TourRecordSchema = z
	.object({
		mapped: z.object({ seats: z.number(), of: z.number() }),
		inMail: z.object({ seconds: z.number(), candidateId: z.string(), text: z.string() }),
		exported: z.object({
			seconds: z.number(),
			candidateId: z.string(),
			personUrn: z.string(),
			jobId: z.string(),
		}),
		changed: z.object({ seconds: z.number(), candidateId: z.string(), phone: z.string() }),
		deleted: z.object({ seconds: z.number(), candidateId: z.string() }),
	})
	.partial();
export type TourRecord = z.infer<typeof TourRecordSchema>;

/** Where the tour goes, and whom it tells. */
export interface Place {
	n8n: N8nInstance;
	sandbox: SandboxProcess;
	tell: (line: string) => void;
}

/** One thing that somebody does at one vendor, and what the published workflows make of it at the other. */
export interface Stop<Name extends keyof TourRecord> {
	name: Name;
	title: string;
	/** What a person does instead, with the page where it is done. */
	byHand: (place: Place) => string;
	/** Does it, and waits until the sandbox shows what came of it. */
	walk: (place: Place, record: TourRecord) => Promise<NonNullable<TourRecord[Name]>>;
	/** Asks the sandbox whether it is still so. */
	holds: (place: Place, outcome: NonNullable<TourRecord[Name]>) => Promise<boolean>;
}

const LOOK_EVERY_MS = 200;

/** Looks again and again. @returns the seconds until it was so, with one decimal; @throws Error after `withinMs` */
export async function secondsUntil(
	what: string,
	holds: () => Promise<boolean>,
	withinMs = 180_000,
): Promise<number> {
	const beganAtMs = Date.now();
	while (!(await holds())) {
		if (Date.now() - beganAtMs > withinMs)
			throw new Error(`Not within ${Math.round(withinMs / 1000)} s: ${what}`);
		await pause(LOOK_EVERY_MS);
	}
	return Math.round((Date.now() - beganAtMs) / 100) / 10;
}

/** Sends a form of a page of the sandbox, as its button does. @throws Error with what the page says */
export async function sendForm(address: string, fields: Record<string, string>): Promise<void> {
	const answer = await fetch(address, {
		method: 'POST',
		body: new URLSearchParams(fields),
		redirect: 'manual',
	});
	if (answer.status >= 400) throw new Error(`${address} answered ${answer.status}`);
}

export const candidatePage = (sandbox: SandboxProcess, candidateId: string): string =>
	`${sandbox.smartRecruitersUrl}/app/people/candidates/${candidateId}`;

const RecordSchema = z.object({ fields: z.record(z.unknown()) });

/** A candidate as LinkedIn holds it; `undefined` when it does not. */
export async function candidateAtLinkedIn(
	sandbox: SandboxProcess,
	candidateId: string,
): Promise<Record<string, unknown> | undefined> {
	const answer = await fetch(`${sandbox.url}/_sandbox/linkedin/records/candidates/${candidateId}`);
	return answer.status === 404 ? undefined : RecordSchema.parse(await answer.json()).fields;
}

const RecordsSchema = z.object({ records: z.array(z.object({ id: z.string() })) });

/** Some candidate whom LinkedIn holds, and to whom nothing happens on the tour. */
export async function somebodyElse(sandbox: SandboxProcess, record: TourRecord): Promise<string> {
	const { records } = RecordsSchema.parse(
		await sandbox.control('GET', '/linkedin/records/candidates?limit=20'),
	);
	const taken = Object.values(record).flatMap((outcome) =>
		outcome && 'candidateId' in outcome ? [outcome.candidateId] : [],
	);
	const found = records.find(({ id }) => !taken.includes(id));
	if (!found) throw new Error('LinkedIn holds too few candidates for the tour');
	return found.id;
}
