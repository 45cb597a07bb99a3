import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { freePort, isFree } from '../n8n/freePort';
import { TourRecordSchema } from './tour/Stop';

const RunStateSchema = z.object({
	people: z.number(),
	seed: z.number(),
	n8nPort: z.number(),
	sandboxPort: z.number(),
	/** Of the customer's website, which holds the onboarding page and the profile page. */
	websitePort: z.number(),
	/** Of n8n's template library. */
	templatesPort: z.number(),
	/** Of everything that ends up in n8n. */
	packageHash: z.string(),
	/** What the tour has shown so far. */
	tour: TourRecordSchema,
});
/** What the last `npm start` left in place. */
export type RunState = z.infer<typeof RunStateSchema>;

export function readRunState(folder: string): RunState | undefined {
	const file = join(folder, 'state.json');
	if (!existsSync(file)) return undefined;
	const parsed = RunStateSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
	return parsed.success ? parsed.data : undefined;
}

export function writeRunState(folder: string, state: RunState): void {
	writeFileSync(join(folder, 'state.json'), JSON.stringify(state));
}

/** One hash over the sources of the package, its workflows and its manifest. */
export function packageHash(root: string): string {
	const hash = createHash('sha256');
	const add = (path: string): void => {
		for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) =>
			a.name < b.name ? -1 : 1,
		)) {
			const child = join(path, entry.name);
			if (entry.isDirectory()) add(child);
			else hash.update(entry.name).update(readFileSync(child));
		}
	};
	for (const folder of ['src', 'nodes', 'credentials', 'icons', 'workflows-templates'])
		add(join(root, folder));
	hash.update(readFileSync(join(root, 'package.json')));
	return hash.digest('hex');
}

/** The port of the last start or the usual one, where it is free; else any. */
export async function choosePort(usual: number, last: number | undefined): Promise<number> {
	for (const port of last === undefined ? [usual] : [last, usual]) {
		if (await isFree(port)) return port;
	}
	return await freePort();
}
