import type { AccessGroup, CompanyUser, TeamMember } from './entities';
import { Draw } from './random';

/** Built-in system roles and what people call them (SmartRecruiters reference §4.4, §9.2). */
export const SYSTEM_ROLES = {
	ADMINISTRATOR: 'Admin',
	EXTENDED: 'Extended',
	STANDARD: 'Standard',
	RESTRICTED: 'Basic',
	EMPLOYEE: 'Employee',
} as const;

/** What people call a system role; a custom one is called by its id. */
export function systemRoleName(id: string): string {
	return new Map<string, string>(Object.entries(SYSTEM_ROLES)).get(id) ?? id;
}

/** The company's access groups. */
export const ACCESS_GROUPS: readonly AccessGroup[] = [
	{ id: 'ag-engineering', name: 'Engineering hiring', departments: ['Engineering', 'Support'] },
	{ id: 'ag-sales', name: 'Sales hiring', departments: ['Sales', 'Marketing'] },
	{ id: 'ag-finance', name: 'Finance hiring', departments: ['Finance'] },
];

const KIND_ROLE = 71;
const KIND_TEAM = 72;
/** Of a hundred users: the rest are Standard. */
const PER_CENT = { ADMINISTRATOR: 4, EXTENDED: 10, RESTRICTED: 15, EMPLOYEE: 4 } as const;
const ROLES = ['RECRUITER', 'HIRING_MANAGER', 'INTERVIEW_TEAM', 'COORDINATOR', 'EXECUTIVE'];

/** The nth user's system role; the first is always an administrator. */
export function systemRoleOf(seed: number, index: number): string {
	if (index === 0) return 'ADMINISTRATOR';
	let left = new Draw(seed, index, KIND_ROLE).int(100);
	for (const [role, share] of Object.entries(PER_CENT)) {
		if (left < share) return role;
		left -= share;
	}
	return 'STANDARD';
}

/** The nth user's access groups: some Extended and Standard users have one. */
export function accessGroupsOfUser(seed: number, index: number): string[] {
	const role = systemRoleOf(seed, index);
	if (role !== 'EXTENDED' && role !== 'STANDARD') return [];
	const draw = new Draw(seed, index, KIND_ROLE + 2);
	if (!draw.chance(role === 'EXTENDED' ? 500 : 100)) return [];
	return [draw.pick(ACCESS_GROUPS).id];
}

/** The generated hiring team of the nth job: a recruiter, a hiring manager and others, nobody twice. */
export function makeTeam(
	seed: number,
	index: number,
	users: readonly CompanyUser[],
	size?: number,
): TeamMember[] {
	const draw = new Draw(seed, index, KIND_TEAM);
	const drawn = draw.int(4);
	const wanted = Math.min(size ?? 3 + drawn, users.length);
	const places = new Set<number>();
	while (places.size < wanted) places.add(draw.int(users.length));
	return [...places].flatMap((place, nth) => {
		const user = users[place];
		return user ? [{ userId: user.id, role: ROLES[Math.min(nth, 4)] ?? 'INTERVIEW_TEAM' }] : [];
	});
}
