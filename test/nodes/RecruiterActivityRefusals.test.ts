import {
	CONTRACT,
	explain,
	getMany,
	note,
	openBeforeEach,
	run,
	sandbox,
	tables,
	write,
} from '../support/recruiterActivityNode';

openBeforeEach();

describe('Recruiter Activity, when something is odd or missing', () => {
	it.each([
		['null where there is nothing', { editedAtMs: null, subject: null, contact: null }],
		['a time at the end of the year 9999', { happenedAtMs: 253_402_300_799_000 }],
	])('writes an event with %s', async (_title, change) => {
		const { outputs, error } = await write([note(change)]);
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(1);
	});

	it.each([
		['no kind', { kind: 'call' }, 'kind'],
		['a time that is none', { happenedAtMs: 9e99 }, 'happenedAtMs'],
		['a time beyond the year 9999', { happenedAtMs: 8.64e15 }, 'happenedAtMs'],
		['a time in words', { happenedAtMs: 'yesterday' }, 'happenedAtMs'],
	])('sets an item with %s aside, and goes on with the others', async (_title, change, field) => {
		const odd = note({ activityId: 'prospectNote:odd', ...change });
		const { outputs, error } = await write([odd, note()]);
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(1);
		expect(outputs[1]?.[0]?.json).toMatchObject({
			code: 'NOT_READABLE',
			activityId: 'prospectNote:odd',
			reason: expect.stringContaining(field),
		});
		expect(tables.rows('rsc_parked')).toHaveLength(1);
	});

	it('says clearly that the sharing was not acknowledged', async () => {
		for (const row of tables.rows('rsc_contracts')) row.acknowledgedBy = '';
		for (const operation of ['write', 'catchUp', 'importPast']) {
			const items = [{ json: note() }];
			const { error } = await run({ operation, days: 3 }, { items });
			expect(error?.message).toMatch(/has not been acknowledged/);
			expect(error?.description).toMatch(/connect page/);
		}
		expect(sandbox.notes.all()).toEqual([]);
	});

	it('keeps everything while the contract is switched off, and says so', async () => {
		for (const row of tables.rows('rsc_contracts'))
			if (row.contract === CONTRACT) row.state = 'switchedOff';
		const { outputs, hints } = await write([note()]);
		expect(outputs[1]?.[0]?.json).toMatchObject({ code: 'WAITING', state: 'paused' });
		expect(hints[0]).toMatch(/Nothing was written: every contract is switched off/);
	});

	it.each([
		[
			'a contract that is none',
			() => getMany({ contract: 'Acme' }),
			/"Contract" is not a contract \[Item 0\]/,
		],
		[
			'a seat that is none',
			() => getMany({ seat: { __rl: true, mode: 'id', value: '={{ "Ada" }}' } }),
			/"Seat Holder" is not a seat \[Item 0\]/,
		],
		['no beginning', () => getMany({ from: '={{ "" }}' }), /"From" is empty \[Item 0\]/],
		[
			'a beginning that is none',
			() => getMany({ from: 'soon' }),
			/"From" is not a date \[Item 0\]/,
		],
		['nothing to get', () => getMany({ kinds: [] }), /"Activity to Get" is empty \[Item 0\]/],
		[
			'no number of results',
			() => getMany({ returnAll: false, limit: 0 }),
			/"Limit" has to be at least 1 \[Item 0\]/,
		],
		[
			'no activity',
			() => ({ operation: 'write' }),
			/not an activity from Recruiter \[Item 0\]: "kind"/,
		],
		[
			'days that are none',
			() => ({ operation: 'catchUp', days: 0 }),
			/"Days" has to be at least 0.5 \[Item 0\]/,
		],
		[
			'a time that is missing',
			() => explain({ about: '={{ "" }}' }),
			/"About When" is empty \[Item 0\]/,
		],
		[
			'an option that is none',
			() => explain({ options: { giveOrTake: 'a day' } }),
			/"Options > Give or Take \(Hours\)" has to be a number \[Item 0\]/,
		],
		['no candidate', () => explain({ question: 'candidate' }), /"Candidate" is empty \[Item 0\]/],
		[
			'no job',
			() => explain({ question: 'job', job: { __rl: true, mode: 'id', value: '={{ "" }}' } }),
			/"Job" is empty \[Item 0\]/,
		],
		['an operation that is none', () => ({ operation: 'x' }), /There is no operation "x"/],
	])('names parameter and item for %s', async (_title, parameters, message) => {
		const { error } = await run(parameters());
		expect(error?.message).toMatch(message);
		expect(error?.description).toBeTruthy();
	});

	it('keeps texts and tokens out of errors, and gives one as an item when it may', async () => {
		const fault = { vendor: 'smartrecruiters', kind: 'status', status: 401, times: 100 };
		await fetch(`${sandbox.url}/_sandbox/faults`, {
			method: 'POST',
			body: JSON.stringify([{ ...fault, body: { message: 'Likes trains' } }]),
		});
		const { outputs } = await write([note()], { onError: 'continueRegularOutput' });
		expect(outputs[0]?.[0]?.json.error).toMatch(/SmartRecruiters/);
		expect(tables.rows('rsc_parked')).toHaveLength(1);
		// The answer with the text was given, and SmartRecruiters was asked with a token.
		expect(sandbox.context.faults.pending()[0]?.times).toBeLessThan(100);
		// What waits keeps its text to be written; nothing else does.
		const { payload, ...parked } = { ...tables.rows('rsc_parked')[0] };
		expect(payload).toContain('trains');
		const told = JSON.stringify([outputs, parked, tables.rows('rsc_sync')]);
		expect(told).toContain('SmartRecruiters');
		expect(told).not.toMatch(/trains|Bearer/);
	});
});
