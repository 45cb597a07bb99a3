import type { BatchResource } from './batchResource';
import type { OrganizationRecords, StoredApplication, StoredStage } from './LinkedInStore';
import {
	validateApplication,
	validateCandidate,
	validateFeedback,
	validateNote,
	validateStage,
} from './validate';

const INDICATOR = 'IN_ATS_INDICATOR';

type Behaviour = Pick<
	BatchResource,
	'validate' | 'kind' | 'write' | 'read' | 'patch' | 'remove' | 'needs'
>;

/** What recruiters linked by hand survives a full replace only if the sender repeats it (LinkedIn reference §5.1). */
function candidateBehaviour(
	keepsLink: () => boolean,
	matched: (fields: Record<string, unknown>) => string[],
): Behaviour {
	return {
		needs: INDICATOR,
		kind: 'candidate',
		validate: validateCandidate,
		write: (records, [id = ''], fields, nowMs) => {
			const before = records.candidates.get(id);
			const link = before?.fields.manualMatchedMember;
			records.candidates.set(id, {
				fields:
					keepsLink() && link !== undefined ? { manualMatchedMember: link, ...fields } : fields,
				writtenAtMs: nowMs,
				notes: before?.notes ?? new Map<string, Record<string, unknown>>(),
			});
			return undefined;
		},
		read: (records, [id = '']) => {
			const found = records.candidates.get(id);
			return found && { ...found.fields, matchedMembers: matched(found.fields) };
		},
		patch: (records, [id = ''], set) => {
			const found = records.candidates.get(id);
			if (found) found.fields = { ...found.fields, ...set };
			return found !== undefined;
		},
		remove: (records, [id = '']) => records.candidates.delete(id),
	};
}

const application: Behaviour = {
	needs: INDICATOR,
	kind: 'application',
	validate: validateApplication,
	write: (records, [id = ''], fields) => {
		const before = records.applications.get(id);
		records.applications.set(id, {
			fields,
			stages: before?.stages ?? new Map<string, StoredStage>(),
			notes: before?.notes ?? new Map<string, Record<string, unknown>>(),
			interviewFeedback: before?.interviewFeedback ?? new Map<string, Record<string, unknown>>(),
		});
		return undefined;
	},
	read: (records, [id = '']) => records.applications.get(id)?.fields,
	remove: (records, [id = '']) => records.applications.delete(id),
};

/** Sub-resources of an application go with it. */
function below(
	kind: string,
	validate: BatchResource['validate'],
	of: (application: StoredApplication) => Map<string, Record<string, unknown>>,
): Behaviour {
	return {
		needs: INDICATOR,
		kind,
		validate,
		write: (records, [parent = '', id = ''], fields) => {
			const found = records.applications.get(parent);
			if (!found) return 'ERROR :: / :: the application is not known\n';
			const { integrationContext: _repeated, ...own } = fields;
			of(found).set(id, own);
			return undefined;
		},
		read: (records, [parent = '', id = '']) => {
			const found = records.applications.get(parent);
			return found && of(found).get(id);
		},
		remove: (records, [parent = '', id = '']) => {
			const found = records.applications.get(parent);
			return found ? of(found).delete(id) : false;
		},
	};
}

const stage: Behaviour = {
	...below('stage', validateStage, () => new Map()),
	write: (records, [parent = '', id = ''], { atsCreatedAt, stage: name }) => {
		const found = records.applications.get(parent);
		if (!found) return 'ERROR :: / :: the application is not known\n';
		found.stages.set(id, { atsCreatedAt: Number(atsCreatedAt), stage: String(name) });
		return undefined;
	},
	read: (records, [parent = '', id = '']) => {
		const found = records.applications.get(parent)?.stages.get(id);
		return found && { ...found };
	},
	remove: (records, [parent = '', id = '']) =>
		records.applications.get(parent)?.stages.delete(id) ?? false,
};

const candidateNote: Behaviour = {
	needs: INDICATOR,
	kind: 'candidateNote',
	validate: validateNote,
	write: (records: OrganizationRecords, [parent = '', id = ''], fields) => {
		const found = records.candidates.get(parent);
		if (!found) return 'ERROR :: / :: the candidate is not known\n';
		found.notes.set(id, fields);
		return undefined;
	},
	remove: (records, [parent = '', id = '']) =>
		records.candidates.get(parent)?.notes.delete(id) ?? false,
};

/** Candidates, applications and what hangs below them, in both generations (LinkedIn reference §5, §6, §15.3). */
export function peopleResources(
	keepsLink: () => boolean,
	matched: (fields: Record<string, unknown>) => string[],
	restHasLink: () => boolean,
	restHasStages: () => boolean,
): BatchResource[] {
	const candidate = candidateBehaviour(keepsLink, matched);
	const { patch: _noPatchInRest, ...versioned } = candidate;
	const candidateRest: Behaviour = {
		...versioned,
		// The breaking change of 202602 may have renamed the field: under its old name it is unknown then.
		write: (records, ids, { manualMatchedMember, ...fields }, nowMs, call) =>
			versioned.write(
				records,
				ids,
				restHasLink() && manualMatchedMember !== undefined
					? { ...fields, manualMatchedMember }
					: fields,
				nowMs,
				call,
			),
	};
	const note = below('applicationNote', validateNote, ({ notes }) => notes);
	const feedback = below(
		'interviewFeedback',
		validateFeedback,
		({ interviewFeedback }) => interviewFeedback,
	);
	const v2 = 'v2' as const;
	const rest = 'rest' as const;
	const created = { externalCreatedAt: 'atsCreatedAt' };
	return [
		{
			...candidate,
			generation: v2,
			path: '/v2/atsCandidates',
			resource: 'atsCandidates',
			keyNames: ['atsCandidateId'],
		},
		{
			...candidateRest,
			generation: rest,
			path: '/rest/candidates',
			resource: 'candidates',
			keyNames: ['externalCandidateId'],
			rename: { ...created, externalLastModifiedAt: 'atsLastModifiedAt' },
		},
		{
			...candidateNote,
			generation: v2,
			path: '/v2/atsCandidates/:key/notes',
			resource: 'atsCandidates/notes',
			keyNames: [],
			parentKeyNames: ['atsCandidateId'],
		},
		{
			...candidateNote,
			generation: rest,
			path: '/rest/candidateNotes',
			resource: 'candidateNotes',
			keyNames: ['externalCandidateId', 'externalNoteId'],
			rename: created,
		},
		{
			...application,
			generation: v2,
			path: '/v2/atsApplications',
			resource: 'atsApplications',
			keyNames: ['atsJobApplicationId'],
		},
		{
			...application,
			generation: rest,
			path: '/rest/atsApplications',
			resource: 'atsApplications',
			keyNames: ['atsJobApplicationId'],
		},
		{
			...stage,
			generation: v2,
			path: '/v2/atsApplications/:key/stages',
			resource: 'atsApplications/stages',
			keyNames: [],
			parentKeyNames: ['atsJobApplicationId'],
		},
		{
			...stage,
			generation: rest,
			path: '/rest/applicationStage',
			exists: restHasStages,
			resource: 'applicationStage',
			keyNames: ['jobApplicationId', 'jobApplicationStageId'],
		},
		{
			...note,
			generation: v2,
			path: '/v2/atsApplications/:key/notes',
			resource: 'atsApplications/notes',
			keyNames: [],
			parentKeyNames: ['atsJobApplicationId'],
		},
		{
			...note,
			generation: rest,
			path: '/rest/applicationNotes',
			resource: 'applicationNotes',
			keyNames: ['externalJobApplicationId', 'externalNoteId'],
		},
		{
			...feedback,
			generation: v2,
			path: '/v2/atsApplications/:key/interviewFeedback',
			resource: 'atsApplications/interviewFeedback',
			keyNames: [],
			parentKeyNames: ['atsJobApplicationId'],
		},
		{
			...feedback,
			generation: rest,
			path: '/rest/applicationInterviewFeedbacks',
			resource: 'applicationInterviewFeedbacks',
			keyNames: ['jobApplicationId', 'interviewFeedbackId'],
		},
	];
}
