import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../scripts/n8n/paths';

export interface Dockerfile {
	/** In their order: instruction and what stands behind it. */
	instructions: Array<[instruction: string, rest: string]>;
	/** The command of the health check. */
	healthCheck: string[];
}

/** The Dockerfile of this repository, in the parts that the tests look at. */
export function dockerfile(): Dockerfile {
	const lines = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
		.split('\n')
		.filter((line) => !line.startsWith('#'))
		.join('\n')
		.replace(/\\\n\s*/g, '')
		.split('\n')
		.filter((line) => line.trim() !== '');
	const instructions = lines.map((line): [string, string] => {
		const [instruction = '', ...rest] = line.split(' ');
		return [instruction, rest.join(' ')];
	});
	const check = instructions.find(([instruction]) => instruction === 'HEALTHCHECK')?.[1] ?? '';
	return {
		instructions,
		healthCheck: z.array(z.string()).parse(JSON.parse(check.slice(check.indexOf('[')))),
	};
}
