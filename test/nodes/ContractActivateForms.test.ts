import type { NodeRun } from '../../scripts/support/runNode';
import {
	acknowledge,
	contract,
	dataSharing,
	json,
	openBeforeEach,
	run,
	sandbox,
	tables,
} from '../support/contractActivateNode';

openBeforeEach();

describe('RSC Contract Activate › Move', () => {
	it.each([
		['contract', { endingContracts: '2001' }, { step: 'connected', state: 'stop' }],
		['atsCompany', {}, { step: 'atsCompany', state: 'done' }],
		['companyPage', { fromOrganization: '1001' }, { step: 'switchesOff', state: 'stop' }],
	])('%s needs no field of the other moves', async (move, fields, step) => {
		await acknowledge();
		const moved = await run(contract('move', { move, ...fields }));
		expect(moved.error).toBeUndefined();
		expect(json(moved.outputs[0])).toEqual([expect.objectContaining(step)]);
	});
});

describe('RSC Contract Activate › a switch', () => {
	it.each([
		[
			'Both Switches Are Off',
			contract('move', { move: 'companyPage', fromOrganization: '1001', switchesOff: 'yes' }),
		],
		['Preview Only', dataSharing('setVisibility', { who: 'team', previewOnly: 'yes' })],
		[
			'Allow Jobs That Nobody Sees',
			dataSharing('setVisibility', { who: 'team', allowsNobody: 'no' }),
		],
		['Preview Only', dataSharing('setSharingRules', { previewOnly: 'yes' })],
	])('%s does not count as off when it holds something else', async (label, parameters) => {
		await acknowledge();
		const done = await run(parameters);
		expect(done.error?.message).toBe(`"${label}" has to be true or false [Item 0]`);
	});

	it.each([
		['move', contract('move', { move: 'atsCompany', switchesOff: '' })],
		[
			'visibility',
			dataSharing('setVisibility', {
				...{ who: 'everybody', confidentialToTeam: '', allowsNobody: '' },
				...{ scheme: '', accessGroups: '' },
			}),
		],
	])('counts as off while another choice hides it (%s)', async (_what, parameters) => {
		await acknowledge();
		expect((await run(parameters)).error).toBeUndefined();
	});
});

describe('RSC Contract Activate › Preflight', () => {
	const byCheck = (found: NodeRun) =>
		new Map(json(found.outputs[0]).map((line) => [line.check, line] as const));

	it('gives an item a line, and makes no table', async () => {
		const found = await run(contract('preflight'));
		expect(found.error).toBeUndefined();
		const lines = byCheck(found);
		expect(lines.get('linkedInCredential')).toMatchObject({ level: 'ok', side: 'linkedIn' });
		expect(lines.get('smartRecruitersCredential')).toMatchObject({
			finding: 'smartRecruitersWorks',
			says: 'SmartRecruiters accepts the credential. It belongs to Sample Co (SampleCo).',
		});
		expect(lines.get('dataTables')).toMatchObject({ finding: 'tablesEmpty' });
		expect(lines.get('address')).toMatchObject({ facts: { address: 'http://127.0.0.1' } });
		expect(tables.calls).toEqual(['list']);
	});

	it('asks n8n whether a table would take a row, without writing one', async () => {
		await acknowledge();
		const rows = JSON.stringify(tables.rows('rsc_contracts'));
		expect(byCheck(await run(contract('preflight'))).get('dataTables')?.finding).toBe(
			'tablesReady',
		);
		expect(JSON.stringify(tables.rows('rsc_contracts'))).toBe(rows);
		tables.before = (_table, kind) => {
			if (kind === 'write') throw new Error('Data table size limit exceeded');
		};
		expect(byCheck(await run(contract('preflight'))).get('dataTables')).toMatchObject({
			level: 'stop',
			says: 'n8n’s Data Tables accept no more rows.',
		});
	});

	it('believes somebody who says that the own integration is off', async () => {
		await fetch(`${sandbox.url}/_sandbox/smartrecruiters/own-integration`, { method: 'POST' });
		const before = byCheck(await run(contract('preflight'))).get('ownIntegration');
		expect(before).toMatchObject({ level: 'stop', finding: 'ownIntegrationOn' });
		const options = { ownIntegrationOff: true };
		const after = byCheck(await run(contract('preflight', { options }))).get('ownIntegration');
		expect(after).toMatchObject({ level: 'ok', finding: 'ownIntegrationSaidOff' });
	});
});
