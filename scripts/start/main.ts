import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectContracts } from '../connect/connectContracts';
import { followBackfill } from './followBackfill';
import { seed } from '../n8n/connectStack';
import { N8nInstance } from '../n8n/N8nInstance';
import { installPackage, packPackage } from '../n8n/packPackage';
import { ROOT } from '../n8n/paths';
import { SandboxProcess } from '../n8n/SandboxProcess';
import { pagesToOpen } from './pagesToOpen';
import { ALL_WORKFLOWS, publishChanges, publishConnected, publishFirst } from './publishInOrder';
import { choosePort, packageHash, readRunState, type RunState, writeRunState } from './runState';
import { summarize } from './summarize';
import { ORGANIZATION } from './tour/Stop';
import { tourByHand, walkTour } from './tour/walkTour';
import { serveLibrary } from '../templates/serveLibrary';
import { serveWebsite } from '../website';

/** Both sides run at this many times the documented limits, so that the demonstration takes minutes and not hours. */
const FACTOR = 20;
const { values } = parseArgs({
	options: {
		once: { type: 'boolean', default: false },
		'by-hand': { type: 'boolean', default: false },
		'no-tour': { type: 'boolean', default: false },
		people: { type: 'string', default: '3000' },
		seed: { type: 'string', default: '1' },
		port: { type: 'string', default: '5678' },
		/** What is kept until the next start. */
		folder: { type: 'string', default: join(ROOT, '.run') },
	},
});

const RUN = values.folder;
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
		templatesPort: await choosePort(4030, last?.templatesPort),
		packageHash: packageHash(ROOT),
		tour: last?.tour ?? {},
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
		stateFile: join(RUN, 'sandbox.json'),
		notConnected: true,
	});
	const library = await serveLibrary(state.templatesPort);
	const n8n = new N8nInstance({
		folder: join(RUN, 'n8n'),
		port: state.n8nPort,
		env: { N8N_TEMPLATES_ENABLED: 'true', N8N_TEMPLATES_HOST: library.url },
	});
	const website = await serveWebsite(
		() => ({
			apiKey: 'sandbox-child',
			organization: ORGANIZATION,
			linkedInUrl: sandbox.linkedInUrl,
			chosenUrl: `${n8n.url}/webhook/rsc-chosen`,
			profileUrl: `${n8n.url}/webhook/rsc-profile`,
		}),
		state.websitePort,
	);
	const stopAll = async (): Promise<void> => {
		await website.close();
		await library.close();
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
				workflows: [],
				unpublished: ALL_WORKFLOWS,
				pollEveryMinute: true,
				entered: {
					rscConnectContract: {
						'Show Connect Page': {
							onboardingPage: website.onboardingUrl,
							namePrefix: 'SmartRecruiters - Acme',
						},
						'Contract Chosen': { allowedOrigin: website.origin },
					},
					rscMapPeople: { 'Show and Decide': { options: { importDays: 7 } } },
					rscHistoricalSync: { Backfill: { options: { jobCheckDelay: 3 } } },
					rscProfile: {
						'Profile Page Calls': { allowedOrigin: website.origin },
						'Show the Way': { profilePage: website.profileUrl },
					},
				},
			});
			writeRunState(RUN, state);
		}
		say('Starting n8n');
		await n8n.start();
		await publishFirst(n8n);
		await connectContracts(n8n, sandbox, values['by-hand'], website.origin, say);
		await publishConnected(n8n, say);

		const sent = (await n8n.table('rsc_sync')).some(
			({ stream, finishedAt }) => stream === 'backfill' && finishedAt,
		);
		if (sent)
			say('The history is at LinkedIn from an earlier start; workflow 06 keeps it up to date');
		else say(`Sending the history, at ${FACTOR} times the documented limits on both sides`);
		const finished = sent || (await followBackfill(n8n, say));
		if (finished) await publishChanges(n8n, say);
		const place = { n8n, sandbox, tell: say };
		const byHand = values['by-hand'];
		const tour =
			!finished || byHand || values['no-tour']
				? undefined
				: await walkTour(place, state.tour, () => {
						writeRunState(RUN, state);
					});
		const summary = await summarize(sandbox, say);
		const ok = finished && summary.ok && (tour?.ok ?? true);
		if (values.once) {
			await stopAll();
			const seconds = Math.round((Date.now() - startedAtMs) / 1000);
			console.log(JSON.stringify({ ...summary, ok, ...(tour && { tour }), seconds }));
			process.exit(ok ? 0 : 1);
		}
		if (byHand)
			console.log(['', 'Now you', ...tourByHand(place).map((line) => `  ${line}`)].join('\n'));
		console.log(pagesToOpen(n8n, sandbox, state.tour));
	} catch (error) {
		await stopAll();
		throw error;
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
