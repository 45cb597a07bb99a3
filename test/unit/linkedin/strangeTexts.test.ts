import { looseText, looseTime, urnsIn } from '../../../src/linkedin/lenient';
import { profileSlug } from '../../../src/linkedin/profileUrl';
import { refusedField } from '../../../src/linkedin/refusedField';
import { readWidgetElements } from '../../../src/linkedin/widgetResult';

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
