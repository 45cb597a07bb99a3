import { connectContract } from './01-connect-contract';
import { historicalSync } from './03-historical-sync';
import { inMailsAndNotes } from './04-inmails-and-notes';
import type { WorkflowDraft } from './workflow';

/** The workflows that are put together here; `npm run templates` writes them to `workflows-templates/`. */
export const DRAFTS: readonly WorkflowDraft[] = [connectContract, historicalSync, inMailsAndNotes];
