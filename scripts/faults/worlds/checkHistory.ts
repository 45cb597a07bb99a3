import { z } from 'zod';
import type { Findings } from './Workload';

/** A line of a world's history, as far as it is looked at. */
const LineSchema = z.object({
	t: z.number(),
	type: z.string(),
	run: z.string().default(''),
	at: z.string().default(''),
	url: z.string().default(''),
	body: z.string().optional(),
	status: z.number().optional(),
	kind: z.string().optional(),
	/** n8n's clock. */
	host: z.number().optional(),
	/** Of a write: who holds which lock, and until when. */
	leases: z.array(z.object({ owner: z.string(), untilMs: z.number() })).optional(),
});
type Line = z.infer<typeof LineSchema>;

/** The organization that all worlds are about. */
const OWN_ORGANIZATION = 'urn:li:organization:1000';

const isWrite = ({ at }: Line): boolean =>
	/^http (?:LinkedIn (?:BATCH_(?:CREATE|UPDATE|PARTIAL_UPDATE|DELETE)|CREATE|UPDATE|DELETE|PUT)|SmartRecruiters (?:POST|PUT|PATCH|DELETE)) /.test(
		at,
	) && !at.includes('/subscriptions');

/** Writes that carry no key of ours: what became of one has to be looked up before it is sent again. */
const isOnce = ({ at }: Line): boolean => at.startsWith('http SmartRecruiters POST ');

type Rule = (line: Line) => string | undefined;

/**
 * What must hold in every line of a history, whatever the world is about. A pure function: it is run after each world, and
 * `checkHistory.test.ts` plants one bad history for each rule.
 */
export function checkHistory(lines: readonly string[]): Findings {
	const rules: Array<[Findings[number]['promise'], Rule]> = [
		['wrong', beforeReady()],
		['doubled', withoutLease],
		['beyondQuota', throttled()],
		['beyondQuota', tooSoon()],
		['doubled', sentAgain()],
		['wrong', elsewhere],
	];
	return lines.flatMap((text) => {
		const line = LineSchema.parse(JSON.parse(text));
		return rules.flatMap(([promise, rule]) => {
			const what = rule(line);
			return what === undefined ? [] : [{ promise, what: `${what}: ${line.at} of ${line.run}` }];
		});
	});
}

/** No write before the admin has acknowledged and connected. */
function beforeReady(): Rule {
	let ready = false;
	return (line) => {
		if (line.type === 'ready') ready = true;
		return line.type === 'invoke' && isWrite(line) && !ready
			? 'a write before the acknowledgement'
			: undefined;
	};
}

/**
 * No write by a process that holds no lock, or whose lease is over. A deletion that a person asks for needs no lock: it names
 * its records, and repeating it does no harm. One under a lease that is over is found.
 */
function withoutLease(line: Line): string | undefined {
	const { type, at, leases, run, host = 0 } = line;
	if (type !== 'invoke' || !isWrite(line) || !leases) return undefined;
	const own = leases.filter(({ owner }) => owner.startsWith(`execution ${run}.`));
	const isOnRequest = own.length === 0 && at.startsWith('http LinkedIn BATCH_DELETE ');
	const isHeld = own.some(({ untilMs }) => untilMs > host);
	return isHeld || isOnRequest ? undefined : 'a write without a lease';
}

/** No 429 but those that were planned. A request that the network doubles counts twice at the vendor. */
function throttled(): Rule {
	const planned = new Set<string>();
	return ({ type, at, run, kind, status }) => {
		const key = `${run} ${at}`;
		if (type === 'fault' && kind === 'doubled') planned.add('doubled');
		if (type === 'fault' && kind?.startsWith('throttled')) planned.add(key);
		if (type !== 'ok' || status !== 429 || planned.has('doubled')) return undefined;
		return planned.delete(key) ? undefined : 'a 429 that was not planned';
	};
}

/** Nothing is asked again sooner than `Retry-After` has said. */
function tooSoon(): Rule {
	const notBefore = new Map<string, number>();
	const RetrySchema = z.number();
	return (line) => {
		const key = `${line.run} ${line.url}`;
		if (line.type === 'wait') notBefore.set(key, RetrySchema.parse(line.status) * 1_000 + line.t);
		if (line.type !== 'invoke' || line.t >= (notBefore.get(key) ?? 0)) return undefined;
		return 'sooner than asked for';
	};
}

/** What may have been carried out is looked up, by whoever comes next, before it is sent again. */
function sentAgain(): Rule {
	const open = new Set<string>();
	return (line) => {
		if (line.type === 'ok' && line.at.startsWith('http SmartRecruiters GET ')) open.clear();
		if (!isOnce(line)) return undefined;
		const key = `${line.url} ${line.body ?? ''}`;
		if (line.type === 'info') open.add(key);
		return line.type === 'invoke' && open.has(key) ? 'sent again without a look' : undefined;
	};
}

/** No request names another organization. */
function elsewhere({ type, url }: Line): string | undefined {
	if (type !== 'invoke') return undefined;
	const named = decodeURIComponent(decodeURIComponent(url)).match(/urn:li:organization:\d+/g) ?? [];
	return named.some((one) => one !== OWN_ORGANIZATION) ? 'another organization' : undefined;
}
