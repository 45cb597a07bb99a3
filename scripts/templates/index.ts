import { CONNECT_CONTRACT } from './connectContract';
import { DISCONNECT } from './disconnect';
import { HISTORICAL_SYNC } from './historicalSync';
import { IN_MAILS_AND_NOTES } from './inMailsAndNotes';
import { KEEP_UP_TO_DATE } from './keepUpToDate';
import { PROFILE_PAGE } from './profilePage';
import type { WorkflowDraft } from './workflow';

/** The workflows that are put together here; `npm run templates` writes them to `workflows-templates/`. */
export const DRAFTS: readonly WorkflowDraft[] = [
	CONNECT_CONTRACT,
	HISTORICAL_SYNC,
	IN_MAILS_AND_NOTES,
	KEEP_UP_TO_DATE,
	PROFILE_PAGE,
	DISCONNECT,
];
