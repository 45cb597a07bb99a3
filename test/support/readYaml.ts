import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../scripts/n8n/paths';

const ParserSchema = z.object({ parse: z.function().args(z.string(), z.unknown()) });

/** A YAML file of this repository, read by n8n's own parser, with its anchors resolved. */
export function readYaml(path: string): unknown {
	const fromN8n = createRequire(require.resolve('n8n/package.json'));
	const { parse } = ParserSchema.parse(fromN8n('yaml'));
	return parse(readFileSync(join(ROOT, path), 'utf8'), { merge: true });
}
