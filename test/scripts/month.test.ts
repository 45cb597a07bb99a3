import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { Company } from '../../sandbox/company/Company';
import { applyEvent, hashOfEvents, makeEvents } from '../../scripts/month/events';
import { type Entry, Ledger } from '../../scripts/month/Ledger';
import { DrivenClock } from '../../scripts/n8n/DrivenClock';
import { DRIVEN_CLOCK, NODE, ROOT } from '../../scripts/n8n/paths';
import { nonEmpty } from '../support/nonEmpty';

const DAY_MS = 86_400_000;
const BASE_MS = Date.UTC(2026, 9, 1);
const LIFE = {
	...{ seed: 7, people: 60, jobs: 14, users: 12, baseMs: BASE_MS },
	...{ fromMs: Date.UTC(2026, 10, 2), days: 3, actionsPerDay: 40 },
};

describe('the events of a month', () => {
	it('are the same for one seed, and others for another', () => {
		const events = makeEvents(LIFE);
		expect(events.length).toBeGreaterThan(100);
		expect(hashOfEvents(makeEvents(LIFE))).toBe(hashOfEvents(events));
		expect(hashOfEvents(makeEvents({ ...LIFE, seed: 8 }))).not.toBe(hashOfEvents(events));
	});

	it('hold what every kind of action does, with bulk moves of which no webhook tells', () => {
		const events = makeEvents({ ...LIFE, days: 10 });
		expect(new Set(events.map(({ record }) => record))).toEqual(
			new Set(['candidate', 'deletion', 'merge', 'job']),
		);
		expect(events.filter(({ quiet }) => quiet).map(({ kind }) => kind)).toContain('bulkMove');
	});

	it('leave a company as they were planned on another, and keep what was added meanwhile', () => {
		const events = makeEvents(LIFE);
		const own = new Company(LIFE);
		const planned = new Company(LIFE);
		const [first] = nonEmpty(events.filter((one) => one.record === 'candidate' && one.before));
		for (const event of events) {
			applyEvent(own, event);
			if (event.record !== 'candidate') applyEvent(planned, event);
			else planned.putCandidate(event.after);
			if (event !== first || event.record !== 'candidate') continue;
			const added = own.candidateById(event.after.id);
			if (added) own.putCandidate({ ...added, phoneNumber: '+1 555 0107' });
		}
		const without = (company: Company) =>
			[...company.candidates()].map(({ phoneNumber: _p, ...rest }) => JSON.stringify(rest));
		expect(without(own)).toEqual(without(planned));
	});
});

describe('the ledger', () => {
	const entry = (change: Partial<Entry>): Entry => ({
		...{ kind: 'hire', key: 'candidate:1', atMs: 1000, parkedAs: ['candidate:1'] },
		...{ shown: () => 0, excused: () => '' },
		...change,
	});
	const judge = (one: Partial<Entry>, parked: Array<[string, string]> = []) => {
		const ledger = new Ledger();
		ledger.add(entry(one));
		ledger.look(2000);
		return ledger
			.judge(new Map(parked))
			.map(({ verdict, why, lagMs }) => ({ verdict, why, lagMs }));
	};

	it('tells what is there once, twice, not, for a reason, and set aside', () => {
		expect(judge({ shown: () => 1 })).toEqual([{ verdict: 'once', why: '', lagMs: 1000 }]);
		expect(judge({ shown: () => 2 })).toMatchObject([{ verdict: 'doubled' }]);
		expect(judge({})).toMatchObject([{ verdict: 'lost' }]);
		expect(judge({ excused: () => 'gone since' })).toMatchObject([
			{ verdict: 'excused', why: 'gone since' },
		]);
		expect(judge({}, [['candidate:1', 'NO_EMAIL']])).toMatchObject([
			{ verdict: 'parked', why: 'NO_EMAIL' },
		]);
		expect(judge({}, [['candidate:1', 'WAITING']])).toMatchObject([{ verdict: 'lost' }]);
	});

	it('notices what was there and is not any more', () => {
		const ledger = new Ledger();
		let shown = 1;
		ledger.add(entry({ shown: () => shown }));
		ledger.look(2000);
		shown = 0;
		expect(ledger.judge(new Map())).toMatchObject([
			{ verdict: 'lost', why: 'it was there, and is not any more' },
		]);
	});
});

/** The process listens a moment after it has begun. */
async function untilItAnswers(clock: DrivenClock): Promise<void> {
	for (let tries = 0; tries < 10_000; tries += 1) {
		try {
			await clock.state();
			return;
		} catch {
			await new Promise((resolve) => setImmediate(resolve));
		}
	}
	throw new Error('The clock does not answer');
}

const LineSchema = z.object({ what: z.string(), at: z.number() });

describe('a driven clock', () => {
	it('starts a process at another time, sets schedules off once however far it has moved, and ends naps', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'rsc-clock-'));
		const startMs = Date.UTC(2030, 0, 1, 12);
		const clock = await DrivenClock.open(folder, startMs);
		const cron = join(ROOT, 'node_modules', 'cron');
		// A nap is one of the package's, by the folder that it is in.
		const own = join(folder, 'n8n-nodes-recruiter-system-connect');
		mkdirSync(own);
		const utils = join(ROOT, 'node_modules', '@n8n', 'utils', 'dist', 'sleep.cjs');
		writeFileSync(
			join(own, 'nap.js'),
			`module.exports = async (ms) => await require(${JSON.stringify(utils)}).sleep(ms);`,
		);
		const state = join(own, 'dist', 'src', 'state');
		mkdirSync(state, { recursive: true });
		writeFileSync(
			join(state, 'Lock.js'),
			`module.exports = async (ms) => await require(${JSON.stringify(join(own, 'nap.js'))})(ms);`,
		);
		const script = `
			const { CronJob } = require(${JSON.stringify(cron)});
			const tell = (what) => console.log(JSON.stringify({ what, at: Date.now() }));
			new CronJob('0 * * * * *', () => tell('minute'), undefined, true, 'UTC');
			new CronJob('0 0 3 * * *', () => tell('night'), undefined, true, 'UTC');
			void require(${JSON.stringify(join(own, 'nap.js'))})(3_600_000).then(() => tell('nap'));
			void require(${JSON.stringify(join(state, 'Lock.js'))})(60_000).then(() => tell('lock'));
			setTimeout(() => tell('real timer'), 3_600_000);
			setInterval(() => undefined, 1000);
			tell(new Date().toISOString().slice(0, 13));`;
		const child = spawn(NODE, ['--require', DRIVEN_CLOCK, '-e', script], {
			env: { ...process.env, ...clock.env },
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		try {
			const lines: Array<z.infer<typeof LineSchema>> = [];
			child.stdout.setEncoding('utf8').on('data', (text: string) => {
				for (const line of text.trim().split('\n')) lines.push(LineSchema.parse(JSON.parse(line)));
			});
			await new Promise((resolve) => child.stdout.once('data', resolve));
			expect(lines.map(({ what }) => what)).toEqual(['2030-01-01T12']);
			await untilItAnswers(clock);
			expect((await clock.state()).nextNapMs).toBeGreaterThan(startMs + 3_500_000);
			// Who waits for a lock waits for somebody else.
			expect((await clock.state()).nextLockMs).toBeLessThan(startMs + 100_000);
			expect((await clock.move(startMs + DAY_MS)).fired).toBe(0);
			expect((await clock.move(startMs + DAY_MS, true)).fired).toBe(2);
			expect((await clock.move(startMs + DAY_MS + 90_000, true)).fired).toBe(1);
			expect((await clock.state()).now - startMs).toBeGreaterThanOrEqual(DAY_MS + 90_000);
			const closed = new Promise((resolve) => child.once('close', resolve));
			child.kill('SIGKILL');
			await closed;
			expect(lines.slice(1).map(({ what }) => what)).toEqual([
				...['nap', 'lock', 'minute', 'night', 'minute'],
			]);
		} finally {
			child.kill('SIGKILL');
			rmSync(folder, { recursive: true, force: true });
		}
	});
});
