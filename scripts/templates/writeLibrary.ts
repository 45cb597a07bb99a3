import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { answerLibrary } from './answerLibrary';
import { readTemplates } from './readTemplates';

/**
 * The library as files that a web server hands out as they are, as `application/json`, without a server of our own. A
 * search then always finds everything.
 *
 * @returns how many files were written
 */
export function writeLibrary(folder: string): number {
	const templates = readTemplates();
	const paths = [
		...['/health', '/templates/categories', '/templates/collections'],
		...templates.flatMap(({ id }) => [`/templates/workflows/${id}`, `/workflows/templates/${id}`]),
	];
	const bodies = [
		...paths.map((path) => [path, answerLibrary(templates, path).body] as const),
		[
			'/templates/search',
			answerLibrary(templates, `/templates/search?limit=${templates.length}`).body,
		] as const,
	];
	for (const [path, body] of bodies) {
		const file = join(folder, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, JSON.stringify(body));
	}
	return bodies.length;
}
