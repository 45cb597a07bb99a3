import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { walkJourney } from './connect/walkJourney';
import { followBackfill } from './followBackfill';
import { PAGES_USER, seed } from './n8n/connectStack';
import { N8nInstance, OWNER, pause } from './n8n/N8nInstance';
import { installPackage, packPackage } from './n8n/packPackage';
import { ROOT } from './n8n/paths';
import { SandboxProcess } from './n8n/SandboxProcess';
import { serveOnboardingPage } from './onboardingPage';
import { choosePort, packageHash, readRunState, type RunState, writeRunState } from './runState';
import { summarize } from './summarize';

/** Both sides run at this many times the documented limits, so that the demonstration takes a minute and not an hour. */
const FACTOR = 20;
const RUN = join(ROOT, '.run');
const HISTORY = 'rscHistoricalSync';
const CONNECT = 'rscConnectContract';
/** What is published; the others are in `workflows-templates/`. */
const WORKFLOWS = [CONNECT, HISTORY];
/** Who connects the contracts, unless a person does. */
const ADMIN = {
	email: 'olivia.hart@example.com',
	name: 'Olivia Hart',
	contracts: ['urn:li:contract:2001', 'urn:li:contract:2002'],
};

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
	const last = same ? before : undefined;
	const state: RunState = {
		...wanted,
		n8nPort: await choosePort(Number(values.port), last?.n8nPort),
		sandboxPort: await choosePort(4010, last?.sandboxPort),
		websitePort: await choosePort(4020, last?.websitePort),
		packageHash: packageHash(ROOT),
	};
	const unchanged =
		last?.packageHash === state.packageHash &&
		last.sandboxPort === state.sandboxPort &&
		last.websitePort === state.websitePort;

	const sandbox = new SandboxProcess({
		...wanted,
		port: state.sandboxPort,
		limits: String(FACTOR),
		taskDelayMs: 2_000,
		stateFile: join(RUN, 'linkedin.json'),
		notConnected: true,
	});
	const n8n = new N8nInstance({ folder: join(RUN, 'n8n'), port: state.n8nPort });
	const onboarding = await serveOnboardingPage(
		() => ({
			apiKey: 'sandbox-child',
			chosenUrl: `${n8n.url}/webhook/rsc-chosen`,
			linkedInUrl: sandbox.linkedInUrl,
		}),
		state.websitePort,
	);
	const stopAll = async (): Promise<void> => {
		await onboarding.close();
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
					onboardingPage: onboarding.url,
					nameInRecruiter: 'SmartRecruiters - Acme',
				},
			});
			writeRunState(RUN, state);
		}
		say('Starting n8n');
		await n8n.start();
		await n8n.untilServed('/form/rsc-connect');
		await connect(n8n, sandbox);

		const [finishedBefore] = (await n8n.table('rsc_sync')).filter(
			({ stream, finishedAt }) => stream === 'backfill' && finishedAt,
		);
		if (finishedBefore) {
			say('The history had been sent: looking for changes since');
			await n8n.runByHand(HISTORY, 'Start by Hand');
		}
		say(`Sending the history, at ${FACTOR} times the documented limits on both sides`);
		const finished = await followBackfill(n8n, say, finishedBefore?.finishedAt);
		const summary = await summarize(sandbox, say);
		const ok = finished && summary.ok;
		if (values.once) {
			await stopAll();
			const seconds = Math.round((Date.now() - startedAtMs) / 1000);
			console.log(JSON.stringify({ ...summary, ok, seconds }));
			process.exit(ok ? 0 : 1);
		}
		console.log(`
Open
  how it is doing    ${n8n.url}/webhook/rsc-status   (${PAGES_USER.user}, ${PAGES_USER.password})
  connect a contract ${n8n.url}/form/rsc-connect   (the same)
  Recruiter          ${sandbox.linkedInUrl}/recruiter   (nobody has a password)
  n8n                ${n8n.url}   (${OWNER.email}, ${OWNER.password})
  the workflows      ${n8n.url}/workflow/${CONNECT}   ${n8n.url}/workflow/${HISTORY}
  the Data Tables    ${n8n.url}/home/datatables
  what LinkedIn has  ${sandbox.url}/_sandbox/linkedin/records/candidates?limit=5
  the comparison     ${sandbox.url}/_sandbox/compare

Ctrl-C stops everything.`);
	} catch (error) {
		await stopAll();
		throw error;
	}
}

/** Through workflow 01, as an admin would; or waits until one has done so. Nothing when it is done already. */
async function connect(n8n: N8nInstance, sandbox: SandboxProcess): Promise<void> {
	const connected = async (): Promise<boolean> =>
		(await n8n.table('rsc_contracts')).some(({ state }) => state === 'connected');
	if (await connected()) {
		say('The contracts are connected from the last start');
		return;
	}
	if (!values['by-hand']) {
		say(`${ADMIN.name} connects two contracts, at the pages of workflow 01:`);
		await walkJourney(n8n, sandbox, ADMIN, (line) => {
			say(`  ${line}`);
		});
		return;
	}
	console.log(`
Connect a contract by hand
  1. ${n8n.url}/form/rsc-connect   (${PAGES_USER.user}, ${PAGES_USER.password})
  2. In LinkedIn's window, choose who you are: nobody has a password.
  3. "Switch it on" leads to Recruiter: ${sandbox.linkedInUrl}/recruiter
  4. Then the history starts by itself: ${n8n.url}/webhook/rsc-status
`);
	say('Waiting until a contract is connected …');
	while (!(await connected())) await pause(2_000);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
