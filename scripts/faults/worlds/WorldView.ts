import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/createSandbox';
import type { Transport } from '../../../src/http/Transport';
import type { StateStore } from '../../../src/state/StateStore';
import type { MemoryDataTables } from '../../support/MemoryDataTables';
import type { VirtualTime } from '../../support/VirtualTime';
import type { ShippedWorkflow } from '../shipped/shippedWorkflows';
import type { History } from './History';
import type { Plan, PlannedFault } from './Plan';
import type { Points } from './Points';

/** What a killed run gives. */
export const KILLED = Symbol('killed');

export type Vendor = 'LinkedIn' | 'SmartRecruiters';

/** What came of an execution. */
export interface Execution {
	/** Items by node and output. */
	outputs: Record<string, INodeExecutionData[][]>;
	error: string | undefined;
	/** What n8n keeps of it. */
	kept: string;
}

/** Parameters that are other than in the ready-made workflow, by node. */
export type Changes = Readonly<Record<string, INode['parameters']>>;

/** A world as those see it who live in it: processes of n8n, workloads and what is spoiled. */
export interface WorldView {
	readonly plan: Plan;
	readonly sandbox: Sandbox;
	readonly tables: MemoryDataTables;
	/** The tables as the package sees them, without anything that goes wrong. */
	readonly store: StateStore;
	readonly points: Points;
	readonly time: VirtualTime;
	readonly transports: Readonly<Record<Vendor, Transport>>;
	readonly recoveries: readonly number[];
	readonly errors: readonly string[];
	/** What n8n keeps of executions, and what nodes put out, which it holds in the editor. */
	readonly reports: string[];
	readonly logs: string[];
	readonly nowMs: number;
	readonly step: number;
	/** Whether the admin has acknowledged and connected by now. */
	ready: boolean;
	readonly premature: number;
	hurried: number;
	/** n8n's clock. */
	hostNow: () => number;
	/** From 0 to below 1. */
	random: () => number;
	/** A process of n8n: from 0. */
	processOf: (process: number) => N8nView;
	/** Keeps what came of an execution. @returns its state */
	told: (execution: Execution, ...nodes: string[]) => string;
	/** Who holds which lock; nothing where somebody has spoiled their table. */
	leases: () => Array<{ owner: string; untilMs: number }> | undefined;
	isOut: (vendor: string) => boolean;
	isFull: (table: string, how: string) => boolean;
	beforeRequest: (at: string) => void;
	afterRequest: () => void;
	expireTokens: (vendor: string) => Promise<void>;
	control: <T>(path: string, body?: object) => Promise<T>;
	note: (type: Parameters<History['add']>[0], about: Record<string, unknown>) => void;
}

/** A process of n8n as those see it who have it work: workloads, triggers and what it sends. */
export interface N8nView {
	readonly world: WorldView;
	readonly name: string;
	readonly isDead: boolean;
	/** By address: until when a vendor wants to be left alone. */
	readonly askedToWait: Map<string, number>;
	/** Runs it until it ends, or is killed. */
	until: <T>(work: () => Promise<T>) => Promise<T | typeof KILLED>;
	/** Runs what a trigger of a ready-made workflow starts, on n8n's engine. */
	execute: (
		shipped: ShippedWorkflow,
		trigger: string,
		given?: { items?: INodeExecutionData[]; changes?: Changes },
	) => Promise<Execution>;
	workflowOf: (shipped: ShippedWorkflow, changes: Changes, staticData?: IDataObject) => Workflow;
	/** A node type of the package, as this process has loaded it. */
	typeOf: (name: string) => INodeType;
	/** What n8n hands its engine. */
	additional: (workflow: Workflow) => IWorkflowExecuteAdditionalData;
	/** Puts the world's network below n8n's helper. */
	connect: (context: { helpers: object }) => void;
	killIf: (fault: PlannedFault | undefined, kind: PlannedFault['kind']) => void;
	/** Never resolves once it is dead. */
	alive: () => Promise<void>;
}
