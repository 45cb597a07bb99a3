import { measureLinks, measureNodes } from './oneClickExport/measure';
import { receiveLinks, receiveNodes } from './oneClickExport/receive';
import { workLinks, workNodes } from './oneClickExport/work';
import type { WorkflowDraft } from './workflow';

/** From *Export to ATS* in Recruiter to the candidate in SmartRecruiters. */
export const ONE_CLICK_EXPORT: WorkflowDraft = {
	id: 'rscExport',
	name: 'RSC 05 One-Click Export',
	file: '05-one-click-export',
	nodes: [...receiveNodes, ...workNodes, ...measureNodes],
	links: [...receiveLinks, ...workLinks, ...measureLinks],
};
