import type { Sandbox } from '../../../sandbox/createSandbox';
import type { ProcessBudgets } from '../../../src/operations/budgets/ProcessBudgets';
import type { Connection } from '../../../src/operations/connect';
import type { MemoryStore } from '../../support/MemoryStore';
import type { VirtualTime } from '../../support/VirtualTime';
import type { History } from './History';
import type { Plan } from './Plan';
import type { Points } from './Points';

/** A world as those see it who live in it: runs, workloads and what is spoiled. */
export interface WorldView {
	readonly plan: Plan;
	readonly sandbox: Sandbox;
	readonly store: MemoryStore;
	readonly points: Points;
	readonly time: VirtualTime;
	readonly connection: Connection;
	readonly recoveries: readonly number[];
	readonly errors: readonly string[];
	readonly nowMs: number;
	readonly step: number;
	/** Whether the admin has acknowledged and connected by now. */
	ready: boolean;
	readonly premature: number;
	hurried: number;
	/** n8n's clock. */
	hostNow: () => number;
	budgetsOf: (process: number) => ProcessBudgets;
	isOut: (vendor: string) => boolean;
	isFull: (table: string, how: string) => boolean;
	insertBefore: (table: string, old: readonly object[]) => void;
	beforeRequest: (at: string) => void;
	afterRequest: () => void;
	expireTokens: (vendor: string) => Promise<void>;
	control: <T>(path: string, body?: object) => Promise<T>;
	note: (type: Parameters<History['add']>[0], about: Record<string, unknown>) => void;
}
