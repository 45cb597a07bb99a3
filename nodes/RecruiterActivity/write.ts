import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { WaitLedger } from '../../src/http/WaitLedger';
import { type ActivityEvent, ActivityEventSchema } from '../../src/linkedin/activityEvent';
import {
	readLinkedInSettings,
	readSmartRecruiters,
	SMARTRECRUITERS_CREDENTIALS,
	worldOf,
} from '../../src/n8n/readConnection';
import { readParameters, textParameter } from '../../src/n8n/readParameters';
import { readLedgerRow } from '../../src/operations/activity/ledger';
import { PersonRowSchema } from '../../src/operations/activity/whoIsIt';
import { writeActivity } from '../../src/operations/activity/writeActivity';
import { WriteDesk, type WriteOptions } from '../../src/operations/activity/WriteDesk';
import { openSmartRecruiters } from '../../src/operations/connect';
import { outcomeToItems } from './outcomeToItems';
import { readJson } from './sharedFields';

const show = { operation: ['write'] };

export const writeFields: INodeProperties[] = [
	{
		displayName: 'Activity',
		name: 'activity',
		type: 'json',
		default: '={{ $json }}',
		required: true,
		displayOptions: { show },
		description: 'An item of RSC Trigger, or of the operation Get Many',
	},
	{
		displayName: 'Seat Holder Name',
		name: 'seatName',
		type: 'string',
		default: '={{ $json.seatName }}',
		displayOptions: { show },
		description: 'Stands in the note as sender or recipient; empty if it is not known',
	},
	{
		displayName: 'Known People',
		name: 'people',
		type: 'json',
		default: '[]',
		displayOptions: { show },
		placeholder: 'e.g. {{ [{ candidateId: $json.knownCandidateId }] }}',
		description:
			'Rows of the Data Table rsc_people for the person of this activity. A row without candidate says that several could be the person.',
	},
	{
		displayName: 'Ledger Row',
		name: 'ledgerRow',
		type: 'json',
		default: '{}',
		displayOptions: { show },
		placeholder: 'e.g. {{ $json.ledger }}',
		description:
			'The row of the Data Table rsc_activity for this activity, as it was before this attempt was marked there; empty when there is none',
	},
	{
		displayName: 'Options',
		name: 'writeOptions',
		type: 'collection',
		default: {},
		placeholder: 'Add option',
		displayOptions: { show },
		options: [
			{
				displayName: 'Create Candidates',
				name: 'createCandidates',
				type: 'boolean',
				default: false,
				description:
					'Whether somebody who shared name and e-mail, and is no candidate yet, becomes one in the talent pool',
			},
			{
				displayName: 'Fill Gaps of the Candidate',
				name: 'enrich',
				type: 'boolean',
				default: true,
				description:
					'Whether a shared phone number or e-mail is added to a candidate who has none. What is there is never replaced.',
			},
			{
				displayName: 'Tags',
				name: 'tags',
				type: 'string',
				default: 'linkedin-rsc',
				description: 'Tags of candidates that are created, separated by commas',
			},
			{
				displayName: 'Time Limit (Minutes)',
				name: 'timeLimit',
				type: 'number',
				default: 5,
				typeOptions: { minValue: 0.1 },
				description: 'How long limits and outages are waited for, over all items together',
			},
		],
	},
];

const ParametersSchema = z.object({
	authentication: z.enum(SMARTRECRUITERS_CREDENTIALS),
	seatName: textParameter,
	people: z.unknown(),
	ledgerRow: z.unknown(),
	writeOptions: z.object({
		createCandidates: z.boolean().default(false),
		enrich: z.boolean().default(true),
		tags: z.string().default('linkedin-rsc'),
		timeLimit: z.number().positive().default(5),
	}),
});
const LABELS = {
	authentication: 'SmartRecruiters Authentication',
	people: 'Known People',
	writeOptions: 'Options',
};

/** Writes items, sharing what is learned about people between them. */
export class Writer {
	private desk: { key: string; desk: WriteDesk } | undefined;

	constructor(private readonly context: IExecuteFunctions) {}

	/** Contact details first: they tell who the others are about. */
	order(): number[] {
		const items = this.context.getInputData().map((_, item) => item);
		const isStub = (item: number): boolean =>
			ActivityEventSchema.safeParse(this.raw(item)).data?.kind === 'stub';
		return [...items.filter(isStub), ...items.filter((item) => !isStub(item))];
	}

	async write(item: number): Promise<INodeExecutionData[][]> {
		const parameters = readParameters(this.context, item, ParametersSchema, LABELS);
		const event = this.event(item);
		const people = z.array(PersonRowSchema).safeParse(readJson(parameters.people) ?? []);
		if (!people.success) {
			throw new ConfigurationError(
				`"Known People" is not a list of rows [Item ${item}]`,
				'Hand over rows of the Data Table rsc_people, for example [{ "candidateId": "…" }].',
			);
		}
		const { tags, timeLimit, ...choice } = parameters.writeOptions;
		const options = { ...choice, tags: tags.split(',').flatMap((tag) => tag.trim() || []) };
		const desk = await this.open(parameters.authentication, options, timeLimit * 60_000);
		const outcome = await writeActivity(desk, {
			event,
			held: readLedgerRow(readJson(parameters.ledgerRow)),
			people: people.data,
			seatName: parameters.seatName,
		});
		return outcomeToItems(desk.organization, event, outcome, item);
	}

	private raw(item: number): unknown {
		return readJson(this.context.getNodeParameter('activity', item, ''));
	}

	private event(item: number): ActivityEvent {
		const parsed = ActivityEventSchema.safeParse(this.raw(item));
		if (parsed.success) return parsed.data;
		const field = parsed.error.issues[0]?.path.join('.');
		throw new ConfigurationError(
			`"Activity" is no activity of Recruiter [Item ${item}]${field ? `: ${field} is missing` : ''}`,
			'Use an item of RSC Trigger or of Get Many as it is.',
		);
	}

	/** One desk for all items that are written the same way. */
	private async open(
		authentication: (typeof SMARTRECRUITERS_CREDENTIALS)[number],
		options: WriteOptions,
		timeLimitMs: number,
	): Promise<WriteDesk> {
		const key = JSON.stringify([authentication, options]);
		if (this.desk?.key === key) return this.desk.desk;
		const { organizationUrn } = await readLinkedInSettings(this.context);
		const side = await readSmartRecruiters(this.context, authentication);
		const world = worldOf(this.context);
		const frame = { deadlineMs: world.effects.now() + timeLimitMs, ledger: new WaitLedger() };
		const { api } = openSmartRecruiters(side, world, frame);
		const desk = new WriteDesk(api, world.effects, organizationUrn, options);
		this.desk = { key, desk };
		return desk;
	}
}
