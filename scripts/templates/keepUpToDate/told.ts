import { REASONS } from '../../../src/sync/Deletion';
import { forgetPerson, noteDeletion, parkRejected, splitOut } from '../ledger';
import { own, sticky, type TemplateNode, when } from '../nodes';
import type { Link } from '../workflow';
import { BOTH, EVENT, sending } from './shared';

/** What SmartRecruiters tells by webhook. */
export const toldNodes: TemplateNode[] = [
	sticky(
		'About events',
		[1780, -560],
		[1300, 120],
		'### What SmartRecruiters tells\nThe record is read again and sent as it is now, so neither order nor repetition matters.',
	),
	when('Candidate Deleted?', [1860, -380], "$json.event === 'candidate.deleted'"),
	own(
		'Delete Candidate',
		'historicalSync',
		[2100, -420],
		{
			resource: 'record',
			operation: 'deleteRecords',
			authentication: 'smartRecruitersOAuth2Api',
			recordType: 'candidate',
			recordIds: `={{ ${EVENT}.candidateId }}`,
			appliedJobIds: '',
			reason: REASONS.deleted,
		},
		BOTH,
	),
	when('Review Deleted?', [2060, -220], "$json.event === 'review.deleted'"),
	own(
		'Delete Feedback',
		'historicalSync',
		[2300, -260],
		{
			resource: 'record',
			operation: 'deleteRecords',
			authentication: 'smartRecruitersOAuth2Api',
			recordType: 'feedback',
			recordIds: `={{ ${EVENT}.reviewId }}`,
			applicationId: `={{ ${EVENT}.applicationId }}`,
			reason: REASONS.deleted,
		},
		BOTH,
	),
	own(
		'Sync Records',
		'historicalSync',
		[2300, -80],
		{
			resource: 'record',
			operation: 'syncRecords',
			...sending,
			applicationIds: `={{ ${EVENT}.subject === 'review' ? ${EVENT}.applicationId : '' }}`,
			candidateIds: `={{ ${EVENT}.candidateId }}`,
			jobIds: `={{ ${EVENT}.subject === 'job' ? ${EVENT}.jobId : '' }}`,
			recordsOptions: { timeLimit: 2 },
		},
		BOTH,
	),
	splitOut('Each Deletion by Records', [2500, -120], 'deletions'),
	noteDeletion('Note Deletions', [2740, -300]),
	forgetPerson('Forget People', [2920, -300]),
	parkRejected('Park Rejected', [2740, 0]),
];

export const toldLinks: Link[] = [
	['Candidate Deleted?', 'Delete Candidate'],
	['Candidate Deleted?', 1, 'Review Deleted?'],
	['Review Deleted?', 'Delete Feedback'],
	['Review Deleted?', 1, 'Sync Records'],
	['Delete Candidate', 'Note Deletions'],
	['Delete Candidate', 1, 'Park Rejected'],
	['Delete Feedback', 'Note Deletions'],
	['Delete Feedback', 1, 'Park Rejected'],
	['Sync Records', 'Each Deletion by Records'],
	['Sync Records', 1, 'Park Rejected'],
	['Each Deletion by Records', 'Note Deletions'],
	['Note Deletions', 'Forget People'],
];
