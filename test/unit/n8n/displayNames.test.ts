import type { INodeProperties } from 'n8n-workflow';
import { displayNames } from '../../../src/n8n/fields/displayNames';

const number = (displayName: string, name: string): INodeProperties => ({
	...{ displayName, name },
	type: 'number',
	default: 1,
});
const FORM: INodeProperties[] = [
	number('Days', 'days'),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		options: [number('Time Limit (Seconds)', 'timeLimit')],
	},
	{
		displayName: 'Access Groups',
		name: 'accessGroups',
		type: 'fixedCollection',
		default: {},
		options: [
			{ displayName: 'Access Group', name: 'values', values: [number('Department', 'department')] },
		],
	},
	{
		displayName: 'Kinds',
		name: 'kinds',
		type: 'multiOptions',
		default: [],
		options: [{ name: 'InMail', value: 'inMail' }],
	},
];

describe('what a form calls a parameter', () => {
	it.each([
		['days', 'Days'],
		['options', 'Options'],
		['options.timeLimit', 'Options > Time Limit (Seconds)'],
		['accessGroups.values.0.department', 'Access Groups > Access Group > 0 > Department'],
		['kinds.1', 'Kinds > 1'],
		['other.timeLimit', 'other > timeLimit'],
		['', ''],
	])('%s', (path, names) => {
		expect(displayNames(FORM, path.split('.').filter(Boolean)).join(' > ')).toBe(names);
	});
});
