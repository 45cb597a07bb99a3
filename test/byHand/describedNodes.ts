import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import { z } from 'zod';
import { buildPackage } from '../../scripts/n8n/packPackage';
import { NODE, ROOT } from '../../scripts/n8n/paths';

const ManifestSchema = z.object({ n8n: z.object({ nodes: z.array(z.string()) }) });
/** Only what is asked of it here is looked at; the rest is n8n's own type. */
const DescriptionsSchema = z.array(
	z.custom<INodeTypeDescription>(
		(value) =>
			z
				.object({
					displayName: z.string(),
					name: z.string(),
					version: z.number(),
					properties: z.array(z.object({ name: z.string(), type: z.string() })),
				})
				.safeParse(value).success,
	),
);

/** In a process of its own, because Jest does not load what was built. */
const READ = `
	const nodes = process.argv.slice(1).map((file) => {
		const [Node] = Object.values(require(file));
		return new Node().description;
	});
	process.stdout.write(JSON.stringify(nodes));
`;

/** The nodes of the package, which is built for it, as n8n describes them to its editor. */
export function describedNodes(): INodeTypeDescription[] {
	buildPackage();
	const manifest = ManifestSchema.parse(
		JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')),
	);
	const files = manifest.n8n.nodes.map((file) => join(ROOT, file));
	const output = execFileSync(NODE, ['-e', READ, ...files], {
		cwd: ROOT,
		encoding: 'utf8',
		maxBuffer: 2 ** 26,
	});
	return DescriptionsSchema.parse(JSON.parse(output));
}
