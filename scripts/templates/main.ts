import { parseArgs } from 'node:util';
import { serveLibrary } from './serveLibrary';
import { writeLibrary } from './writeLibrary';

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '4030' },
		/** Writes the library into this folder, and ends. */
		write: { type: 'string' },
	},
});

async function main(): Promise<void> {
	if (values.write !== undefined) {
		console.log(`${writeLibrary(values.write)} files in ${values.write}`);
		return;
	}
	const { url } = await serveLibrary(Number(values.port));
	console.log(`Template library at ${url}. Start n8n with N8N_TEMPLATES_HOST=${url}
Ctrl-C stops it.`);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
