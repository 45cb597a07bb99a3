import { importingLinks, importingNodes } from './inMailsAndNotes/importing';
import { readingLinks, readingNodes } from './inMailsAndNotes/reading';
import { reconcilingLinks, reconcilingNodes } from './inMailsAndNotes/reconciling';
import { writingLinks, writingNodes } from './inMailsAndNotes/writing';
import type { WorkflowDraft } from './workflow';

/** What seat holders write in Recruiter comes to SmartRecruiters. */
export const IN_MAILS_AND_NOTES: WorkflowDraft = {
	id: 'rscActivity',
	name: 'RSC 04 InMails and Notes',
	file: '04-inmails-and-notes',
	nodes: [...readingNodes, ...reconcilingNodes, ...writingNodes, ...importingNodes],
	links: [...readingLinks, ...reconcilingLinks, ...writingLinks, ...importingLinks],
};
