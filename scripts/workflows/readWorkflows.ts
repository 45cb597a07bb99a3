import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPLATES } from '../n8n/paths';
import { type WorkflowFile, WorkflowSchema } from './measureWorkflow';

export interface ReadyMade {
	file: string;
	workflow: WorkflowFile;
}

/** All of them on one canvas; made by `npm run workflows -- --combine`. */
export const ALL_IN_ONE = '00-all-in-one.json';

/** The ready-made workflows, in the order of use; without the combined one. */
export function readWorkflows(folder = TEMPLATES): ReadyMade[] {
	return readdirSync(folder)
		.filter((name) => name.endsWith('.json') && name !== ALL_IN_ONE)
		.sort()
		.map((file) => readWorkflow(file, folder));
}

export const readWorkflow = (file: string, folder = TEMPLATES): ReadyMade => ({
	file,
	workflow: WorkflowSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
});
