import type { Sandbox } from '../../sandbox/createSandbox';
import type { ReadOptions, StateStore, Where } from '../../src/state/StateStore';
import type { Table } from '../../src/state/Table';

/** What a job costs. */
export interface Counts {
	linkedIn: number;
	smartRecruiters: number;
	/** Statements on Data Tables. */
	statements: number;
	/** Rows that these gave, wrote or removed. */
	rows: number;
}

/** State that counts what is asked of it. */
export class CountingStore implements StateStore {
	statements = 0;

	rows = 0;

	constructor(private readonly store: StateStore) {}

	async read<R extends object>(
		table: Table<R>,
		where: Where<R>,
		options?: ReadOptions<R>,
	): Promise<R[]> {
		this.statements += 1;
		const rows = await this.store.read(table, where, options);
		this.rows += rows.length;
		return rows;
	}

	async put<R extends object>(table: Table<R>, rows: readonly R[]): Promise<void> {
		this.statements += 1;
		this.rows += rows.length;
		await this.store.put(table, rows);
	}

	async update<R extends object>(
		table: Table<R>,
		where: Where<R>,
		values: Partial<R>,
	): Promise<number> {
		this.statements += 1;
		const rows = await this.store.update(table, where, values);
		this.rows += rows;
		return rows;
	}

	async remove<R extends object>(
		table: Table<R>,
		where: Where<R>,
		anyOf?: ReadOptions<R>['anyOf'],
	): Promise<number> {
		this.statements += 1;
		const rows = await this.store.remove(table, where, anyOf);
		this.rows += rows;
		return rows;
	}
}

/** What a run asks of both vendors, without tokens, and of the state. */
export async function countRun(
	sandbox: Sandbox,
	store: CountingStore,
	run: () => Promise<unknown>,
): Promise<Counts> {
	const before = requestsOf(sandbox);
	const { statements, rows } = store;
	await run();
	const after = requestsOf(sandbox);
	return {
		linkedIn: after.linkedIn - before.linkedIn,
		smartRecruiters: after.smartRecruiters - before.smartRecruiters,
		statements: store.statements - statements,
		rows: store.rows - rows,
	};
}

function requestsOf(sandbox: Sandbox): { linkedIn: number; smartRecruiters: number } {
	let linkedIn = 0;
	let smartRecruiters = 0;
	for (const [route, { requests }] of Object.entries(sandbox.context.requests.summary().routes)) {
		if (route.includes('oauth')) continue;
		if (route.startsWith('linkedin ')) linkedIn += requests;
		if (route.startsWith('smartrecruiters ')) smartRecruiters += requests;
	}
	return { linkedIn, smartRecruiters };
}
