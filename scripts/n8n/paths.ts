import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const ROOT = dirname(dirname(__dirname));

/** The Node that n8n wants; the npm package `node` brings it. */
export const NODE = join(ROOT, 'node_modules', 'node', 'bin', 'node');
export const TSX = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
/**
 * With `--import`, TypeScript in one process: tsx's own command runs a second one, and kills it when it does not answer
 * a signal at once, as while it writes a large file.
 */
export const TSX_LOADER = pathToFileURL(
	join(ROOT, 'node_modules', 'tsx', 'dist', 'loader.mjs'),
).href;
/** `RSC_N8N` names another n8n, for instance of an older version. */
export const N8N = process.env.RSC_N8N ?? join(ROOT, 'node_modules', 'n8n', 'bin', 'n8n');
/** What a company runs it with: compose files, proxy, start script of the image. */
export const DEPLOY = join(ROOT, 'deploy');
export const TEMPLATES = join(ROOT, 'workflows-templates');
/** Small workflows beside the ready-made ones. */
export const RECIPES = join(TEMPLATES, 'recipes');
/** Preloaded by servers, so that they end with the process that started them. */
export const END_WITH_STARTER = join(ROOT, 'scripts', 'n8n', 'endWithStarter.cjs');
/** Preloaded by an n8n whose time a script drives. */
export const DRIVEN_CLOCK = join(ROOT, 'scripts', 'n8n', 'drivenClock.cjs');
