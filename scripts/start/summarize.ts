import type { SandboxProcess } from '../n8n/SandboxProcess';

/** What LinkedIn holds beside what the company has, counted by the sandbox; told to people, and as data. */
export async function summarize(sandbox: SandboxProcess, say: (line: string) => void) {
	const comparison = await sandbox.compare();
	const requests = await sandbox.requests();
	say('What LinkedIn holds now, beside what the company has (counted by the sandbox):');
	const streams: Record<string, object> = {};
	for (const [name, { expected, held, agree }] of Object.entries(comparison.streams)) {
		streams[name] = {
			expected: expected.count,
			held: held.count,
			expectedHash: expected.hash,
			heldHash: held.hash,
			agree,
		};
		say(
			`  ${name.padEnd(13)} ${held.count} of ${expected.count}  ${agree ? 'same content' : 'DIFFERENT'}`,
		);
	}
	const { refused } = comparison;
	say(
		`  Not sent, because LinkedIn would refuse them: ${refused.jobs} jobs, ${refused.candidates} candidates, ${refused.applications} applications (Data Table rsc_parked)`,
	);
	say(
		`  Not listed by SmartRecruiters' API: ${comparison.unreachable.talentPoolOnly} people in the talent pool only`,
	);
	return {
		ok: comparison.agree,
		streams,
		refused,
		requests: {
			linkedIn: requests.linkedin.requests,
			smartRecruiters: requests.smartrecruiters.requests,
		},
		recordsWritten: requests.writes,
		throttled: requests.linkedin.throttled + requests.smartrecruiters.throttled,
	};
}
