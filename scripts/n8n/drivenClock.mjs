import { readFileSync } from 'node:fs';

/**
 * Loaded into n8n's process before everything else: its Date is ahead of the real one by the milliseconds that stand in
 * the file that RSC_CLOCK_FILE names. Whenever they change, timers of more than a minute whose time has come run, so that
 * n8n's own schedules live through the same days.
 */
const FILE = process.env.RSC_CLOCK_FILE;
const LOOK_EVERY_MS = 20;
const LONG_MS = 61_000;

const RealDate = Date;
// Somebody in n8n stores Date.now where it was: then it would ask itself.
const realNow = Date.now.bind(Date);
let offsetMs = read() ?? 0;
const now = () => realNow() + offsetMs;

function read() {
	try {
		const value = Number(readFileSync(FILE, 'utf8'));
		return Number.isFinite(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

const DrivenDate = new Proxy(RealDate, {
	construct: (target, values, newTarget) =>
		Reflect.construct(
			target,
			values.length > 0 ? values : [now()],
			newTarget === DrivenDate ? target : newTarget,
		),
	apply: () => new RealDate(now()).toString(),
	get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});
RealDate.prototype.constructor = DrivenDate;
globalThis.Date = DrivenDate;

const { setTimeout: begin, clearTimeout: end, setInterval: repeat } = globalThis;
/** Timer → when it is due, and what it does. */
const long = new Map();

function setLongTimeout(work, ms, ...values) {
	if (!(ms > LONG_MS)) return begin(work, ms, ...values);
	const run = () => {
		long.delete(timer);
		work(...values);
	};
	const timer = begin(run, ms);
	long.set(timer, { dueMs: now() + ms, run });
	return timer;
}
Object.defineProperties(setLongTimeout, Object.getOwnPropertyDescriptors(begin));
globalThis.setTimeout = setLongTimeout;
globalThis.clearTimeout = (timer) => {
	long.delete(timer);
	end(timer);
};

repeat(() => {
	const wanted = read();
	if (wanted === undefined || wanted === offsetMs) return;
	offsetMs = wanted;
	for (const [timer, { dueMs, run }] of [...long].sort((a, b) => a[1].dueMs - b[1].dueMs)) {
		if (dueMs > now() || !long.has(timer)) continue;
		end(timer);
		run();
	}
}, LOOK_EVERY_MS).unref();
