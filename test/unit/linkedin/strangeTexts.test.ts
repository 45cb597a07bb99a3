import { looseText, looseTime, urnsIn } from '../../../src/linkedin/lenient';
import { profileSlug } from '../../../src/linkedin/profileUrl';
import { refusedField } from '../../../src/linkedin/refusedField';
import { readNotification } from '../../../src/linkedin/notification';
import { readWidgetElements } from '../../../src/linkedin/widgetResult';
import { expandEvents } from '../../../src/smartrecruiters/webhookEvents';

const nested = (depth: number): unknown => {
	let value: unknown = 'urn:li:person:a';
	for (let at = 0; at < depth; at += 1) value = [value];
	return value;
};

describe('texts of strangers', () => {
	it('are looked at up to a length', () => {
		expect(profileSlug(`https://www.linkedin.com/in/${'a'.repeat(100_000)}`)).toBeUndefined();
		expect(profileSlug('a.'.repeat(100_000))).toBeUndefined();
		expect(looseTime('1'.repeat(100_000))).toBeUndefined();
		expect(readWidgetElements(`[${'[],'.repeat(400_000)}1]`)).toBeUndefined();
	});

	it('that nest for ever hold nothing', () => {
		expect(looseText(nested(100_000))).toBe('');
		expect(urnsIn({ person: nested(100_000) }, 'person')).toEqual([]);
		expect(urnsIn({ person: nested(3) }, 'person')).toEqual(['urn:li:person:a']);
	});
});

describe('a word that every object knows', () => {
	const words = [...Object.getOwnPropertyNames(Object.prototype), 'name', 'length'];

	it.each(words)('%s is a type of integration like any other unknown one', (integrationType) => {
		const element = { integrationContext: 'urn:li:organization:1', integrationType };
		expect(readWidgetElements(element)).toEqual([
			{ context: 'urn:li:organization:1', integrationType, status: '', name: '' },
		]);
	});

	it.each(words)('%s is no event', (type) => {
		const notification = readNotification(Buffer.from(JSON.stringify({ id: '7', type })));
		expect(notification).toMatchObject({ type, event: undefined });
		expect(expandEvents([`${type}.*`])).toEqual([]);
	});
});

describe('the field that LinkedIn names in a refusal', () => {
	it.each([
		['ERROR :: /emailAddresses :: value is not valid\n', '/emailAddresses'],
		['ERROR :: /phoneNumbers/0/number :: no', '/phoneNumbers'],
		['/title is too long', '/title'],
		['Ada Lo <ada@example.com> of https://ats.example.com/Ada is not valid', undefined],
		['ERROR :: Ada /lastName', undefined],
		[`ERROR :: /${'a'.repeat(500)}`, undefined],
		['', undefined],
		[undefined, undefined],
	])('of %j is %j: nothing of the rest', (message, field) => {
		expect(refusedField(message)).toBe(field);
	});
});
