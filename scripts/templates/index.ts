import { connectContract } from './01-connect-contract';
import { historicalSync } from './03-historical-sync';
import { oneClickExport } from './05-one-click-export';
import { exportDecisions } from './05b-export-decisions';
import type { WorkflowDraft } from './workflow';

/** The workflows that are put together here; `npm run templates` writes them to `workflows-templates/`. */
export const DRAFTS: readonly WorkflowDraft[] = [
	connectContract,
	historicalSync,
	oneClickExport,
	exportDecisions,
];
