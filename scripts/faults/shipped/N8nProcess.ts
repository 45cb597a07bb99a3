import { additionalData } from '../../support/runNode';
import { basename } from 'node:path';
import { WorkflowExecute } from 'n8n-core';
import {
	type IDataObject,
	type IExecuteFunctions,
	type IExecuteWorkflowInfo,
	type INodeExecutionData,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';
import * as nodeCrypto from 'node:crypto';
import manifest from '../../../package.json';
import { RECORDS_PER_MINUTE } from '../../../sandbox/linkedin/guard';
import { linkedInCredential, smartRecruitersCredential } from '../../support/nodeCredentials';
import type { PlannedFault } from '../worlds/Plan';
import {
	type Changes,
	type Execution,
	KILLED,
	type N8nView,
	type WorldView,
} from '../worlds/WorldView';
import { engineTypes } from './engineTypes';
import { runStatement, statementOf, tableOf } from './fastDataTable';
import { type Change, ShippedModules } from './ShippedModules';
import type { ShippedWorkflow } from './shippedWorkflows';
import { sendRequest } from './sendRequest';
import { toExecution } from './toExecution';
import { dateOf } from './worldClock';

const PACKAGE = `${manifest.name}.`;

/**
 * A process of n8n in a world, with the shipped nodes loaded for it alone. Killed as by `kill -9`: what it had sent is
 * done, no answer comes back to it, and it does nothing more, not even what it would do in the end.
 */
export class N8nProcess implements N8nView {
	private dead = false;

	private die: () => void = () => undefined;

	private readonly death = new Promise<typeof KILLED>((resolve) => {
		this.die = () => {
			resolve(KILLED);
		};
	});

	private readonly modules: ShippedModules;

	private readonly types = new Map<string, INodeType>();

	private readonly nodeTypes = engineTypes(this.types);

	private executions = 0;

	/** By address: until when a vendor wants to be left alone. */
	readonly askedToWait = new Map<string, number>();

	/** Points at which n8n's own second try fails, too. */
	private readonly failing = new Set<string>();

	/** How much of it is at work, so that time stands still. */
	private held = 0;

	constructor(
		readonly world: WorldView,
		readonly name: string,
		change?: Change,
	) {
		let ids = 0;
		const randomUUID = (): string => {
			ids += 1;
			const digits = nodeCrypto.createHash('md5').update(`${name} ${ids}`).digest('hex');
			return [8, 12, 16, 20].reduceRight(
				(text, at) => `${text.slice(0, at)}-${text.slice(at)}`,
				digits,
			);
		};
		const random = (): number => world.random();
		this.modules = new ShippedModules(
			{
				Date: dateOf(() => world.hostNow()),
				Math: Object.create(Math, { random: { value: random } }) as Math,
				modules: {
					'n8n-workflow': Object.create(n8nWorkflow, {
						sleep: { value: async (ms: number) => await this.sleep(ms) },
					}) as object,
					'node:crypto': Object.create(nodeCrypto, { randomUUID: { value: randomUUID } }) as object,
				},
			},
			change,
		);
		for (const path of manifest.n8n.nodes) {
			const named = basename(path, '.node.js');
			const exported = this.modules.load(`nodes/${named}/${named}.node`);
			const type = new (exported as Record<string, new () => INodeType>)[named]!();
			this.types.set(`${PACKAGE}${type.description.name}`, this.watched(type));
		}
	}

	/** Runs it until it ends, or is killed. */
	async until<T>(work: () => Promise<T>): Promise<T | typeof KILLED> {
		return await Promise.race([this.death, work()]);
	}

	get isDead(): boolean {
		return this.dead;
	}

	/** Runs what a trigger of a ready-made workflow starts, on n8n's engine. */
	async execute(
		shipped: ShippedWorkflow,
		trigger: string,
		{
			items = [{ json: {} }],
			changes = {},
		}: { items?: INodeExecutionData[]; changes?: Changes } = {},
	): Promise<Execution> {
		this.executions += 1;
		const workflow = this.workflowOf(shipped, changes);
		const startNode = workflow.getNode(trigger);
		if (!startNode) throw new Error(`There is no ${trigger} in ${shipped.name}`);
		const data = this.additional(workflow);
		const engine = new WorkflowExecute(data, 'trigger');
		const run = await this.busy(
			async () => await engine.run({ workflow, startNode, pinData: { [trigger]: items } }),
		);
		return toExecution(run.data, shipped.keepsFailures);
	}

	workflowOf(shipped: ShippedWorkflow, changes: Changes, staticData?: IDataObject): Workflow {
		const nodes = shipped.nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, ...changes[node.name] },
			credentials: Object.fromEntries(
				Object.keys(node.credentials ?? {}).map((type) => [type, { id: type, name: type }]),
			),
		}));
		return new Workflow({
			id: shipped.name,
			name: shipped.name,
			nodes,
			connections: shipped.connections,
			active: true,
			nodeTypes: this.nodeTypes,
			settings: { executionOrder: 'v1' },
			...(staticData && { staticData }),
		});
	}

	/** A node type of the package, as this process has loaded it. */
	typeOf(name: string): INodeType {
		return this.nodeTypes.getByNameAndVersion(`${PACKAGE}${name}`);
	}

	/** What n8n hands its engine; statements of Data Tables are where a world goes wrong. */
	additional(workflow: Workflow): IWorkflowExecuteAdditionalData {
		const { sandbox, tables } = this.world;
		const stored = {
			...linkedInCredential(sandbox, {
				recordsPerMinute: sandbox.context.switches.number(RECORDS_PER_MINUTE),
				requestsPerDay: 100_000,
			}),
			...smartRecruitersCredential(sandbox, { requestsPerSecond: 10 }),
		};
		const data = additionalData(workflow, stored, tables);
		const { executeWorkflow } = data;
		data.executionId = `${this.name}.${this.executions}`;
		data.executeWorkflow = async (info: IExecuteWorkflowInfo, more, options) => {
			const node = info.code?.nodes.find(({ type }) => type.endsWith('.dataTable'));
			const statement = node && statementOf(node);
			if (!statement) return await executeWorkflow(info, more, options);
			const found = await this.statement(tableOf(statement), statement.operation, async () =>
				this.world.plan.realTables === true
					? ((await executeWorkflow(info, more, options)).data[0] ?? [])
					: await runStatement(tables, statement, options.inputData ?? []),
			);
			return { executionId: 'inline', data: [found] };
		};
		return data;
	}

	/** While the node works, it decides itself when time goes by. */
	private watched(type: INodeType): INodeType {
		if (!type.execute) return type;
		const watch = (context: IExecuteFunctions): void => {
			this.connect(context);
			this.hold(-1);
		};
		const unwatch = (): void => {
			this.hold(1);
		};
		return Object.create(type, {
			execute: {
				value: async function executeWatched(this: IExecuteFunctions) {
					watch(this);
					try {
						return await type.execute?.call(this);
					} finally {
						unwatch();
					}
				},
			},
		}) as INodeType;
	}

	/** Puts the world's network below n8n's helper. */
	connect(context: { helpers: object }): void {
		Object.assign(context.helpers, {
			httpRequestWithAuthentication: async (credential: string, options: unknown) =>
				await sendRequest(this, credential, options),
		});
	}

	private async sleep(ms: number): Promise<void> {
		await this.alive();
		this.killIf(this.world.points.pass('sleep'), 'killBefore');
		await this.alive();
		await this.world.time.sleep(ms);
		await this.alive();
	}

	private async statement<T>(table: string, how: string, work: () => Promise<T>): Promise<T> {
		return await this.busy(async () => {
			await this.alive();
			const { world, name: run } = this;
			const at = `state ${table}.${how}`;
			const fault = world.points.pass(at);
			if (fault) world.note('fault', { run, ...fault });
			this.killIf(fault, 'killBefore');
			await this.alive();
			if (fault?.kind === 'failBefore') this.failing.add(at);
			// The store asks once more by itself: that fails as well, and then no more.
			else if (this.failing.delete(at)) throw new Error('SQLITE_BUSY');
			if (fault?.kind === 'failBefore' || world.isFull(table, how)) throw new Error('SQLITE_FULL');
			const value = await work();
			world.note('ok', { run, at });
			this.killIf(fault, 'killAfter');
			await this.alive();
			if (fault?.kind === 'failAfter') throw new Error('SQLITE_BUSY');
			return value;
		});
	}

	killIf(fault: PlannedFault | undefined, kind: PlannedFault['kind']): void {
		if (fault?.kind !== kind || this.dead) return;
		this.dead = true;
		// Nobody waits for the dead.
		this.world.time.hold(-this.held);
		this.held = 0;
		this.world.note('kill', { run: this.name, at: fault.at });
		this.die();
	}

	async alive(): Promise<void> {
		if (this.dead) await new Promise(() => undefined);
	}

	/** Time stands still meanwhile. */
	async busy<T>(work: () => Promise<T>): Promise<T> {
		this.hold(1);
		try {
			return await work();
		} finally {
			this.hold(-1);
		}
	}

	hold(change: number): void {
		if (this.dead) return;
		this.held += change;
		this.world.time.hold(change);
	}
}
