import { join } from 'node:path';
import { ROOT, TEMPLATES } from '../../scripts/n8n/paths';
import type { Publication } from './Canvas';
import { type Completion, completeNodes } from './completeNodes';
import type { Editor } from './Editor';
import { CREDENTIAL_NAMES } from './sandboxCredentialFields';

/** What a person types into fields that a ready-made workflow leaves empty and that must not be. */
const REQUIRED: Readonly<Record<string, string>> = {
	contracts: '2001, 2002',
};

const IMAGES = join(ROOT, '.run', 'byHand', 'workflows');

/** A ready-made workflow after its import. */
export interface Imported {
	/** Of the workflow in the editor. */
	address: string;
	completed: Completion[];
}

/** Imports a file into a new workflow, and completes what the canvas marks. */
export async function importReadyMade(editor: Editor, file: string): Promise<Imported> {
	await editor.home.newWorkflow();
	await editor.canvas.importFile(join(TEMPLATES, file));
	await editor.screens.keep(`imported ${file}`);
	await editor.canvas.picture(join(IMAGES, `workflow-${file.split('-')[0] ?? ''}.png`));
	const incomplete = await editor.canvas.nodesWithIssues();
	const completed = await completeNodes(editor, incomplete, CREDENTIAL_NAMES, REQUIRED);
	return { address: editor.page.url(), completed };
}

export const PUBLISHED: Publication = {
	published: true,
	message: expect.stringMatching(/^Workflow published/),
};

/** The address that a node answers at once its workflow is published; not counted, as docs/connect.md has them all. */
export async function productionUrl(editor: Editor, node: string): Promise<string> {
	let url = '';
	await editor.person.aside(async () => {
		const panel = await editor.canvas.openNode(node);
		url = await panel.productionUrl();
		await panel.close();
	});
	return url;
}
