import { connectStep } from '../../../src/pages/connectStep';
import { contractLabel, contractListing } from '../../../src/pages/contractListing';
import { isPageKey, pageKey } from '../../../src/pages/pageKey';
import { contractRow, NOW_MS, ORGANIZATION, organizationRow } from './fixtures';

describe('the next step', () => {
	const second = { contract: 'urn:li:contract:2002' };
	it.each([
		['acknowledge', 'nothing is there', []],
		['acknowledge', 'only a contract is there', [contractRow({ state: 'chosen' })]],
		[
			'acknowledge',
			'the acknowledgement is incomplete',
			[{ ...organizationRow, acknowledgedBy: '' }, contractRow({ state: 'chosen' })],
		],
		[
			'acknowledge',
			'another organization has acknowledged',
			[
				{
					...organizationRow,
					contract: 'urn:li:organization:7',
					organization: 'urn:li:organization:7',
				},
			],
		],
		['addContract', 'it is acknowledged', [organizationRow]],
		[
			'addContract',
			'the only contract was refused',
			[organizationRow, contractRow({ state: 'refused' })],
		],
		['request', 'one was chosen', [organizationRow, contractRow({ state: 'chosen' })]],
		[
			'request',
			'a second one was chosen',
			[organizationRow, contractRow({}), contractRow({ ...second, state: 'chosen' })],
		],
		['switchOn', 'access was requested', [organizationRow, contractRow({ state: 'requested' })]],
		[
			'switchOn',
			'one of two is connected',
			[organizationRow, contractRow({}), contractRow({ ...second, state: 'waiting' })],
		],
		['switchOn', 'one flipped back', [organizationRow, contractRow({ state: 'switchedOff' })]],
		[
			'acknowledge',
			'workflow 08 has disconnected',
			[{ ...organizationRow, state: 'disconnected' }, contractRow({ state: 'disconnected' })],
		],
		[
			'request',
			'it was acknowledged again after that',
			[{ ...organizationRow, state: 'acknowledged' }, contractRow({ state: 'disconnected' })],
		],
		[
			'connected',
			'all are, but the refused one',
			[organizationRow, contractRow({}), contractRow({ ...second, state: 'refused' })],
		],
	] as const)('is %s when %s', (step, _when, rows) => {
		expect(connectStep(rows, ORGANIZATION)).toBe(step);
	});
});

describe('contracts on a form page', () => {
	it('end with their number, which the workflow reads back', () => {
		expect(contractLabel(contractRow({}))).toBe('Acme Europe (contract 2001)');
		expect(contractLabel(contractRow({ name: '' }))).toBe('Contract 2001');
	});

	it('show both levels and what is missing, in markup that the form lets through', () => {
		const { text } = contractListing([
			contractRow({ state: 'waiting', contractLevel: 'off', missing: 'Contract-level access' }),
			contractRow({ state: 'refused', whatToDo: 'Choose another one.' }),
			contractRow({ state: 'chosen', name: 'Fresh' }),
			contractRow({ state: 'chosen', name: 'Unlucky', whatToDo: 'LinkedIn answered 500.' }),
		]);
		expect(text).not.toContain('Fresh');
		expect(text).toContain('LinkedIn answered 500.');
		expect(text).toContain('<li>Company level: <b>On</b></li>');
		expect(text).toContain('<li>Contract level: <b>Off</b></li>');
		expect(text).toContain('<b>Missing:</b> Contract-level access');
		expect(text).toContain('Not accepted. Choose another one.');
		expect(text).not.toMatch(/class=|style=/);
	});

	it('cannot smuggle an expression into the form', () => {
		const { text } = contractListing([contractRow({ name: '{{ $env.SECRET }}' })]);
		expect(text).not.toMatch(/\{\{|\$/);
	});
});

describe('a page key', () => {
	const key = pageKey('secret', 'retry', ORGANIZATION, NOW_MS);
	const check = (one: string, change: Partial<Record<string, string>> = {}, nowMs = NOW_MS) =>
		isPageKey(
			one,
			change.secret ?? 'secret',
			change.purpose === 'chooseContract' ? 'chooseContract' : 'retry',
			change.organization ?? ORGANIZATION,
			nowMs,
		);

	it('opens what it was made for, today and tomorrow', () => {
		expect(check(key)).toBe(true);
		expect(check(key, {}, NOW_MS + 86_400_000)).toBe(true);
	});

	it.each([
		['on the day after', check(key, {}, NOW_MS + 2 * 86_400_000)],
		['for another purpose', check(key, { purpose: 'chooseContract' })],
		['for another organization', check(key, { organization: 'urn:li:organization:7' })],
		['of another secret', check(key, { secret: 'other' })],
		['that is empty', check('')],
		['that is cut off', check(key.slice(1))],
		['made without a secret', check(pageKey('', 'retry', ORGANIZATION, NOW_MS), { secret: '' })],
	])('does not open anything %s', (_title, opened) => {
		expect(opened).toBe(false);
	});
});
