import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { knownWorlds } from '../../scripts/faults/knownWorlds';
import { MUTANTS } from '../../scripts/faults/mutants/allMutants';
import { ROOT } from '../../scripts/n8n/paths';
import { workloads } from '../../scripts/faults/worlds/workloads';

describe('mutants', () => {
	it('are what worlds are known to notice', () => {
		const names = new Set(MUTANTS.map(({ name }) => name));
		expect([...knownWorlds().keys()].filter((name) => !names.has(name))).toEqual([]);
	});

	it('are each noticed by a world of the quick form', () => {
		const known = knownWorlds();
		expect(MUTANTS.flatMap(({ name }) => (known.has(name) ? [] : name))).toEqual([]);
	});

	it('are at least forty, each by its own name', () => {
		const names = MUTANTS.map(({ name }) => name);
		expect(names.length).toBeGreaterThanOrEqual(40);
		expect(new Set(names).size).toBe(names.length);
	});

	// One whose text is gone changes nothing, and would be reported as a survivor hours later.
	it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
		'“%s” changes one place of the package',
		(_name, { file, from, to, workload }) => {
			const source = readFileSync(join(ROOT, file), 'utf8');
			expect(source.split(from)).toHaveLength(2);
			expect(to).not.toBe(from);
			expect(workloads.map(({ name }) => name)).toContain(workload);
		},
	);
});
