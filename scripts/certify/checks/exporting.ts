import assert from 'node:assert/strict';
import type { MadeExport } from '../../../sandbox/linkedin/exports/ExportDesk';
import type { ExportedOutcome } from '../../../src/operations/export/exportCandidate';
import { control, ORGANIZATION, press, run, showJobs } from '../../../test/support/exporting';
import { runToEnd } from '../../../test/support/runToEnd';
import type { Check, Stage } from '../Check';

/** Jobs are at LinkedIn, and recruiters may choose them. */
async function readyToExport({ sandbox, connection }: Stage): Promise<string[]> {
	await runToEnd(sandbox, connection, {
		candidates: false,
		applications: false,
		details: false,
	});
	showJobs(sandbox);
	const { jobs } = sandbox.store.of(ORGANIZATION);
	return [...jobs].filter(([, { listing }]) => listing === 'LISTED').map(([id]) => id);
}

async function arrive({ connection }: Stage, made: MadeExport): Promise<ExportedOutcome> {
	const outcome = await run(connection, made.requestId);
	assert.ok(outcome.kind === 'exported', 'The export did not go through');
	return outcome;
}

/** One-click export. */
export const EXPORTING: readonly Check[] = [
	{
		rules: ['TEST-6', 'RSC-301'],
		what: 'export somebody new in Recruiter; one candidate is on the chosen job, from LinkedIn, with the member attached',
		connected: true,
		run: async (stage) => {
			await readyToExport(stage);
			const made = await press(stage.sandbox, 0);
			const outcome = await arrive(stage, made);
			assert.equal(outcome.foundBy, 'new');
			const comparison = await control<{ agree: boolean }>(stage.sandbox, '/compare/exports');
			assert.ok(comparison.agree, JSON.stringify(comparison));
		},
	},
	{
		rules: ['TEST-7', 'RSC-302'],
		what: 'export the same person to a second job, and to the first once more; still one candidate, on both jobs',
		connected: true,
		run: async (stage) => {
			const [first = '', second = ''] = await readyToExport(stage);
			const { candidateId } = await arrive(stage, await press(stage.sandbox, 0, { jobId: first }));
			const other = await arrive(stage, await press(stage.sandbox, 0, { jobId: second }));
			const again = await arrive(stage, await press(stage.sandbox, 0, { jobId: first }));
			assert.deepEqual([other.candidateId, again.candidateId], [candidateId, candidateId]);
			const own = stage.sandbox.context.company.candidateById(candidateId);
			assert.deepEqual(own?.applications.map(({ jobId }) => jobId).sort(), [first, second].sort());
			const comparison = await control<{ agree: boolean }>(stage.sandbox, '/compare/exports');
			assert.ok(comparison.agree, JSON.stringify(comparison));
		},
	},
];
