import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** How many bytes the files below these folders have; what vanishes meanwhile counts nothing. */
export function diskUse(...folders: readonly string[]): number {
	let bytes = 0;
	for (const folder of folders) {
		try {
			for (const entry of readdirSync(folder, { withFileTypes: true })) {
				const path = join(folder, entry.name);
				if (entry.isDirectory() && entry.name !== 'node_modules') bytes += diskUse(path);
				else if (entry.isFile()) bytes += lstatSync(path).size;
			}
		} catch {
			// n8n removes files of its own while we look.
		}
	}
	return bytes;
}
