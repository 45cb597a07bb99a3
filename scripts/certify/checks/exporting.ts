import assert from 'node:assert/strict';
import type { MadeExport } from '../../../sandbox/linkedin/exports/ExportDesk';
import { exportCandidates } from '../../../src/operations/export/exportCandidates';
import type { ExportedOutcome } from '../../../src/operations/export/exportPerson';
import { PEOPLE } from '../../../src/state/tables';
import {
	control,
	EXPORT_OPTIONS,
	ORGANIZATION,
	press,
	pushOf,
	showJobs,
} from '../../support/exporting';
import { runToEnd } from '../../support/runToEnd';
import type { Check, Stage } from '../Check';

/** Jobs are at LinkedIn, and recruiters may choose them. */
async function readyToExport({ sandbox, runtime }: Stage): Promise<string[]> {
	await runToEnd(sandbox, runtime, {
		candidates: false,
		applications: false,
		details: false,
	});
	showJobs(sandbox);
	const { jobs } = sandbox.store.of(ORGANIZATION);
	return [...jobs].filter(([, { listing }]) => listing === 'LISTED').map(([id]) => id);
}

async function arrive({ runtime }: Stage, made: MadeExport): Promise<ExportedOutcome> {
	const { results } = await exportCandidates(runtime, {
		pushes: [pushOf(made, runtime.effects.now())],
		options: EXPORT_OPTIONS,
		timeLimitMs: 300_000,
	});
	const [outcome] = results;
	assert.ok(
		outcome?.kind === 'exported',
		`The export did not go through: ${JSON.stringify(results)}`,
	);
	return outcome;
}

async function agrees({ sandbox }: Stage): Promise<void> {
	const comparison = await control<{ agree: boolean }>(sandbox, '/compare/exports');
	assert.ok(comparison.agree, JSON.stringify(comparison));
}

/** One-click export. */
export const EXPORTING: readonly Check[] = [
	{
		rules: ['TEST-6', 'RSC-301'],
		what: 'export somebody new in Recruiter; one candidate is on the chosen job, from LinkedIn, with the member attached, and known as that member',
		connected: true,
		run: async (stage) => {
			await readyToExport(stage);
			const made = await press(stage.sandbox, 0);
			const { foundBy, candidateId } = await arrive(stage, made);
			assert.equal(foundBy, 'new');
			const known = await stage.runtime.store.read(PEOPLE, { person: made.personUrn });
			assert.deepEqual(
				known.map((row) => row.candidateId),
				[candidateId],
			);
			await agrees(stage);
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
			await agrees(stage);
		},
	},
];
