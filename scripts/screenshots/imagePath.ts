import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../n8n/paths';

const SHOWN = join(ROOT, 'docs', 'images');
const OTHERS = join(ROOT, '.run', 'images');

/** Where a picture goes: into `docs/images` where a page of the documentation shows it, else into `.run/images`, to be looked at. */
export function imagePath(name: string): string {
	const folder = documentation().includes(`images/${name})`) ? SHOWN : OTHERS;
	mkdirSync(folder, { recursive: true });
	return join(folder, name);
}

function documentation(): string {
	const pages = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.md'))
		.map((path) => join('docs', path));
	return ['README.md', ...pages].map((path) => readFileSync(join(ROOT, path), 'utf8')).join('\n');
}
