import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import type { ActivityEvent } from '../../src/linkedin/activityEvent';
import { counted } from '../../src/pages/words';
import type { NodeOperation, Outputs } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { readParameters } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { readEvent } from '../../src/operations/activity/readEvent';
import type { UnreadableActivity } from '../../src/operations/activity/UnreadableActivity';
import { writeActivity, type WriteResult } from '../../src/operations/activity/writeActivity';
import { timeLimitOption, toMs, writeOptions, writeShape } from './writeOptions';

export const write: NodeOperation = {
	option: {
		name: 'Write to SmartRecruiters',
		value: 'write',
		action: 'Write InMails and notes to SmartRecruiters',
		description:
			'Write items of RSC Trigger or of Get Many to their candidates as notes, each once',
	},
	uses: 'both',
	servesAll: 'eachRun',
	outputs: ['Written', 'Review'],
	properties: [
		{
			displayName:
				'Connect <b>RSC Trigger</b> or <b>Get Many</b>. Only activity of mapped seat holders is written; what cannot be written now is parked in the Data Table rsc_parked.',
			name: 'writeNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			options: [...writeOptions, timeLimitOption],
		},
	],
	runAll: runWrite,
};

const ParametersSchema = z.object({ options: z.object(writeShape) });

async function runWrite(context: IExecuteFunctions): Promise<Outputs> {
	const { options } = readParameters(context, 0, ParametersSchema);
	const { timeLimit, ...choice } = options;
	const { events, unreadable, itemOf } = readInput(context.getInputData());
	const result = await writeActivity(await openRuntime(context, 0), {
		...choice,
		events,
		unreadable,
		timeLimitMs: toMs(timeLimit),
	});
	const hint = hintOf(result);
	if (hint !== '') context.addExecutionHints({ message: hint, location: 'outputPane' });
	const { state, busyUntil } = result;
	const paired = <R extends { activityId: string }>(records: readonly R[], more: object) =>
		records.flatMap((one) => toItems([{ ...one, ...more }], itemOf.get(one.activityId) ?? 0));
	return [
		paired(result.written, {}),
		paired(result.reviews, state === 'done' ? {} : { state, ...(busyUntil && { busyUntil }) }),
	];
}

/** @throws ConfigurationError naming the item, when none of them is any activity */
function readInput(items: readonly INodeExecutionData[]) {
	const events: ActivityEvent[] = [];
	const unreadable: UnreadableActivity[] = [];
	const itemOf = new Map<string, number>();
	items.forEach(({ json }, item) => {
		const read = readEvent(json);
		if (read.ok) events.push(read.event);
		else unreadable.push({ ...read, item, payload: JSON.stringify(json) });
		const id = read.ok ? read.event.activityId : read.activityId;
		if (id !== '' && !itemOf.has(id)) itemOf.set(id, item);
	});
	const [first] = unreadable;
	if (events.length > 0 || !first) return { events, unreadable, itemOf };
	throw new ConfigurationError(
		`The input is not an activity from Recruiter [Item ${first.item}]: "${first.field}" is missing or cannot be used`,
		'Connect RSC Trigger (InMails, notes, contact details) or the operation Get Many to this node, and pass on its items unchanged.',
	);
}

function hintOf({ message, counts }: WriteResult): string {
	const { unmapped, unchanged } = counts;
	return [
		message,
		unmapped > 0 &&
			`${counted(unmapped, 'item')} left out: their seat holders are not mapped (RSC User Mapper).`,
		unchanged > 0 && `${counted(unchanged, 'item')} needed nothing: written before.`,
	]
		.filter(Boolean)
		.join(' ');
}
