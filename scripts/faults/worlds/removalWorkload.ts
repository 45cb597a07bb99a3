import { z } from 'zod';
import { DELETIONS } from '../../../src/state/tables';
import { ORGANIZATION } from '../../support/historyRuntime';
import { aloneWorkflow, shippedWorkflow } from '../shipped/shippedWorkflows';
import { atRest } from './atRest';
import { backfillFirst } from './backfillFirst';
import { connectNow } from './connectNow';
import type { Operation, Workload } from './Workload';
import type { WorldView } from './WorldView';

const MINUTE_MS = 60_000;
/** Until then everything is as it was sent, but for those who want to be deleted. */
const REMOVE_FROM = 9;

const DELETE = aloneWorkflow('historicalSync', {
	resource: 'record',
	operation: 'deleteRecords',
	recordType: 'candidate',
});
const ReportSchema = z.object({
	state: z.string().default(''),
	remaining: z
		.object({ candidates: z.number(), jobs: z.number() })
		.default({ candidates: 1, jobs: 1 }),
});

const held = ({ sandbox }: WorldView) => sandbox.store.of(ORGANIZATION);
const wanted = new WeakMap<WorldView, Set<string>>();
const wantedOf = (world: WorldView): Set<string> => {
	const known = wanted.get(world) ?? new Set<string>();
	wanted.set(world, known);
	return known;
};
/** Those whose deletion was answered for. */
const deleted = new WeakMap<WorldView, Set<string>>();
const deletedOf = (world: WorldView): Set<string> => {
	const known = deleted.get(world) ?? new Set<string>();
	deleted.set(world, known);
	return known;
};
const done = new WeakSet<WorldView>();
/** A person starts a deletion by hand; whether they look how it ended is up to them. */
const ONCE = 'a deletion is asked for once';
const asked = new WeakSet<WorldView>();

const erase: Operation = {
	name: 'Delete',
	isDue: (world) => world.step < REMOVE_FROM && wantedOf(world).size > deletedOf(world).size,
	run: async (n8n, world) => {
		if (world.plan.variant === ONCE && asked.has(world)) return 'done';
		asked.add(world);
		const ids = [...wantedOf(world)].filter((id) => !deletedOf(world).has(id));
		// Another process was sooner.
		if (ids.length === 0) return 'done';
		const changes = { Node: { recordIds: ids.join(', ') } };
		const end = world.told(await n8n.execute(DELETE, 'Every Minute', { changes }), 'Node');
		const rows = await world.store.read(DELETIONS, { organization: ORGANIZATION });
		for (const id of ids)
			if (
				rows.some(
					({ recordKey, proof }) =>
						recordKey === `candidate:${id}` && !proof.includes('not confirmed'),
				)
			)
				deletedOf(world).add(id);
		return end === 'failed' ? end : 'done';
	},
};
const changes: Operation = {
	name: 'Sync Changes',
	isDue: ({ step }) => step < REMOVE_FROM && step % 3 === 0,
	run: async (n8n, world) => {
		const changes = { 'Sync Changes': { options: { jobCheckDelay: 0.001 } } };
		return world.told(
			await n8n.execute(shippedWorkflow('06'), 'Every Hour', { changes }),
			'Sync Changes',
		);
	},
};
const remove: Operation = {
	name: 'Remove Everything',
	isDue: (world) => world.step >= REMOVE_FROM && !done.has(world),
	run: async (n8n, world) => {
		const changes = {
			'Remove Everything': { confirm: '1000', options: { jobCheckDelay: 0.001 } },
		};
		const execution = await n8n.execute(shippedWorkflow('08'), 'Every Minute', { changes });
		const end = world.told(execution, 'Remove Everything');
		const [item] = execution.outputs['Remove Everything']?.[0] ?? [];
		const { state, remaining } = ReportSchema.parse(item?.json ?? {});
		// Told that something is left, the admin asks once more.
		if (state === 'done' && remaining.candidates + remaining.jobs === 0) done.add(world);
		return end;
	},
};

/** Deletions on request, and the end of a connection. */
export const removalWorkload: Workload = {
	name: 'removal',
	title: 'Deletions on request, and Remove Everything',
	size: { people: 10, jobs: 8 },
	steps: 14,
	everyMs: MINUTE_MS,
	operations: [erase, changes, remove],
	patience: 40,
	settleEveryMs: 16 * MINUTE_MS,
	losable: ['rsc_locks', 'rsc_parked', 'rsc_people'],
	begin: async (world) => {
		const { sandbox } = world;
		await connectNow(world);
		sandbox.context.switches.set('li§4.4 task delay ms', 0);
		await backfillFirst(world, { jobCheckDelay: 0.001 });
		sandbox.context.clock.advance(30 * MINUTE_MS);
		sandbox.context.requests.reset();
	},
	variants: { [ONCE]: () => undefined },
	isForbiddenBefore: () => false,
	happen: (world, step) => {
		const { company } = world.sandbox.context;
		const [one, other] = [...held(world).candidates.keys()];
		if (step === 1) for (const id of [one, other]) if (id) wantedOf(world).add(id);
		// They change once more, so that what follows changes meets them.
		for (const id of step === 4 ? wantedOf(world) : []) {
			const candidate = company.candidateById(id);
			if (candidate)
				company.putCandidate({ ...candidate, phoneNumber: '+1 555 0155', updatedOn: world.nowMs });
		}
	},
	watch: (world) => {
		const { candidates, applications } = held(world);
		for (const id of deletedOf(world)) if (candidates.has(id)) back(world).add(id);
		const { gone, orphans } = seenOf(world);
		// What a person decided holds from then on, whatever became of the execution.
		for (const id of wantedOf(world)) {
			if (!candidates.has(id)) gone.add(id);
			else if (gone.has(id)) back(world).add(id);
		}
		for (const [id, { fields }] of applications)
			if (!candidates.has(String(fields.atsCandidateId))) orphans.add(id);
	},
	verify: async (world) => {
		const findings = await atRest(world);
		if (!done.has(world)) findings.push({ promise: 'halfWay', what: 'not everything is removed' });
		const { candidates, applications, jobs } = held(world);
		const left = [
			...candidates.keys(),
			...applications.keys(),
			...[...jobs].filter(([, { listing }]) => listing === 'LISTED').map(([id]) => id),
		];
		for (const id of left) findings.push({ promise: 'lost', what: `${id} is not removed` });
		for (const id of back(world)) findings.push({ promise: 'resurrected', what: id });
		for (const id of seenOf(world).orphans)
			findings.push({ promise: 'halfWay', what: `${id} was there without its candidate` });
		return findings;
	},
};

const returned = new WeakMap<WorldView, Set<string>>();
function back(world: WorldView): Set<string> {
	const known = returned.get(world) ?? new Set<string>();
	returned.set(world, known);
	return known;
}

/** What was seen at LinkedIn: of those who are to be deleted, who was gone; and applications that outlived their candidate. */
interface Seen {
	gone: Set<string>;
	orphans: Set<string>;
}
const seen = new WeakMap<WorldView, Seen>();
function seenOf(world: WorldView): Seen {
	const known = seen.get(world) ?? { gone: new Set<string>(), orphans: new Set<string>() };
	seen.set(world, known);
	return known;
}
