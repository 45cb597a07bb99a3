// Preloaded by n8n where a script drives its time: months pass in minutes. Never a part of the package.
// The clock is real time plus an offset. Schedules go off only when they are told to, each at most once however far the
// clock has moved; naps of the package and of n8n's housekeeping also end when the clock is moved beyond them.
const { appendFileSync, readFileSync } = require('node:fs');
const { createServer } = require('node:http');
const Module = require('node:module');
const { performance } = require('node:perf_hooks');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const { isMainThread } = require('node:worker_threads');

const { RSC_CLOCK_PORT, RSC_CLOCK_FILE, RSC_CLOCK_RUNS } = process.env;

/** Whose timers are driven. */
const FILES = {
	schedule: /[\\/]cron[\\/]dist[\\/]job\.js$/,
	nap: /[\\/]@n8n[\\/]utils[\\/]dist[\\/]sleep\.[cm]?js$/,
	housekeeping:
		/[\\/]pruning[\\/]executions-pruning\.service\.js$|[\\/]system-tasks[\\/]system-task-timer\.js$/,
};
const TIMERS = 'rscDrivenTimers';
/** `sleep` also serves n8n itself; naps are the package's. */
const PACKAGE = /n8n-nodes-recruiter-system-connect/;
/** Whoever waits for a lock, or renews one, waits for others: not what time should jump to while somebody works. */
const LOCK = /n8n-nodes-recruiter-system-connect[\\/].*[\\/]state[\\/]Lock\.js$/;
const DEEP_ENOUGH = 8;
const LOOK_MS = 5;
/** Whoever asks when n8n is at rest is answered after so long in any case. */
const LONGEST_ANSWER_MS = 500;
/** A loop that was busy for less than this share of a look waits for something. */
const IDLE_SHARE = 0.3;

if (isMainThread && RSC_CLOCK_PORT !== undefined) drive();

function drive() {
	const RealDate = Date;
	const realNow = RealDate.now.bind(RealDate);
	let offsetMs = Number(readFileSync(RSC_CLOCK_FILE, 'utf8'));
	const now = () => Math.floor(realNow() + offsetMs);
	replaceDate(RealDate, now);
	const timers = replaceTimers(now);
	const runs = countRuns(realNow);
	const busy = watchLoop();
	const tell = () => ({
		now: now(),
		nextNapMs: timers.nextNapMs(),
		nextLockMs: timers.nextLockMs(),
		schedules: timers.schedules(),
		...runs.tell(),
		idleMs: busy.idleMs(),
	});
	createServer((request, response) => {
		let text = '';
		request.setEncoding('utf8').on('data', (part) => (text += part));
		request.on('end', async () => {
			const { offsetMs: wanted, fire, weigh, restMs } = text === '' ? {} : JSON.parse(text);
			if (wanted !== undefined) offsetMs = wanted;
			const fired = timers.fireDue(fire === true);
			if (restMs !== undefined) await busy.atRest(restMs, () => runs.tell().active === 0);
			response.end(JSON.stringify({ ...tell(), fired, ...(weigh && { heapMb: heapMb() }) }));
		});
	})
		.listen(Number(RSC_CLOCK_PORT), '127.0.0.1')
		.unref();
}

/** What is alive, in MB: garbage does not count. */
function heapMb() {
	setFlagsFromString('--expose-gc');
	runInNewContext('gc')();
	return process.memoryUsage().heapUsed / 1_048_576;
}

function replaceDate(RealDate, now) {
	function DrivenDate(...args) {
		if (!new.target) return new RealDate(now()).toString();
		const type = new.target === DrivenDate ? RealDate : new.target;
		return Reflect.construct(RealDate, args.length === 0 ? [now()] : args, type);
	}
	DrivenDate.prototype = RealDate.prototype;
	Object.setPrototypeOf(DrivenDate, RealDate);
	Object.defineProperty(RealDate.prototype, 'constructor', { value: DrivenDate, writable: true });
	DrivenDate.now = now;
	globalThis.Date = DrivenDate;
}

/** Stands in for a timer of Node's. */
class DrivenTimer {
	constructor(timers, kind, dueMs, act) {
		Object.assign(this, { timers, kind, dueMs, act, real: undefined });
	}
	ref() {
		return this;
	}
	unref() {
		this.real?.unref();
		return this;
	}
	hasRef() {
		return true;
	}
	close() {
		this.timers.drop(this);
	}
	[Symbol.toPrimitive]() {
		return this.real?.[Symbol.toPrimitive]() ?? 0;
	}
}

/** Timers of some files of n8n's are driven; all others, those of HTTP and the database among them, are Node's own. */
function replaceTimers(now) {
	const { setTimeout: realSet, clearTimeout: realClear } = globalThis;
	const held = new Set();
	const drop = (timer) => {
		held.delete(timer);
		if (timer.real) realClear(timer.real);
	};
	const go = (timer) => {
		if (!held.has(timer)) return;
		drop(timer);
		timer.act();
	};
	const setFor =
		(kind) =>
		(act, ms, ...args) => {
			const files = kind === 'nap' ? askedBy() : [];
			if (kind === 'nap' && !files.some((file) => PACKAGE.test(file)))
				return realSet(act, ms, ...args);
			const isOfLock = files.some((file) => LOCK.test(file));
			// Waits for a budget have fractions of a millisecond, which no clock shows.
			const dueMs = now() + Math.ceil(ms ?? 0);
			const own = isOfLock ? 'lock' : kind;
			const timer = new DrivenTimer({ drop }, own, dueMs, () => act(...args));
			held.add(timer);
			// A nap also ends by itself; a schedule waits to be told.
			if (kind !== 'schedule') timer.real = realSet(() => go(timer), ms);
			return timer;
		};
	const clear = (timer) => {
		if (timer instanceof DrivenTimer) drop(timer);
		else realClear(timer);
	};
	globalThis[TIMERS] = Object.fromEntries(
		Object.keys(FILES).map((kind) => [kind, { setTimeout: setFor(kind), clearTimeout: clear }]),
	);
	giveFilesTheirTimers();
	const of = (...kinds) => [...held].filter(({ kind }) => kinds.includes(kind));
	const earliest = (kind) => {
		const due = of(kind).map(({ dueMs }) => dueMs);
		return due.length === 0 ? null : Math.min(...due);
	};
	return {
		nextNapMs: () => earliest('nap'),
		nextLockMs: () => earliest('lock'),
		schedules: () => of('schedule').length,
		fireDue: (schedules) => {
			const kinds = ['nap', 'lock', 'housekeeping', ...(schedules ? ['schedule'] : [])];
			const due = of(...kinds).filter(({ dueMs }) => dueMs <= now());
			due.sort((a, b) => a.dueMs - b.dueMs);
			for (const timer of due) go(timer);
			return due.filter(({ kind }) => kind === 'schedule').length;
		},
	};
}

/** In these files, setTimeout and clearTimeout mean ours. */
function giveFilesTheirTimers() {
	const { _compile: compile } = Module.prototype;
	Module.prototype._compile = function (content, filename, ...others) {
		const kind = Object.keys(FILES).find((one) => FILES[one].test(filename));
		const ours = `'use strict'; const { setTimeout, clearTimeout } = globalThis['${TIMERS}'].${kind}; `;
		return compile.call(this, kind === undefined ? content : ours + content, filename, ...others);
	};
}

/** The files of those who ask, as they are loaded: n8n maps a printed stack to its sources, which takes long. */
function askedBy() {
	const { stackTraceLimit, prepareStackTrace } = Error;
	Error.stackTraceLimit = DEEP_ENOUGH;
	Error.prepareStackTrace = (_error, sites) => sites.map((site) => site.getFileName() ?? '');
	const trace = {};
	Error.captureStackTrace(trace, askedBy);
	const { stack } = trace;
	Error.stackTraceLimit = stackTraceLimit;
	Error.prepareStackTrace = prepareStackTrace;
	return Array.isArray(stack) ? stack : [];
}

/** Counts executions that n8n starts by itself; each is written down when it ends. */
function countRuns(realNow) {
	let active = 0;
	let begun = 0;
	let isCounting = false;
	const load = Module._load;
	Module._load = function (request, ...others) {
		const loaded = load.call(this, request, ...others);
		if (!/active-executions$/.test(request) || !loaded?.ActiveExecutions) return loaded;
		if (isCounting) return loaded;
		isCounting = true;
		const { prototype } = loaded.ActiveExecutions;
		const { add } = prototype;
		prototype.add = async function (data, ...more) {
			const { executionMode: mode, workflowData, executionData } = data;
			// Of sub-workflows only what started them counts.
			if (mode === 'integrated') return add.call(this, data, ...more);
			active += 1;
			begun += 1;
			const atMs = realNow();
			const node = executionData?.executionData?.nodeExecutionStack?.[0]?.node?.name ?? '';
			const over = (status) => {
				active -= 1;
				const line = {
					workflow: workflowData?.id,
					node,
					mode,
					status,
					at: Date.now(),
					ms: realNow() - atMs,
				};
				if (RSC_CLOCK_RUNS) appendFileSync(RSC_CLOCK_RUNS, `${JSON.stringify(line)}\n`);
			};
			try {
				const id = await add.call(this, data, ...more);
				this.activeExecutions[id].postExecutePromise.promise.then(
					(run) => over(run?.status ?? 'unknown'),
					() => over('cancelled'),
				);
				return id;
			} catch (error) {
				over('refused');
				throw error;
			}
		};
		return loaded;
	};
	return { tell: () => ({ active, begun }) };
}

/** For how long the event loop has had next to nothing to do. */
function watchLoop() {
	let last = performance.eventLoopUtilization();
	let busyAt = performance.now();
	const asking = new Set();
	const idleMs = () => performance.now() - busyAt;
	setInterval(() => {
		const current = performance.eventLoopUtilization();
		const { utilization } = performance.eventLoopUtilization(current, last);
		last = current;
		if (utilization > IDLE_SHARE) busyAt = performance.now();
		for (const look of asking) look();
	}, LOOK_MS).unref();
	/** Resolves when the loop has been idle for so long, or at once when it is over. */
	const atRest = async (restMs, isOver) => {
		const untilMs = performance.now() + LONGEST_ANSWER_MS;
		await new Promise((resolve) => {
			const look = () => {
				if (!isOver() && idleMs() < restMs && performance.now() < untilMs) return;
				asking.delete(look);
				resolve();
			};
			asking.add(look);
			look();
		});
	};
	return { idleMs, atRest };
}
