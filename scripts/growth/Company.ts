import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/createSandbox';
import { connectOrganization } from '../support/historyRuntime';
import { MemoryStore } from '../support/MemoryStore';
import { runToEnd } from '../support/runToEnd';
import { sandboxConnection } from '../support/sandboxConnection';
import type { Runtime } from '../../src/operations/Runtime';
import { SentLedger } from '../../src/state/SentLedger';
import { type Counts, CountingStore, countRun } from './Counts';

/** A company whose jobs and people are at LinkedIn, the shipped operations, and a meter. */
export class Company {
	private constructor(
		readonly sandbox: Sandbox,
		readonly runtime: Runtime & { store: CountingStore },
	) {}

	static async open(options: SandboxOptions = {}): Promise<Company> {
		const sandbox = await createSandbox({
			people: 100,
			jobs: 10,
			startAtMs: Date.UTC(2026, 10, 2),
			limits: 'off',
			...options,
		});
		const store = new CountingStore(new MemoryStore());
		await connectOrganization(store);
		const runtime = {
			...sandboxConnection(sandbox, { requestsPerSecond: 1_000 }),
			store,
			owner: 'growth',
		};
		await runToEnd(sandbox, runtime, { details: false, chunkRecords: 20_000 });
		// As every finished Reconcile leaves it.
		await new SentLedger(runtime, runtime.linkedIn.settings.organizationUrn).compact();
		return new Company(sandbox, runtime);
	}

	/** Opens one, and closes it when its cost is known. */
	static async measured(
		options: SandboxOptions,
		measure: (company: Company) => Promise<Counts>,
	): Promise<Counts> {
		const company = await Company.open(options);
		try {
			return await measure(company);
		} finally {
			await company.sandbox.close();
		}
	}

	async count(run: () => Promise<unknown>): Promise<Counts> {
		return await countRun(this.sandbox, this.runtime.store, run);
	}

	later(ms: number): void {
		this.sandbox.context.clock.advance(ms);
	}

	/** So many people whom LinkedIn holds, spread over the company. */
	people(count: number) {
		const { company } = this.sandbox.context;
		const held = this.sandbox.store.of(this.runtime.linkedIn.settings.organizationUrn).candidates;
		const found = [];
		for (const one of company.candidates()) {
			if (held.has(one.id) && one.applications.length > 0 && one.tags.length === 0) found.push(one);
			if (found.length >= count) return found;
		}
		throw new Error(`The company has fewer than ${count} people at LinkedIn`);
	}

	/** Somebody works on these people now. */
	touch(count: number): void {
		const { company, clock } = this.sandbox.context;
		for (const one of this.people(count)) company.putCandidate({ ...one, updatedOn: clock.now() });
	}
}
