import { z } from 'zod';
import type { SandboxProcess } from '../../scripts/n8n/SandboxProcess';

const FindingSchema = z.object({ count: z.number(), shown: z.array(z.string()) });
const FINDINGS = ['missing', 'twice', 'wrong', 'outdated', 'headless', 'cut', 'unsafe'] as const;
const ComparisonSchema = z.object({
	expected: z.number(),
	found: z.number(),
	undecidable: z.number(),
	...{ missing: FindingSchema, twice: FindingSchema, wrong: FindingSchema },
	...{ outdated: FindingSchema, headless: FindingSchema, cut: FindingSchema },
	unsafe: FindingSchema,
});

export interface ActivityFound {
	expected: number;
	found: number;
	/** What is not as it should be; empty when all is well. */
	faults: Record<string, unknown>;
}

/** Whether what these seat holders did is on the right candidates, once and in its last version, as the sandbox sees it. */
export async function activityFound(
	sandbox: SandboxProcess,
	seats: readonly string[],
): Promise<ActivityFound> {
	const path = `/compare/activity?seats=${seats.join(',')}`;
	const comparison = ComparisonSchema.parse(await sandbox.control('GET', path));
	const faults = FINDINGS.flatMap((name) =>
		comparison[name].count > 0 ? [[name, comparison[name]] as const] : [],
	);
	const { expected, found } = comparison;
	return { expected, found, faults: Object.fromEntries(faults) };
}
