import { press } from '../../scripts/support/exporting';
import {
	at,
	byId,
	deciding,
	exporting,
	holdOnly,
	openBeforeEach,
	rows,
	run,
	sandbox,
	tables,
} from '../support/exportCandidateNode';

openBeforeEach();

describe('RSC Export Candidate, when it cannot work now', () => {
	it('waits with an item in words while no contract is connected', async () => {
		const [, contract] = tables.rows('rsc_contracts');
		if (contract) contract.state = 'switchedOff';
		const made = await press(sandbox, at('plain'));
		const { outputs } = await run(exporting(), [{ json: { requestId: made.requestId } }]);
		expect(outputs[0]).toMatchObject([
			{ json: { state: 'queued', message: expect.stringContaining('switched off') } },
		]);
		expect(rows()).toMatchObject([{ state: 'waiting' }]);
	});

	it('says that its export is queued while another run works, and a schedule that it is busy', async () => {
		const made = await press(sandbox, at('plain'));
		await run(exporting(), [{ json: { requestId: made.requestId } }]);
		const [lock] = tables.rows('rsc_locks');
		if (!lock) throw new Error('No lock');
		Object.assign(lock, { owner: 'another', untilMs: Date.now() + 60_000 });
		const next = await press(sandbox, 20);
		const pushed = [{ json: { requestId: next.requestId } }];
		const queued = await run(exporting(), pushed, 'trigger');
		expect(queued.outputs[0]).toMatchObject([
			{ json: { exportKey: next.requestId, state: 'queued' } },
		]);
		const idle = await run(exporting(), [{ json: {} }], 'trigger');
		expect(idle.outputs[0]).toMatchObject([{ json: { state: 'busy' } }]);
		expect(idle.outputs[0]?.[0]?.json.busyUntil).toBe(new Date(Number(lock.untilMs)).toISOString());
	});

	it('waits for the other run when a person started it', async () => {
		await run(exporting(), [
			{ json: { requestId: (await press(sandbox, at('plain'))).requestId } },
		]);
		const [lock] = tables.rows('rsc_locks');
		if (!lock) throw new Error('No lock');
		Object.assign(lock, { owner: 'another', untilMs: Date.now() + 1_000 });
		const { requestId } = await press(sandbox, 20);
		const { outputs } = await run(exporting(), [{ json: { requestId } }]);
		expect(outputs[0]).toMatchObject([{ json: { exportKey: requestId, state: 'exported' } }]);
	});

	it('keeps the others in the queue when one item cannot be used, and names it', async () => {
		const made = await press(sandbox, at('plain'));
		const { error } = await run(exporting(), [
			{ json: { requestId: { odd: true } } },
			{ json: { requestId: made.requestId } },
		]);
		expect(error?.message).toContain('"Request ID" is not text [Item 0]');
		expect(rows()).toMatchObject([{ exportKey: made.requestId }]);
	});

	it.each([
		[
			'a domain that is none',
			exporting({ options: { placeholderDomain: 'nobody' } }),
			'"Placeholder Domain" is not a domain [Item 0]',
		],
		[
			'no candidate to link to',
			deciding({ decision: 'link', exportKey: '1', candidate: byId('={{ $json.nobody }}') }),
			'"Candidate" is empty [Item 0]',
		],
		['no export', deciding({ decision: 'ignore' }), '"Export Key" is empty [Item 0]'],
		['an unknown operation', { operation: 'toString' }, 'There is no operation "toString"'],
		[
			'no request',
			{ operation: 'getExport', requestId: '={{ $json.requestId }}' },
			'"Request ID" is empty [Item 0]',
		],
	])('names the parameter with %s', async (_title, parameters, words) => {
		expect((await run(parameters)).error?.message).toContain(words);
	});

	it('measures nothing before anything is connected, and leaves no trace of a connection', async () => {
		await holdOnly({});
		const { outputs, error } = await run({ operation: 'getUsage' });
		expect(error).toBeUndefined();
		expect(outputs.flat().map(({ json }) => [json.of, json.used])).toEqual([['all seats', 0]]);
		expect(tables.rows('rsc_sync')).toEqual([]);
	});
});
