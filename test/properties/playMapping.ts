import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { Verdict } from '../../scripts/resilience/ResilienceCase';
import { suggestMapping } from '../../src/operations/mapping/suggestMapping';
import { connectInState, sandboxRuntime } from '../support/sandboxRuntime';
import { MemoryStore } from '../../scripts/support/MemoryStore';

const CONTRACT = 'urn:li:contract:2001';
const SEATS = 60;
const USERS = 250;

/** One element of a list in whose place something else comes, or of which a field is something else. */
export interface OddElement {
	of: 'seats' | 'users';
	/** Which of them, counted over all pages. */
	at: number;
	/** Absent for the whole element. */
	field?: string | undefined;
	value: unknown;
}

const LISTS = { seats: 'elements', users: 'content' } as const;
const PATHS = { seats: /\/seats\?/i, users: /\/user-api\/v201804\/users(\?|$)/ } as const;

async function suggestions(sandbox: Sandbox, odd: readonly OddElement[]) {
	const store = new MemoryStore();
	await connectInState(store, [CONTRACT]);
	const runtime = sandboxRuntime(sandbox, store, { requestsPerSecond: 1_000 });
	let calls = 0;
	const left: Record<OddElement['of'], OddElement[]> = {
		seats: odd.filter((one) => one.of === 'seats'),
		users: odd.filter((one) => one.of === 'users'),
	};
	const passed = { seats: 0, users: 0 };
	for (const side of [runtime.linkedIn, runtime.smartRecruiters]) {
		const { transport } = side;
		side.transport = async (request) => {
			calls += 1;
			const answer = await transport(request);
			const of = (['seats', 'users'] as const).find((name) => PATHS[name].test(request.url));
			if (!of || answer.status !== 200) return answer;
			const body = JSON.parse(
				typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body),
			) as Record<string, unknown[]>;
			const list = body[LISTS[of]] ?? [];
			for (const one of left[of]) {
				const place = one.at - passed[of];
				if (place < 0 || place >= list.length) continue;
				list[place] =
					one.field === undefined ? one.value : { ...Object(list[place]), [one.field]: one.value };
			}
			passed[of] += list.length;
			return { ...answer, body: JSON.stringify(body) };
		};
	}
	const found = await suggestMapping(runtime, { contractUrns: [], timeLimitMs: 300_000 });
	return { calls, suggestions: found.suggestions };
}

/**
 * People are mapped although some entries of both lists are odd: everybody else is told of once, nobody is taken for
 * somebody else, and not one call more is made.
 */
export async function playMapping(odd: readonly OddElement[]): Promise<Verdict> {
	const sandbox = await createSandbox({ people: 5, users: USERS });
	try {
		sandbox.seats.setCount(CONTRACT, SEATS);
		const without = await suggestions(sandbox, []);
		const { calls, suggestions: found } = await suggestions(sandbox, odd);
		if (calls !== without.calls)
			return { ok: false, got: `${calls} calls instead of ${without.calls}` };
		const bad = new Set(odd.filter(({ of }) => of === 'seats').map(({ at }) => at));
		const good = without.suggestions.filter((_, at) => !bad.has(at));
		const told = found.map(({ seat }) => seat.seatUrn);
		const lost = good.filter(({ seat }) => !told.includes(seat.seatUrn));
		if (lost.length > 0) return { ok: false, got: `not told of: ${lost.length}` };
		if (new Set(told).size !== told.length) return { ok: false, got: 'told of twice' };
		const truth = new Map(sandbox.seats.list(CONTRACT).map((one) => [one.seatUrn, one.trueUserId]));
		const isGood = new Set(good.map(({ seat }) => seat.seatUrn));
		const wrong = found.filter(
			({ seat, user }) => isGood.has(seat.seatUrn) && user && user.id !== truth.get(seat.seatUrn),
		);
		return { ok: wrong.length === 0, got: `${wrong.length} taken for somebody else` };
	} catch (error) {
		return { ok: false, got: error instanceof Error ? `stopped: ${error.message}` : 'stopped' };
	} finally {
		await sandbox.close();
	}
}

export const MAPPED = { seats: SEATS, users: USERS };
