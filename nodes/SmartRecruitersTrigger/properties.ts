import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { WEBHOOK_EVENTS } from '../../src/smartrecruiters/webhookEvents';

function eventOptions(): INodePropertyOptions[] {
	const title = (subject: string): string => subject.charAt(0).toUpperCase() + subject.slice(1);
	return Object.entries(WEBHOOK_EVENTS)
		.flatMap(([subject, events]) => [
			{
				name: `${title(subject)}: Any`,
				value: `${subject}.*`,
				description: `All events: ${Object.values(events).join(', ')}`,
			},
			...Object.entries(events).map(([event, happened]) => ({
				name: `${title(subject)}: ${happened}`,
				value: `${subject}.${event}`,
			})),
		])
		.sort((a, b) => a.name.localeCompare(b.name));
}

export const triggerFields: INodeProperties[] = [
	{
		displayName:
			'SmartRecruiters sends IDs, not contents, and may send an event twice or late: read what changed before you use it. It does not report deleted jobs, deleted applications or notes.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'SmartRecruiters Authentication',
		name: 'authentication',
		type: 'options',
		default: 'smartRecruitersOAuth2Api',
		options: [
			{ name: 'API Key', value: 'smartRecruitersApi' },
			{ name: 'OAuth2', value: 'smartRecruitersOAuth2Api' },
		],
	},
	{
		// n8n makes actions of a field "Events", and then shows the node without its last word.
		displayName: 'SmartRecruiters Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: [
			...['application.*', 'candidate.*'],
			...['job.hiring-team.updated', 'job.status.updated', 'job.updated'],
		],
		description: 'What starts this workflow. "Any" stands for all events of its subject.',
		options: eventOptions(),
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Alerting Email Address',
				name: 'alertingEmailAddress',
				type: 'string',
				placeholder: 'e.g. nathan@example.com',
				default: '',
				description:
					'Where SmartRecruiters sends a warning when it could not deliver for a long time',
			},
		],
	},
];
