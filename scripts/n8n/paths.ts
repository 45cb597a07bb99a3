import { dirname, join } from 'node:path';

export const ROOT = dirname(dirname(__dirname));

/** The Node that n8n wants; the npm package `node` brings it. */
export const NODE = join(ROOT, 'node_modules', 'node', 'bin', 'node');
export const TSX = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
export const N8N = join(ROOT, 'node_modules', 'n8n', 'bin', 'n8n');
export const TEMPLATES = join(ROOT, 'workflows-templates');
