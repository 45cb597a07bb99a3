import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { MINUTE_MS } from '../../src/basics/durations';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import {
	readSmartRecruiters,
	SMARTRECRUITERS_CREDENTIALS,
	worldOf,
} from '../../src/n8n/readConnection';
import { readParameters, textParameter } from '../../src/n8n/readParameters';
import { getRecord, type RecordToGet } from '../../src/operations/history/getRecord';
import { readRecordItem } from './readRecordItem';
import { optionsField } from './sharedOptions';
import { toItem } from './toItems';

const TIME_LIMIT_MS = MINUTE_MS;

const ParametersSchema = z.object({
	authentication: z.enum(SMARTRECRUITERS_CREDENTIALS),
	record: z.enum(['input', 'candidate', 'application', 'job']),
	recordId: textParameter,
	options: z.object({ withEmail: z.boolean().default(false) }),
});

export const getRecordOperation: NodeOperation = {
	option: {
		name: 'Get',
		value: 'getRecord',
		action: 'Get a candidate application or job',
		description:
			'Get name, job title and status of a candidate, an application or a job in SmartRecruiters',
	},
	uses: 'smartRecruiters',
	properties: [
		{
			displayName: 'Record',
			name: 'record',
			type: 'options',
			default: 'input',
			options: [
				{ name: 'Application by ID', value: 'application' },
				{ name: 'Candidate by ID', value: 'candidate' },
				{
					name: 'From Input Item',
					value: 'input',
					description: 'The record that an item of SmartRecruiters Trigger is about',
				},
				{ name: 'Job by ID', value: 'job' },
			],
		},
		{
			displayName: 'Record ID',
			name: 'recordId',
			type: 'string',
			required: true,
			default: '',
			displayOptions: { show: { record: ['application', 'candidate', 'job'] } },
			placeholder: 'e.g. {{ $json.candidateId }}',
			description: 'ID in SmartRecruiters. For an application, candidateId_jobId works, too.',
		},
		optionsField([
			{
				displayName: 'Include E-Mail Address',
				name: 'withEmail',
				type: 'boolean',
				default: false,
				description: 'Whether the output contains the e-mail address of the candidate',
			},
		]),
	],
	run: async (context, item) => {
		const parameters = readParameters(context, item, ParametersSchema);
		const wanted = whichRecord(context, item, parameters.record, parameters.recordId.trim());
		const side = await readSmartRecruiters(context, parameters.authentication);
		const found = await getRecord(side, worldOf(context), {
			...wanted,
			withEmail: parameters.options.withEmail,
			timeLimitMs: TIME_LIMIT_MS,
		});
		return [[toItem(found, item)]];
	},
};

/** @throws ConfigurationError when nothing is named */
function whichRecord(
	context: IExecuteFunctions,
	item: number,
	record: RecordToGet['kind'] | 'input',
	recordId: string,
): RecordToGet {
	if (record !== 'input') {
		if (recordId !== '') return { kind: record, recordId };
		throw new ConfigurationError(`"Record ID" is empty [Item ${item}]`, 'Enter the ID.');
	}
	const { event, candidateId, applicationId, jobId } = readRecordItem(
		context.getInputData()[item]?.json,
	);
	const [subject] = event.split('.');
	if (subject === 'job' && jobId !== '') return { kind: 'job', recordId: jobId };
	if (subject === 'candidate' && candidateId !== '')
		return { kind: 'candidate', recordId: candidateId };
	if (candidateId !== '' && jobId !== '')
		return { kind: 'application', recordId: `${candidateId}_${jobId}` };
	if (applicationId !== '') return { kind: 'application', recordId: applicationId };
	if (candidateId !== '') return { kind: 'candidate', recordId: candidateId };
	if (jobId !== '') return { kind: 'job', recordId: jobId };
	throw new ConfigurationError(
		`The item names no record [Item ${item}]`,
		'Pass on an item from SmartRecruiters Trigger, or choose what "Record" is.',
	);
}
