import { mapPeople } from './02-map-people';
import type { WorkflowDraft } from './workflow';

/** The workflows that are put together here; `npm run templates` writes them to `workflows-templates/`. */
export const DRAFTS: readonly WorkflowDraft[] = [mapPeople];
