import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { seed } from '../n8n/connectStack';
import { DrivenClock } from '../n8n/DrivenClock';
import { N8nInstance } from '../n8n/N8nInstance';
import { installPackage, packPackage } from '../n8n/packPackage';
import { DRIVEN_CLOCK } from '../n8n/paths';
import { ALL_WORKFLOWS } from '../start/publishInOrder';
import { Conductor } from './Conductor';
import type { MonthOptions } from './planMonth';

/**
 * Both sides run at this many times the documented limits, because a month passes in minutes; no answer may be a 429 all
 * the same.
 */
export const FACTOR = 100;
export const WEBSITE = 'https://careers.example.com';
export const ORGANIZATION = 'urn:li:organization:1000';
export const CONTRACT = 'urn:li:contract:2001';
/** Everything that the company has at the beginning lies before this day. */
export const COMPANY_BASE_MS = Date.UTC(2031, 4, 1);
/** A Sunday, before everybody comes; ahead of real time, so that nothing with a real date lies in the future. */
const START_MS = Date.UTC(2031, 5, 1, 6);

export type MonthSize = Pick<MonthOptions, 'seed' | 'people' | 'jobs' | 'seats'>;

/** Where n8n runs: default one process with SQLite. */
export interface MonthPlace {
	/** For n8n's processes. */
	env?: Record<string, string>;
	/** Of queue mode. */
	workers?: number;
}

/** The sandbox in this process, and a real n8n beside it with the packed package and all that `npm start` publishes. */
export interface MonthStack {
	sandbox: Sandbox;
	n8n: N8nInstance;
	workers: readonly N8nInstance[];
	conductor: Conductor;
	close: () => Promise<void>;
}

/** n8n is not started yet. */
export async function openMonthStack(
	{ seed: companySeed, people, jobs, seats }: MonthSize,
	{ env = {}, workers: workerCount = 0 }: MonthPlace = {},
): Promise<MonthStack> {
	const folder = mkdtempSync(join(tmpdir(), 'rsc-month-'));
	const sandbox = await createSandbox({
		...{ seed: companySeed, people, jobs, users: seats * 4, startAtMs: START_MS },
		companyBaseMs: COMPANY_BASE_MS,
		limits: FACTOR,
		connected: false,
	});
	sandbox.context.switches.set('li§8 seats per contract', seats);
	const tarball = packPackage(folder);
	const clocks: DrivenClock[] = [];
	const make = async (own: string, command: 'start' | 'worker'): Promise<N8nInstance> => {
		const clock = await DrivenClock.open(folder, START_MS);
		clocks.push(clock);
		installPackage(tarball, own);
		return new N8nInstance({
			folder: own,
			command,
			preload: [DRIVEN_CLOCK],
			env: { ...env, ...clock.env },
		});
	};
	const n8n = await make(join(folder, 'n8n'), 'start');
	const workers: N8nInstance[] = [];
	for (let nth = 0; nth < workerCount; nth += 1)
		workers.push(await make(join(folder, `worker-${nth}`), 'worker'));
	await seed(n8n, sandbox, {
		factor: FACTOR,
		workflows: [],
		unpublished: ALL_WORKFLOWS,
		entered: {
			rscConnectContract: {
				'Show Connect Page': {
					onboardingPage: `${WEBSITE}/onboarding/`,
					namePrefix: 'SmartRecruiters - Acme',
				},
				'Contract Chosen': { allowedOrigin: WEBSITE },
			},
			rscProfile: {
				'Profile Page Calls': { allowedOrigin: WEBSITE },
				'Show the Way': { profilePage: `${WEBSITE}/profile/` },
			},
		},
	});
	return {
		sandbox,
		n8n,
		workers,
		conductor: new Conductor(sandbox, clocks),
		close: async () => {
			for (const one of [n8n, ...workers]) await one.stop();
			await sandbox.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
