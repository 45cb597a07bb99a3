import { requireAcknowledgement } from '../../src/operations/contract/acknowledgement';
import { acknowledgeDataSharing } from '../../src/operations/contract/acknowledgeDataSharing';
import {
	CURRENT_TEXT_VERSION,
	DATA_SHARING_TEXTS,
	TEXT_VERSIONS,
} from '../../src/operations/contract/dataSharingTexts';
import { ACKNOWLEDGED, ORGANIZATION } from '../support/contractSandbox';

const NOW = Date.UTC(2026, 10, 24, 9, 30);
const ticked = {
	organizationUrn: ORGANIZATION,
	acknowledged: true,
	acknowledgedBy: ' Ada Lo ',
	textVersion: CURRENT_TEXT_VERSION,
};

describe('acknowledging the sharing of data', () => {
	it('keeps who, when, and the very text', () => {
		expect(acknowledgeDataSharing(ticked, NOW)).toEqual({
			organization: ORGANIZATION,
			acknowledged: true,
			acknowledgedBy: 'Ada Lo',
			acknowledgedAt: '2026-11-24T09:30:00.000Z',
			acknowledgedText: '2026-11',
			text: DATA_SHARING_TEXTS['2026-11'],
		});
	});

	it('does not go without the tick, nor without a name', () => {
		expect(() => acknowledgeDataSharing({ ...ticked, acknowledged: false }, NOW)).toThrow(
			/"Acknowledged" is not ticked/,
		);
		expect(() => acknowledgeDataSharing({ ...ticked, acknowledgedBy: '  ' }, NOW)).toThrow(
			/"Acknowledged By" is empty/,
		);
	});

	it.each(TEXT_VERSIONS)('the text %s says what is shared, and on what ground', (version) => {
		expect(DATA_SHARING_TEXTS[version]).toMatch(
			/GDPR-compliant data are shared across both platforms/,
		);
	});

	it('gives what later steps accept', () => {
		const record = acknowledgeDataSharing(ticked, NOW);
		expect(requireAcknowledgement(record, NOW)).toEqual({
			acknowledgedBy: 'Ada Lo',
			acknowledgedAt: '2026-11-24T09:30:00.000Z',
			acknowledgedText: '2026-11',
		});
	});
});

describe('a later step', () => {
	it.each([
		[
			'everything',
			{ acknowledgedBy: '', acknowledgedAt: '', acknowledgedText: '' },
			/By.*At.*Text/,
		],
		['who', { acknowledgedBy: ' ' }, /"Acknowledged By" is empty/],
		['when', { acknowledgedAt: '' }, /"Acknowledged At" is empty/],
		['which text', { acknowledgedText: '' }, /"Acknowledged Text" is empty/],
		['a real time', { acknowledgedAt: 'yesterday' }, /"Acknowledged At" is not a time/],
		['a past time', { acknowledgedAt: '2027-01-01T00:00:00Z' }, /"Acknowledged At" is not a time/],
		['a known text', { acknowledgedText: '1999-01' }, /"Acknowledged Text" is not a version/],
	])('refuses without %s, and says what to do', (_title, change, message) => {
		const step = () => requireAcknowledgement({ ...ACKNOWLEDGED, ...change }, NOW);
		expect(step).toThrow(message);
		expect(step).toThrow(
			expect.objectContaining({ advice: expect.stringContaining('Acknowledge Data Sharing') }),
		);
	});
});
