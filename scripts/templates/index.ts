import { DISCONNECT } from './disconnect';
import { KEEP_UP_TO_DATE } from './keepUpToDate';
import { PROFILE_PAGE } from './profilePage';
import type { WorkflowDraft } from './workflow';

/** The workflows that are put together here; `npm run templates` writes them to `workflows-templates/`. */
export const DRAFTS: readonly WorkflowDraft[] = [KEEP_UP_TO_DATE, PROFILE_PAGE, DISCONNECT];
