import { z } from 'zod';
import { type N8nInstance } from '../n8n/N8nInstance';
import { pause } from '../n8n/pause';

/** Pages, and what waits by itself until it may begin. */
const FIRST = [
	'rscHistoricalSync',
	'rscConnectContract',
	'rscMapPeople',
	'rscProfile',
	'rscDecisions',
	'rscDisconnect',
];
/** LinkedIn answers workflow 04, and takes the address of workflow 05, only once the company is connected. */
const ACTIVITY = 'rscActivity';
const EXPORT = 'rscExport';
const CHANGES = 'rscChanges';
export const ALL_WORKFLOWS = [...FIRST, ACTIVITY, EXPORT, CHANGES];

const RunSchema = z.object({
	stream: z.string(),
	activity: z.string().nullish(),
	message: z.string().nullish(),
	finishedAt: z.string().nullish(),
});
const WITHIN_MS = 10 * 60_000;
/** A run that is still at work makes the next one say so, and end. */
const AGAIN_AFTER_MS = 120_000;

type Say = (line: string) => void;

/** Publishes what an admin publishes on the first day. */
export async function publishFirst(n8n: N8nInstance): Promise<void> {
	for (const id of FIRST) await publish(n8n, id);
	await n8n.untilServed('/webhook/rsc-connect');
}

/** Publishes what wants a connected company. */
export async function publishConnected(n8n: N8nInstance, say: Say): Promise<void> {
	if (await publish(n8n, ACTIVITY))
		say('Workflow 04 is published: it asks Recruiter for InMails and notes');
	if (await publish(n8n, EXPORT))
		say('Workflow 05 is published: LinkedIn has its address, and tells of exports');
}

/**
 * Publishes workflow 06, which wants the history first, and lets it compare both sides once, as it does every night:
 * thereby n8n learns whom LinkedIn recognised.
 */
export async function publishChanges(n8n: N8nInstance, say: Say): Promise<void> {
	if (await publish(n8n, CHANGES))
		say('Workflow 06 is published: SmartRecruiters tells it of every change');
	if ((await comparisonOf(n8n))?.finishedAt) return;
	say('  It compares both sides, as every night …');
	const deadline = Date.now() + WITHIN_MS;
	let run = await comparisonOf(n8n);
	let againAtMs = 0;
	while (!run?.finishedAt) {
		if (run?.message) throw new Error(`Workflow 06 stopped: ${run.message}`);
		if (Date.now() > deadline) throw new Error('Workflow 06 has not compared both sides');
		if (Date.now() >= againAtMs) {
			await n8n.runByHand(CHANGES, 'Compare Now');
			againAtMs = Date.now() + AGAIN_AFTER_MS;
		}
		await pause(1_000);
		run = await comparisonOf(n8n);
	}
	const people = await n8n.table('rsc_people');
	say(`  ${run?.activity ?? ''}; LinkedIn has recognised ${people.length} candidates`);
}

async function comparisonOf(n8n: N8nInstance): Promise<z.infer<typeof RunSchema> | undefined> {
	return z
		.array(RunSchema)
		.parse(await n8n.table('rsc_sync'))
		.find(({ stream }) => stream === 'reconcile');
}

/** @returns whether it was not published before */
async function publish(n8n: N8nInstance, workflowId: string): Promise<boolean> {
	const { active } = z
		.object({ active: z.boolean() })
		.parse(await n8n.api('GET', `/workflows/${workflowId}`));
	if (!active) await n8n.api('POST', `/workflows/${workflowId}/activate`);
	return !active;
}
