import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPLATES } from '../n8n/paths';
import { type WorkflowFile, WorkflowSchema } from './measureWorkflow';

/** The ready-made workflows, in the order of use. */
export function readWorkflows(folder = TEMPLATES): Array<{ file: string; workflow: WorkflowFile }> {
	return readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.sort()
		.map((file) => ({
			file,
			workflow: WorkflowSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
		}));
}
