import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import {
	historyRuntime,
	ORGANIZATION,
	type TestRuntime,
} from '../../scripts/support/historyRuntime';
import { runToEnd } from '../../scripts/support/runToEnd';
import { checkClosedProfiles } from '../../src/operations/history/checkClosedProfiles';
import { Progress } from '../../src/state/Progress';
import { Settings } from '../../src/state/Settings';
import { PEOPLE } from '../../src/state/tables';
import { control, showJobs } from '../../scripts/support/exporting';

const DAY_MS = 86_400_000;
const QUERY = '/rest/atsPurgedExportedCandidates?q=integrationContext&integrationContext={context}';

let sandbox: Sandbox;
let runtime: TestRuntime;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 30, limits: 'off' });
	sandbox.context.switches.set('li§4.4 task delay ms', 0);
	runtime = await historyRuntime(sandbox);
	const jobsOnly = { candidates: false, applications: false, details: false, jobCheckDelayMs: 1 };
	await runToEnd(sandbox, runtime, jobsOnly);
	showJobs(sandbox);
});
afterEach(async () => {
	await sandbox.close();
});

const check = async (path = QUERY, atOnce = false) =>
	await checkClosedProfiles(runtime, { path, timeLimitMs: 60_000, atOnce });
const row = async () => await new Progress(runtime.store, ORGANIZATION).read('closedProfiles');

/** Somebody is exported, becomes a candidate, and closes the account later. */
async function exportAndClose(from: number, candidateId: string): Promise<string> {
	const { exports } = await control<{ exports: Array<{ personUrn: string }> }>(
		sandbox,
		'/exports/generate',
		{ from, plainOnly: true },
	);
	const person = exports[0]?.personUrn ?? '';
	const known = { organization: ORGANIZATION, knownBy: 'export', knownAt: '' };
	await runtime.store.put(PEOPLE, [{ ...known, person, candidateId }]);
	await control(sandbox, '/exports/close', { person });
	return person;
}

it('lists exported members who closed their account, with the candidate of each, and keeps a proof', async () => {
	const person = await exportAndClose(0, 'c-1');
	const { report, profiles } = await check();
	expect(profiles).toEqual([{ person, candidateIds: ['c-1'] }]);
	expect(report).toMatchObject({ finished: true, closed: 1 });
	expect(report.message).toContain('c-1');
	expect(await row()).toMatchObject({ done: 1, finishedAt: report.lastGoodCheckAt });
});

it('asks once in 25 days, and at once by hand', async () => {
	await exportAndClose(0, 'c-1');
	const first = await check();
	expect(await check()).toMatchObject({ report: { finished: false }, profiles: [] });
	expect((await check(QUERY, true)).report.finished).toBe(true);
	sandbox.context.clock.advance(26 * DAY_MS);
	const again = await check();
	expect(again.report.finished).toBe(true);
	expect(again.report.lastGoodCheckAt).not.toBe(first.report.lastGoodCheckAt);
});

it('takes the query that the admin chose, once for all', async () => {
	const person = await exportAndClose(0, 'c-1');
	await new Settings(runtime.store, ORGANIZATION).saveChoices({
		profileUrl: '',
		closedProfilesPath: QUERY,
	});
	expect((await check('')).profiles).toEqual([{ person, candidateIds: ['c-1'] }]);
});

it('says whom to ask for the query where LinkedIn does not take the default one', async () => {
	await expect(check('')).rejects.toMatchObject({
		message: 'LinkedIn answered 400 to the question of who closed their account',
		advice: expect.stringContaining('partner engineer'),
	});
	expect(await row()).toMatchObject({ finishedAt: '' });
});

it('says how long ago the last good check was, when one fails', async () => {
	const first = await check();
	sandbox.context.clock.advance(26 * DAY_MS);
	await expect(check('')).rejects.toThrow('LinkedIn answered 400');
	const failed = await row();
	expect(failed?.message).toContain('The last successful check was 26 days ago');
	expect(failed?.finishedAt).toBe(first.report.lastGoodCheckAt);
});

it('finds people whatever LinkedIn calls them, and on every page', async () => {
	sandbox.context.switches.set('li§7.2 name of the person', 'candidateUrn');
	const { exports: desk } = sandbox.room;
	const made = Array.from({ length: 130 }, (_, at) => ({
		...{ requestId: `r${at}`, organization: ORGANIZATION, seatUrn: 'urn:li:seat:1', jobId: 'j' },
		...{ personUrn: `urn:li:person:p${at}`, atMs: 0 },
	}));
	desk.load(made);
	for (const { personUrn } of made) desk.members.close(personUrn);
	expect((await check()).profiles).toHaveLength(130);
});
