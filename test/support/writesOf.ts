import type { SandboxProcess } from '../../scripts/n8n/SandboxProcess';

/** How many records were written so far, to whichever vendor. */
export async function writesOf(sandbox: SandboxProcess): Promise<number> {
	return Object.values((await sandbox.requests()).writes).reduce((sum, one) => sum + one, 0);
}
