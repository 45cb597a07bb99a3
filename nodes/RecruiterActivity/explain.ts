import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { readConnection, SMARTRECRUITERS_CREDENTIALS, worldOf } from '../../src/n8n/readConnection';
import { readParameters } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { openActivity } from '../../src/operations/activity/openActivity';
import { connect } from '../../src/operations/connect';
import { explainActivity } from '../../src/operations/explain/explainActivity';
import { explainCandidate, explainJob } from '../../src/operations/explain/explainRecord';
import { StoredStateSchema } from '../../src/operations/explain/StoredState';
import { readTime } from './getMany';
import { readContract, readJson, readLocator, readSeat } from './sharedFields';

const show = { operation: ['explain'] };
/** A person waits for the answer. */
const PATIENCE_MS = 60_000;

export const explainFields: Record<'question' | 'rest', INodeProperties[]> = {
	question: [
		{
			displayName: 'What Is Missing',
			name: 'question',
			type: 'options',
			default: 'activity',
			displayOptions: { show },
			options: [
				{
					name: 'Candidate in Recruiter',
					value: 'candidate',
					description: 'Recruiter does not show somebody as known',
				},
				{
					name: 'InMail or Note in SmartRecruiters',
					value: 'activity',
					description: 'Something of Recruiter is not on a candidate',
				},
				{
					name: 'Job in Recruiter',
					value: 'job',
					description: 'A job cannot be chosen for an export',
				},
			],
		},
	],
	rest: [
		{
			displayName: 'About When',
			name: 'about',
			type: 'dateTime',
			default: '',
			required: true,
			displayOptions: { show: { ...show, question: ['activity'] } },
			description: 'When it happened in Recruiter, give or take six hours',
		},
		{
			displayName: 'Candidate',
			name: 'candidate',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			displayOptions: { show: { ...show, question: ['activity', 'candidate'] } },
			description: 'The candidate in SmartRecruiters',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Type a name or an e-mail address',
					typeOptions: { searchListMethod: 'searchPeople', searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 8a3c8f0e-2a55-4a8d-9a1c-9f2f6b1f7d10',
				},
			],
		},
		{
			displayName: 'Job ID',
			name: 'jobId',
			type: 'string',
			default: '',
			required: true,
			displayOptions: { show: { ...show, question: ['job'] } },
			description: 'As it stands in the address of the job in SmartRecruiters',
		},
		{
			displayName: 'Stored State',
			name: 'storedState',
			type: 'json',
			default: '{}',
			displayOptions: { show },
			description:
				'Rows of the Data Tables as contracts, seats, people, activity, parked and sync, for example {"seats": [{"seat": "…"}]}. What is not given is not looked at.',
		},
		{
			displayName: 'Import Interval (Minutes)',
			name: 'interval',
			type: 'number',
			default: 30,
			typeOptions: { minValue: 1 },
			displayOptions: { show: { ...show, question: ['activity'] } },
			description: 'How often the trigger of workflow 04 looks',
		},
	],
};

const ParametersSchema = z.object({
	authentication: z.enum(SMARTRECRUITERS_CREDENTIALS),
	question: z.enum(['activity', 'candidate', 'job']),
	storedState: z.unknown(),
});
const LABELS = { question: 'What Is Missing', storedState: 'Stored State' };

/** One explanation for one input item. */
export async function runExplain(
	context: IExecuteFunctions,
	item: number,
): Promise<INodeExecutionData[][]> {
	const parameters = readParameters(context, item, ParametersSchema, LABELS);
	const state = StoredStateSchema.safeParse(readJson(parameters.storedState) ?? {});
	if (!state.success) {
		throw new ConfigurationError(
			`"Stored State" does not hold rows of the Data Tables [Item ${item}]`,
			'Hand over lists of rows, for example { "seats": [{ "seat": "urn:li:seat:1", "userId": "…" }] }.',
		);
	}
	const connection = await readConnection(context, parameters.authentication);
	const deadlineMs = connection.effects.now() + PATIENCE_MS;
	const { linkedIn, smartRecruiters } = connect(connection, deadlineMs);
	const candidateId = parameters.question === 'job' ? '' : readLocator(context, 'candidate', item);
	const organization = connection.linkedIn.settings.organizationUrn;
	if (parameters.question === 'activity') {
		const aboutMs = readTime(context, 'about', 'About When', item);
		if (aboutMs === undefined) {
			throw new ConfigurationError(
				`"About When" is empty [Item ${item}]`,
				'Choose about when it happened in Recruiter.',
			);
		}
		const activity = openActivity(connection.linkedIn, worldOf(context), deadlineMs);
		const explanation = await explainActivity(activity, smartRecruiters, {
			organization,
			contract: readContract(context, item),
			seat: readSeat(context, item),
			aboutMs,
			candidateId,
			state: state.data,
			intervalMs:
				z.coerce
					.number()
					.positive()
					.catch(30)
					.parse(context.getNodeParameter('interval', item, 30)) * 60_000,
		});
		return [toItems([{ organization, ...explanation }], item)];
	}
	const recordId =
		parameters.question === 'candidate'
			? candidateId
			: z
					.string()
					.catch('')
					.parse(context.getNodeParameter('jobId', item, ''))
					.trim();
	if (recordId === '') {
		throw new ConfigurationError(
			`"${parameters.question === 'candidate' ? 'Candidate' : 'Job ID'}" is empty [Item ${item}]`,
			'Choose what is missing in Recruiter.',
		);
	}
	const explain = parameters.question === 'candidate' ? explainCandidate : explainJob;
	const explanation = await explain(linkedIn, smartRecruiters, { recordId, state: state.data });
	return [toItems([{ organization, ...explanation }], item)];
}
