import * as fc from 'fast-check';
import { DepartmentSet } from '../../src/mapping/resolveDepartments';
import {
	differingGroups,
	groupsOfJob,
	groupsOfPeople,
	seesEveryJob,
	type UserFacts,
	userOfGroup,
	type VisibilityRules,
} from '../../src/mapping/visibility';

const ROLES = ['ADMINISTRATOR', 'EXTENDED', 'STANDARD', 'RESTRICTED', 'EMPLOYEE', 'CUSTOM'];
const DEPARTMENTS = ['d1', 'd2', 'd3'];
const userId = fc.integer({ min: 0, max: 9 }).map((nth) => `user${nth}`);
const user = fc.record({
	active: fc.boolean(),
	systemRole: fc.option(
		fc.constantFrom(...ROLES).map((id) => ({ id })),
		{ nil: undefined },
	),
	accessGroups: fc.option(
		fc.array(fc.integer({ min: 0, max: 14 }).map((nth) => ({ id: `g${nth}` }))),
		{ nil: undefined },
	),
});
const world = fc.record({
	users: fc.array(user, { minLength: 10, maxLength: 10 }),
	people: fc.array(fc.record({ person: fc.constantFrom('p1', 'p2', 'p3', 'p4'), userId }), {
		maxLength: 6,
	}),
	team: fc.uniqueArray(userId, { maxLength: 6 }),
	department: fc.constantFrom(...DEPARTMENTS),
	covered: fc.array(
		fc.tuple(
			fc.integer({ min: 0, max: 14 }).map((nth) => `g${nth}`),
			fc.subarray(DEPARTMENTS),
		),
		{ maxLength: 15 },
	),
	scheme: fc.constantFrom('person' as const, 'accessGroup' as const),
});

const setOf = (ids: readonly string[]) => new DepartmentSet(ids.map((id) => ({ id, label: id })));

describe('groups', () => {
	it('show a job to nobody who does not see it in SmartRecruiters, at most 10 a person', () => {
		fc.assert(
			fc.property(world, ({ users, people, team, department, covered, scheme }) => {
				const facts = new Map<string, UserFacts>(
					users.map((one, nth) => [`user${nth}`, { id: `user${nth}`, ...one }]),
				);
				const departmentsOf = new Map(covered);
				const rules: VisibilityRules = {
					scheme,
					confidentialToTeam: false,
					openJobs: new Set(),
					openDepartments: setOf([]),
					accessGroups: new Map([...departmentsOf].map(([id, some]) => [id, setOf(some)])),
				};
				const groups = groupsOfPeople(people, facts, rules);
				const own = new Set(
					[...groups.values()].flatMap((some) =>
						[...some].flatMap((one) => userOfGroup(one) ?? []),
					),
				);
				const job = { id: 'J1', department: { id: department } };
				const seen = groupsOfJob(job, team, (id) => own.has(id), rules);
				expect(seen.size).toBeLessThanOrEqual(team.length + departmentsOf.size + 1);
				for (const [person, some] of groups) {
					expect(some.size).toBeLessThanOrEqual(10);
					if (![...some].some((group) => seen.has(group))) continue;
					const mapped = new Set(
						people.filter((one) => one.person === person).map((one) => one.userId),
					);
					expect(mapped.size).toBe(1);
					const [id = ''] = mapped;
					const who = facts.get(id);
					expect(who?.active).toBe(true);
					const isCovered = (who?.accessGroups ?? []).some((group) =>
						departmentsOf.get(group.id)?.includes(department),
					);
					expect((who && seesEveryJob(who)) || team.includes(id) || isCovered).toBe(true);
				}
			}),
		);
	});

	it('differ until what is wanted is confirmed, and nothing else is stored', () => {
		fc.assert(
			fc.property(
				fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.boolean()),
				fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')),
				(stored, wanted) => {
					const now = new Map(Object.entries(stored));
					const { add, remove } = differingGroups(now, new Set(wanted));
					for (const group of remove) now.delete(group);
					for (const group of add) now.set(group, true);
					expect([...now.keys()].sort()).toEqual([...wanted].sort());
					expect([...now.values()]).not.toContain(false);
				},
			),
		);
	});
});
