import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../n8n/paths';
import { buildSite } from './buildSite';

const { values } = parseArgs({
	options: { out: { type: 'string', default: join(ROOT, '.run', 'site') } },
});

buildSite(values.out)
	.then((pages) => {
		console.log(`${pages.length} pages in ${values.out}`);
	})
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	});
