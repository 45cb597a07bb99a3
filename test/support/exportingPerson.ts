import type { CompanyCandidate } from '../../sandbox/company/entities';
import { type Sandbox } from '../../sandbox/createSandbox';
import { MEMBER_KINDS, type MemberKind } from '../../sandbox/linkedin/exports/ExportMembers';
import type { Connection } from '../../src/operations/connect';
import { control, exportingSandbox, ORGANIZATION } from '../../scripts/support/exporting';

export let sandbox: Sandbox;

export let connection: Connection;

export const at = (kind: MemberKind): number => MEMBER_KINDS.indexOf(kind);

export const member = (kind: MemberKind) => sandbox.room.exports.members.at(at(kind));

export const jobs = () => {
	const child = sandbox.context;
	return [...sandbox.store.of(ORGANIZATION).jobs]
		.filter(([, { listing }]) => listing === 'LISTED')
		.map(([id]) => id)
		.filter((id) => child.company.jobById(id));
};

export const candidate = (id: string): CompanyCandidate => {
	const found = sandbox.context.company.candidateById(id);
	if (!found) throw new Error(`No candidate ${id}`);
	return found;
};

export const held = (id: string) => sandbox.store.of(ORGANIZATION).candidates.get(id)?.fields;

export const agree = async (left: string[] = []) =>
	await control<{ agree: boolean }>(sandbox, '/compare/exports', { left });

export const set = (name: string, value: string | number | boolean) => {
	sandbox.context.switches.set(name, value);
};

export const people = (): number => [...sandbox.context.company.candidates()].length;

/** Another sandbox in place of that of the test; what it has to be given is in the choice. */
export async function open(choice: Parameters<typeof exportingSandbox>[0] = {}): Promise<void> {
	({ sandbox, connection } = await exportingSandbox(choice));
}

/** Each test gets a sandbox in which people of all kinds can be exported. */
export function openSandboxForEach(): void {
	beforeEach(async () => {
		await open();
	});
	afterEach(async () => {
		await sandbox.close();
	});
}
