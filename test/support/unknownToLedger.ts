import { ORGANIZATION } from '../../scripts/support/historyRuntime';
import type { Sandbox } from '../../sandbox/createSandbox';
import type { Runtime } from '../../src/operations/Runtime';
import { SentLedger } from '../../src/state/SentLedger';

/** What LinkedIn holds and `rsc_sent` does not know: nobody would ever delete it. */
export async function unknownToLedger(sandbox: Sandbox, runtime: Runtime): Promise<string[]> {
	const { candidates, applications, jobs } = sandbox.store.of(ORGANIZATION);
	const ledger = new SentLedger({ ...runtime, owner: 'a look' }, ORGANIZATION);
	const people = await ledger.people([...candidates.keys()]);
	const owners = [...applications.keys()].map((id) => id.split('_') as [string, string]);
	const ofApplications = await ledger.people(owners.map(([candidateId]) => candidateId));
	const open = [...jobs].filter(([, { listing }]) => listing === 'LISTED').map(([id]) => id);
	const ofJobs = await ledger.jobs(open);
	return [
		...[...candidates.keys()].filter((id) => !people?.has(id)),
		...owners
			.filter(([candidateId, jobId]) => !ofApplications?.get(candidateId)?.has(jobId))
			.map((pair) => pair.join('_')),
		...open.filter((id) => !ofJobs?.has(id)),
	];
}
