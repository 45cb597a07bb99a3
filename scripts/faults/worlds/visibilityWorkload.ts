import { Draw } from '../../../sandbox/company/random';
import type { SightComparison } from '../../../sandbox/compare/sight';
import { actOnTeams } from '../../../sandbox/live/actOnTeams';
import { sidesOf } from '../../../sandbox/sightControlRoutes';
import { SEATS } from '../../../src/state/tables';
import { ORGANIZATION } from '../../support/historyRuntime';
import { chooseTeams, mappedSeat, showToEverybody, TEAM_ACTIONS } from '../../support/visibility';
import { aloneWorkflow } from '../shipped/shippedWorkflows';
import { atRest } from './atRest';
import { backfillFirst } from './backfillFirst';
import { connectNow } from './connectNow';
import { changes, events, listen } from './historyWorkload';
import { comeAndGo } from './teamChanges';
import type { Operation, Workload } from './Workload';
import type { WorldView } from './WorldView';

const MINUTE_MS = 60_000;
/** Until then everybody sees everything. */
const CHOSEN_AT = 2;
const ACTIONS_A_STEP = 2;
const FEW_CHANGES = 'one joins and leaves, one leaves and comes back, one joins too late';
const ALONE = aloneWorkflow('historicalSync', {
	resource: 'history',
	operation: 'syncVisibility',
	options: { jobCheckDelay: 0.001 },
});
const show: Operation = {
	name: 'Sync Visibility',
	isDue: ({ step }) => step >= CHOSEN_AT && step % 3 === 0,
	run: async (n8n, world) => world.told(await n8n.execute(ALONE, 'Every Minute'), 'Node'),
};
const always = ({ isDue: _isDue, ...operation }: Operation): Operation => operation;

/** Maps each person with a seat to the user who truly holds it. */
async function mapPeople({ sandbox, store }: WorldView): Promise<void> {
	const { seats } = sidesOf(sandbox.room, ORGANIZATION);
	await store.put(SEATS, seats.filter(({ trueUserId }) => trueUserId).map(mappedSeat));
}

/** Who sees which job in Recruiter, while teams and users change. */
export const visibilityWorkload: Workload = {
	name: 'visibility',
	title: 'Who sees which jobs: Sync Visibility, Sync Records, Sync Changes',
	size: { people: 2, jobs: 6, users: 16, teamSize: 3 },
	steps: 18,
	everyMs: MINUTE_MS,
	operations: [events, show, changes],
	settling: [events, always(show), always(changes)],
	// Everything is compared once a day: what no webhook told is found then.
	patience: 40,
	settleEveryMs: 61 * MINUTE_MS,
	losable: ['rsc_locks'],
	begin: async (world) => {
		const { sandbox, store } = world;
		await connectNow(world);
		sandbox.context.switches.set('li§4.4 task delay ms', 0);
		await backfillFirst(world, { streams: ['jobs'], details: false, jobCheckDelay: 0.001 });
		showToEverybody(sandbox);
		await mapPeople(world);
		await listen(world);
		await chooseTeams(store);
		sandbox.context.clock.advance(MINUTE_MS);
		sandbox.context.requests.reset();
		sandbox.sight.start();
	},
	variants: { [FEW_CHANGES]: () => undefined },
	// So that there is somebody for each part.
	sizes: { [FEW_CHANGES]: { people: 2, jobs: 6, users: 40, teamSize: 3 } },
	isForbiddenBefore: () => false,
	happen: (world, step) => {
		const { sandbox, plan, nowMs } = world;
		if (step <= CHOSEN_AT || step > visibilityWorkload.steps) return;
		if (plan.variant === FEW_CHANGES) {
			comeAndGo(world, step);
			return;
		}
		const draw = new Draw(plan.seed, step, 79);
		const { company } = sandbox.context;
		for (let nth = 0; nth < ACTIONS_A_STEP; nth += 1) {
			const job = company.job(draw.int(visibilityWorkload.size.jobs));
			actOnTeams(draw.pick(TEAM_ACTIONS), { company, draw, job, atMs: nowMs });
		}
	},
	verify: async (world) => {
		const findings = await atRest(world);
		const { granted } = world.sandbox.sight.report();
		for (const { jobId, person } of granted)
			findings.push({ promise: 'seen', what: `${person} was shown ${jobId}` });
		const { surplus, missing } = await world.control<SightComparison>('/compare/sight');
		for (const { jobId, person, linkedIn } of surplus.examples)
			findings.push({ promise: 'seen', what: `${person} sees ${jobId} by ${linkedIn.why}` });
		for (const { jobId, person } of missing.examples)
			findings.push({ promise: 'lost', what: `${person} does not see ${jobId}` });
		return findings;
	},
};
