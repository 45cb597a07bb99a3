import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPLATES } from '../n8n/paths';
import { DRAFTS } from './index';
import { toFile } from './workflow';

for (const draft of DRAFTS) {
	const { file, json } = toFile(draft);
	writeFileSync(join(TEMPLATES, file), json);
	console.log(`workflows-templates/${file}`);
}
