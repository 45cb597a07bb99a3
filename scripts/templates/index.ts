import { CONNECT_CONTRACT } from './connectContract';
import { DISCONNECT } from './disconnect';
import { EXPORT_DECISIONS } from './exportDecisions';
import { HISTORICAL_SYNC } from './historicalSync';
import { IN_MAILS_AND_NOTES } from './inMailsAndNotes';
import { KEEP_UP_TO_DATE } from './keepUpToDate';
import { MAP_PEOPLE } from './mapPeople';
import { ONE_CLICK_EXPORT } from './oneClickExport';
import { PROFILE_PAGE } from './profilePage';
import type { WorkflowDraft } from './workflow';

/** The workflows that are put together here; `npm run templates` writes them to `workflows-templates/`. */
export const DRAFTS: readonly WorkflowDraft[] = [
	CONNECT_CONTRACT,
	MAP_PEOPLE,
	HISTORICAL_SYNC,
	IN_MAILS_AND_NOTES,
	ONE_CLICK_EXPORT,
	EXPORT_DECISIONS,
	KEEP_UP_TO_DATE,
	PROFILE_PAGE,
	DISCONNECT,
];
