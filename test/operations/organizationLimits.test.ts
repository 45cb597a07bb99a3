import { createSandbox } from '../../sandbox/createSandbox';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import { sandboxConnection } from '../../scripts/support/sandboxConnection';
import { WaitLedger } from '../../src/http/WaitLedger';
import type { LinkedInSettings } from '../../src/linkedin/LinkedInSettings';
import { INMAILS_PER_MINUTE } from '../../src/linkedin/MemberPace';
import { ProcessBudgets } from '../../src/operations/budgets/ProcessBudgets';
import { type Connection, openSmartRecruiters } from '../../src/operations/connect';
import { getCandidate } from '../../src/smartrecruiters/candidates';

const START_MS = Date.UTC(2026, 10, 2);
const MINUTE = 60_000;

describe('organizations with one SmartRecruiters credential', () => {
	/** Each organization reads 40 candidates as fast as it may, both at once. */
	async function readAtOnce(credentials: readonly string[]) {
		const sandbox = await createSandbox({ people: 80, startAtMs: START_MS });
		const base = sandboxConnection(sandbox);
		const ids = [...sandbox.context.company.candidates()].map(({ id }) => id);
		const beganAtMs = sandbox.context.clock.now();
		const read = async (credentialId: string, own: readonly string[]): Promise<number> => {
			const { settings, transport } = base.smartRecruiters;
			const frame = { deadlineMs: beganAtMs + 10 * MINUTE, ledger: new WaitLedger() };
			const side = { transport, settings: { ...settings, credentialId } };
			const { api } = openSmartRecruiters(side, { ...base, store: new MemoryStore() }, frame);
			const found = await Promise.all(own.map(async (id) => await getCandidate(api, id)));
			return found.filter((one) => one).length;
		};
		const found = await Promise.all(
			credentials.map(async (one, nth) => await read(one, ids.slice(nth * 40, nth * 40 + 40))),
		);
		const seconds = (sandbox.context.clock.now() - beganAtMs) / 1000;
		const { throttled } = sandbox.context.requests.summary().smartrecruiters;
		await sandbox.close();
		return { found, seconds, throttled };
	}

	it('share its ten requests a second: neither is refused', async () => {
		const { found, seconds, throttled } = await readAtOnce(['shared', 'shared']);
		expect(found).toEqual([40, 40]);
		expect(throttled).toBe(0);
		expect(seconds).toBeGreaterThan(7);
		expect(seconds).toBeLessThan(10);
	});

	it('are refused where SmartRecruiters takes for one what n8n has twice', async () => {
		const { found, throttled } = await readAtOnce(['one', 'the same, saved again']);
		expect(found).toEqual([40, 40]);
		expect(throttled).toBeGreaterThan(0);
	});
});

describe('InMails a minute of several organizations', () => {
	const settingsOf = (organization: string): LinkedInSettings => ({
		baseUrl: 'https://li.example.com',
		organizationUrn: `urn:li:organization:${organization}`,
		generation: 'recommended',
		overrides: {},
		version: '202604',
		protocol: '1.0',
		recordsPerMinute: 10_000,
		requestsPerDay: 100_000,
	});
	const SEAT = 'urn:li:seat:1';

	/** A call for a list of InMails, as far as limits are concerned. */
	async function call(
		budgets: ProcessBudgets,
		store: MemoryStore,
		organization: string,
		atMs = START_MS,
	) {
		const settings = settingsOf(organization);
		const account = budgets.ofLinkedIn(settings);
		let nowMs = atMs;
		const wait: Connection['effects']['sleep'] = async (ms) => {
			nowMs += ms;
			await Promise.resolve();
		};
		for (const { budget, units } of account.costs(settings, store, 1)('conversationEvents', 0))
			await budget.pass(units, () => nowMs, wait);
		return account.pace;
	}

	it('are each their own: one application’s members leave those of the other as they are', async () => {
		const budgets = new ProcessBudgets('one');
		const store = new MemoryStore();
		const acme = await call(budgets, store, '1000');
		const globex = await call(budgets, store, '1001');
		acme.took(SEAT, INMAILS_PER_MINUTE, START_MS);
		expect(acme.room(SEAT, START_MS)).toBe(0);
		expect(globex.room(SEAT, START_MS)).toBe(INMAILS_PER_MINUTE);
	});

	it('are divided among the processes that read for the same organization, and only among those', async () => {
		const store = new MemoryStore();
		const [one, other] = [new ProcessBudgets('one'), new ProcessBudgets('other')];
		await call(one, store, '1000');
		await call(other, store, '1000');
		// A process looks at who else is there every three seconds.
		const shared = await call(one, store, '1000', START_MS + 4_000);
		const alone = await call(one, store, '1001', START_MS + 4_000);
		expect([shared.limit, alone.limit]).toEqual([INMAILS_PER_MINUTE / 2, INMAILS_PER_MINUTE]);
	});
});
