import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PAGES_USER, seed } from './n8n/connectStack';
import { N8nInstance, OWNER } from './n8n/N8nInstance';
import { installPackage, packPackage } from './n8n/packPackage';
import { ROOT } from './n8n/paths';
import { SandboxProcess } from './n8n/SandboxProcess';
import { choosePort, packageHash, readRunState, type RunState, writeRunState } from './runState';
import { followBackfill } from './followBackfill';
import { serveOnboardingPage } from './onboardingPage';
import { walkJourney } from './walkJourney';

/** Both sides run at this many times the documented limits, so that the demonstration takes a minute and not an hour. */
const FACTOR = 20;
const RUN = join(ROOT, '.run');
const WORKFLOW = 'rscHistoricalSync';
const WORKFLOWS = ['rscConnectContract', WORKFLOW];

const { values } = parseArgs({
	options: {
		once: { type: 'boolean', default: false },
		'by-hand': { type: 'boolean', default: false },
		people: { type: 'string', default: '3000' },
		seed: { type: 'string', default: '1' },
		port: { type: 'string', default: '5678' },
	},
});

const startedAtMs = Date.now();
function say(text: string): void {
	const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(0).padStart(4);
	console.log(`${seconds} s  ${text}`);
}

async function main(): Promise<void> {
	const wanted = { people: Number(values.people), seed: Number(values.seed) };
	const before = readRunState(RUN);
	const same = before?.people === wanted.people && before.seed === wanted.seed;
	if (!same) rmSync(RUN, { recursive: true, force: true });
	mkdirSync(RUN, { recursive: true });
	const n8nPort = await choosePort(Number(values.port), same ? before.n8nPort : undefined);
	const sandboxPort = await choosePort(4010, same ? before.sandboxPort : undefined);
	const websitePort = await choosePort(4020, same ? before.websitePort : undefined);
	const ports = { n8nPort, sandboxPort, websitePort };
	const state: RunState = { ...wanted, ...ports, packageHash: packageHash(ROOT) };
	const unchanged =
		same &&
		before.packageHash === state.packageHash &&
		before.sandboxPort === sandboxPort &&
		before.websitePort === websitePort;

	const sandbox = new SandboxProcess({
		...wanted,
		port: sandboxPort,
		limits: String(FACTOR),
		taskDelayMs: 2_000,
		stateFile: join(RUN, 'linkedin.json'),
		notConnected: true,
	});
	const n8n = new N8nInstance({ folder: join(RUN, 'n8n'), port: n8nPort });
	const website = await serveOnboardingPage(
		() => ({
			apiKey: 'sandbox-child',
			chosenUrl: `${n8n.url}/webhook/rsc-chosen`,
			linkedInUrl: sandbox.linkedInUrl,
		}),
		websitePort,
	);
	const stopAll = async (): Promise<void> => {
		await website.close();
		await n8n.stop();
		await sandbox.stop();
	};
	let stopping = false;
	const onSignal = (): void => {
		if (stopping) return;
		stopping = true;
		say('Stopping n8n and the sandbox …');
		void stopAll().then(() => process.exit(130));
	};
	process.on('SIGINT', onSignal);
	process.on('SIGTERM', onSignal);

	try {
		say(`Starting the sandbox: LinkedIn and SmartRecruiters with ${wanted.people} invented people`);
		await sandbox.start();
		if (unchanged) {
			say('The package, credentials and workflows are in place from the last start');
		} else {
			say('Building and packing the package');
			const tarball = packPackage(join(RUN, 'package'));
			say('Installing it into n8n, with credentials and workflows');
			installPackage(tarball, n8n.folder);
			await seed(n8n, sandbox, {
				factor: FACTOR,
				workflows: WORKFLOWS,
				settings: {
					jobCheckDelaySeconds: 3,
					onboardingPage: website.url,
					nameInRecruiter: 'SmartRecruiters - Acme',
				},
			});
			writeRunState(RUN, state);
		}
		say('Starting n8n');
		await n8n.start();
		if (values['by-hand']) {
			console.log(`
Connect a contract yourself: open, in this order,
  the pages            ${n8n.url}/form/rsc-connect   (${PAGES_USER.user}, ${PAGES_USER.password})
  LinkedIn's switches  ${sandbox.linkedInUrl}/recruiter/settings/ats   (sign in as Olivia Hart)
  how it is doing      ${n8n.url}/webhook/rsc-status
  n8n itself           ${n8n.url}   (${OWNER.email}, ${OWNER.password})

Ctrl-C stops everything.`);
			return;
		}
		const connected = (await n8n.table('rsc_contracts')).some((row) => row.state === 'connected');
		if (connected) say('A contract is connected from the last start');
		else {
			say('Connecting a contract through workflow 01, as an admin in a browser');
			await walkJourney(n8n, sandbox, say);
		}
		const [finishedBefore] = (await n8n.table('rsc_sync')).filter(({ finishedAt }) => finishedAt);
		if (finishedBefore) {
			say('The backfill had finished: looking for changes since');
			await n8n.runByHand(WORKFLOW, 'Start by Hand');
		}
		say(`Backfilling, at ${FACTOR} times the documented limits on both sides`);
		const finished = await followBackfill(n8n, say, finishedBefore?.finishedAt);
		const comparison = await sandbox.compare();
		const requests = await sandbox.requests();
		say(`What LinkedIn holds now, beside what the company has (counted by the sandbox):`);
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
		const ok = finished && comparison.agree;
		if (values.once) {
			await stopAll();
			const seconds = Math.round((Date.now() - startedAtMs) / 1000);
			console.log(
				JSON.stringify({
					ok,
					streams,
					refused,
					seconds,
					requests: {
						linkedIn: requests.linkedin.requests,
						smartRecruiters: requests.smartrecruiters.requests,
					},
					recordsWritten: requests.writes,
					throttled: requests.linkedin.throttled + requests.smartrecruiters.throttled,
				}),
			);
			process.exit(ok ? 0 : 1);
		}
		console.log(`
Open
  n8n              ${n8n.url}   (${OWNER.email}, ${OWNER.password})
  how it is doing  ${n8n.url}/webhook/rsc-status   (${PAGES_USER.user}, ${PAGES_USER.password})
  connect another  ${n8n.url}/form/rsc-connect   (the same)
  the workflow     ${n8n.url}/workflow/${WORKFLOW}
  the Data Tables  ${n8n.url}/home/datatables
  what LinkedIn has  ${sandbox.url}/_sandbox/linkedin/records/candidates?limit=5
  the comparison   ${sandbox.url}/_sandbox/compare

Ctrl-C stops everything.`);
	} catch (error) {
		await stopAll();
		throw error;
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
