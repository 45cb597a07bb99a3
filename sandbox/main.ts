import { parseArgs } from 'node:util';
import type { LimitMode } from './core/SandboxWorld';
import { createSandbox } from './createSandbox';
import { loadState, saveState } from './stateFile';

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '4010' },
		people: { type: 'string', default: '3000' },
		jobs: { type: 'string' },
		users: { type: 'string' },
		seats: { type: 'string' },
		seed: { type: 'string', default: '1' },
		limits: { type: 'string', default: 'documented' },
		'task-delay-ms': { type: 'string' },
		'state-file': { type: 'string' },
		'not-connected': { type: 'boolean', default: false },
	},
});

function readLimits(text: string): LimitMode {
	if (text === 'documented' || text === 'off') return text;
	const factor = Number(text);
	if (!(factor > 0)) throw new Error('--limits takes documented, off, or a factor');
	return factor;
}

async function main(): Promise<void> {
	const sandbox = await createSandbox({
		port: Number(values.port),
		people: Number(values.people),
		...(values.jobs && { jobs: Number(values.jobs) }),
		...(values.users && { users: Number(values.users) }),
		seed: Number(values.seed),
		limits: readLimits(values.limits),
		connected: !values['not-connected'],
	});
	const stateFile = values['state-file'];
	const kept = stateFile ? loadState(sandbox, stateFile) : false;
	if (values.seats) sandbox.context.switches.set('li§8 seats per contract', Number(values.seats));
	if (values['task-delay-ms'])
		sandbox.context.switches.set('li§4.4 task delay ms', Number(values['task-delay-ms']));
	console.log(`Sandbox at ${sandbox.url}${kept ? ' (as it was left)' : ''}`);
	console.log(`  LinkedIn         ${sandbox.linkedInUrl}`);
	console.log(`  SmartRecruiters  ${sandbox.smartRecruitersUrl}`);
	console.log(`  Recruiter        ${sandbox.linkedInUrl}/recruiter`);
	let stopping = false;
	const stop = async (): Promise<void> => {
		// A second signal must not end us while the state is being written.
		if (stopping) return;
		stopping = true;
		if (stateFile) saveState(sandbox, stateFile);
		await sandbox.close();
		process.exit(0);
	};
	process.on('SIGINT', () => void stop());
	process.on('SIGTERM', () => void stop());
}

void main();
