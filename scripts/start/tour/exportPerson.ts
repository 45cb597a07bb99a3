import { z } from 'zod';
import type { SandboxProcess } from '../../n8n/SandboxProcess';
import { secondsUntil, sendForm, type Stop } from './Stop';

/** A member of LinkedIn whom SmartRecruiters does not know. */
const MEMBER = 'member-0';
const PairsSchema = z.array(z.string());
const ComparisonSchema = z.object({
	missing: PairsSchema,
	wrongSource: PairsSchema,
	doubled: PairsSchema,
	notLinked: PairsSchema,
	notSynced: PairsSchema,
});
const ExportsSchema = z.object({
	exports: z.array(z.object({ personUrn: z.string(), jobId: z.string() })),
});

/** A recruiter presses *Export to ATS*, and workflow 05 brings the person to SmartRecruiters. */
export const exportPerson: Stop<'exported'> = {
	name: 'exported',
	title: 'One-click export: a recruiter finds somebody new, chooses a job and presses the button',
	byHand: ({ sandbox }) =>
		`Find somebody and press Export to ATS: ${sandbox.linkedInUrl}/in/${MEMBER}`,
	walk: async ({ sandbox, tell }) => {
		const opened = await fetch(`${sandbox.linkedInUrl}/in/${MEMBER}`);
		const [, jobId, title] = /<option value="([^"]+)"[^>]*>([^<]+)/.exec(await opened.text()) ?? [];
		if (!jobId) throw new Error('Recruiter offers no job to export to');
		await sendForm(opened.url, { job: jobId });
		const personUrn = (await exportsMade(sandbox)).at(-1)?.personUrn ?? '';
		const pair = `${personUrn} ${jobId}`;
		const seconds = await secondsUntil('the person is in SmartRecruiters', async () => {
			const { missing } = await compareExports(sandbox);
			return !missing.includes(pair);
		});
		await secondsUntil('both sides know each other', async () => await arrived(sandbox, pair));
		const page = await (await fetch(opened.url)).text();
		const candidateId = /candidates\/([\w-]+)" data-testid="ats-profile"/.exec(page)?.[1] ?? '';
		tell(
			`The person is a candidate on "${title ?? jobId}" after ${seconds} s, linked on both sides`,
		);
		return { seconds, candidateId, personUrn, jobId };
	},
	holds: async ({ sandbox }, { personUrn, jobId, candidateId }) =>
		candidateId !== '' &&
		(await exportsMade(sandbox)).some(
			(made) => made.personUrn === personUrn && made.jobId === jobId,
		) &&
		(await arrived(sandbox, `${personUrn} ${jobId}`)),
};

const exportsMade = async (sandbox: SandboxProcess) =>
	ExportsSchema.parse(await sandbox.control('GET', '/exports')).exports;

/** Whether the sandbox finds no fault with this pair. */
async function arrived(sandbox: SandboxProcess, pair: string): Promise<boolean> {
	const comparison = await compareExports(sandbox);
	return Object.values(comparison).every(
		(found) => !found.includes(pair) && !found.includes(pair.split(' ')[0] ?? ''),
	);
}

const compareExports = async (sandbox: SandboxProcess) =>
	ComparisonSchema.parse(await sandbox.control('GET', '/compare/exports'));
