import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { control } from '../../scripts/support/exporting';
import {
	FIRST,
	connect,
	credentials,
	json,
	openBeforeEach,
	run,
	sandbox,
	stored,
} from '../support/userMapperNode';

openBeforeEach();

describe('the mapping page', () => {
	const call = (change: IDataObject = {}): INodeExecutionData => ({
		json: {
			method: 'GET',
			user: 'ada',
			key: 'k0',
			scriptKey: 'k1',
			address: 'http://127.0.0.1/p',
			...change,
		},
	});
	const show = async (item: INodeExecutionData) =>
		await run({ resource: 'mapping', operation: 'mappingPage', options: {} }, [item]);
	const decide = async (decisions: unknown) =>
		await show(
			call({
				method: 'POST',
				form: { action: 'decide', decisions: JSON.stringify(decisions) },
			}),
		);

	it('holds seats, suggestions and users, and the key of this visit', async () => {
		connect(FIRST);
		const { responses, error, outputs } = await show(call());
		expect(error).toBeUndefined();
		const [page] = responses;
		expect(page).toMatchObject({
			statusCode: 200,
			headers: { 'Cache-Control': 'no-store', 'X-Frame-Options': 'DENY' },
		});
		expect(page?.body).toContain('Acme &lt;b&gt;');
		expect(page?.body).toContain('data-key="k1"');
		expect(page?.body.match(/class="seat /g)).toHaveLength(11);
		// Execution data hold no page.
		expect(json(outputs[0])).toEqual([{ status: 200 }]);
	});

	it('keeps what is decided on it, and says what cannot be kept', async () => {
		connect(FIRST);
		const [seat] = sandbox.seats.list(FIRST);
		const [user] = sandbox.context.company.users;
		const { responses } = await decide([
			{ seat: seat?.seatUrn, contract: FIRST, userId: user?.id, how: 'by hand' },
			{ seat: 'urn:li:seat:5', contract: FIRST, userId: user?.id, how: 'email' },
		]);
		expect(JSON.parse(responses[0]?.body ?? '')).toEqual({
			rows: [{ seat: seat?.seatUrn, html: expect.stringContaining('data-status="mapped"') }],
			refused: [{ seat: 'urn:li:seat:5', text: 'The seat is no longer in Recruiter.' }],
		});
		expect(stored('rsc_seats')).toEqual([
			expect.objectContaining({ seat: seat?.seatUrn, userId: user?.id }),
		]);
	});

	it.each([
		['no list', {}],
		['a mapping without a user', [{ seat: 'urn:li:seat:1', contract: '2001', how: 'email' }]],
		['a seat that is none', [{ seat: 'x', contract: '2001', how: 'skipped' }]],
		['an unknown way', [{ seat: 'urn:li:seat:1', contract: '2001', how: 'guessed' }]],
	])('takes no decisions that are %s', async (_what, decisions) => {
		const { responses } = await decide(decisions);
		expect(responses[0]?.statusCode).toBe(400);
		expect(stored('rsc_seats')).toEqual([]);
	});

	it('says on the page, or to its script, what went wrong, in place of an empty window', async () => {
		connect(FIRST);
		const [seat] = sandbox.seats.list(FIRST);
		await control(sandbox, '/faults', [{ path: 'seatsV2', kind: 'status', status: 400, times: 2 }]);
		const saved = await decide([{ seat: seat?.seatUrn, contract: FIRST, how: 'skipped' }]);
		expect(saved.responses[0]?.statusCode).toBe(500);
		expect(JSON.parse(saved.responses[0]?.body ?? '')).toEqual({
			error: expect.stringContaining('Not saved: LinkedIn answered 400'),
		});
		expect(json(saved.outputs[0])).toEqual([
			{ status: 500, error: expect.stringContaining('400') },
		]);
		const wrong = { linkedIn: { clientSecret: 'wrong' } };
		const shown = await run(
			{ resource: 'mapping', operation: 'mappingPage', options: {} },
			[call()],
			undefined,
			credentials(wrong),
		);
		expect(shown.responses[0]).toMatchObject({ statusCode: 500 });
		expect(shown.responses[0]?.body).toContain('This page cannot be shown');
	});

	it('says that it needs a trigger when it gets any other item', async () => {
		const { error } = await show({ json: { a: 1 } });
		expect(error?.message).toBe('This item is not a call from a page [Item 0]');
		expect(error?.description).toContain('Admin Page');
	});
});
