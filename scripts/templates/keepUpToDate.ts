import { startingLinks, startingNodes } from './keepUpToDate/starting';
import { toldLinks, toldNodes } from './keepUpToDate/told';
import { untoldLinks, untoldNodes } from './keepUpToDate/untold';
import type { WorkflowDraft } from './workflow';

/** What changes in SmartRecruiters changes at LinkedIn. */
export const KEEP_UP_TO_DATE: WorkflowDraft = {
	id: 'rscChanges',
	name: 'RSC 06 Keep Recruiter Up to Date',
	file: '06-keep-recruiter-up-to-date',
	nodes: [...startingNodes, ...toldNodes, ...untoldNodes],
	links: [...startingLinks, ...toldLinks, ...untoldLinks],
};
