import { z } from 'zod';
import { LinkedInRscOAuth2Api } from '../../../credentials/LinkedInRscOAuth2Api.credentials';
import { SmartRecruitersOAuth2Api } from '../../../credentials/SmartRecruitersOAuth2Api.credentials';
import { FIELD_LABELS } from '../../../src/n8n/readCredential';
import { whyUnusable } from '../../../src/n8n/whyUnusable';

describe('why a value cannot be used', () => {
	it.each<[z.ZodType, unknown, string]>([
		[z.number().min(100), 20, 'has to be at least 100'],
		[z.number().positive(), 0, 'has to be more than 0'],
		[z.number().max(8), 9, 'has to be at most 8'],
		[z.number().int(), 1.5, 'has to be a whole number'],
		[z.number(), Number.NaN, 'has to be a number'],
		[z.number(), 'twenty', 'has to be a number'],
		[z.number(), undefined, 'is missing'],
		[z.string(), 7, 'has to be text'],
		[z.string().min(1), '', 'is empty'],
		[z.array(z.string()).min(1), [], 'is empty'],
		[z.enum(['all', 'chosen']), 'none', 'has to be one of: all, chosen'],
		[z.literal(true), false, 'has to be true'],
		[z.string().regex(/^\d+$/), 'x', 'cannot be used'],
	])('case %#: %s', (schema, value, why) => {
		expect(whyUnusable(schema.safeParse(value).error?.issues[0])).toBe(why);
	});

	it('never repeats the value', () => {
		const { error } = z.enum(['a', 'b']).safeParse('Ada Example');
		expect(whyUnusable(error?.issues[0])).not.toContain('Ada');
	});
});

describe('labels of credential fields', () => {
	it('are those of the credentials', () => {
		const shown = new Map(
			[new LinkedInRscOAuth2Api(), new SmartRecruitersOAuth2Api()].flatMap(({ properties }) =>
				properties.map(({ name, displayName }) => [name, displayName]),
			),
		);
		expect(Object.keys(FIELD_LABELS).map((name) => [name, shown.get(name)])).toEqual(
			Object.entries(FIELD_LABELS),
		);
	});
});
