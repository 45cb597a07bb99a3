import { control, ORGANIZATION, press } from '../../scripts/support/exporting';
import { runListSearch } from '../support/runListSearch';
import {
	at,
	byId,
	credentials,
	deciding,
	exporting,
	holdOnly,
	node,
	openBeforeEach,
	rows,
	run,
	sandbox,
	tables,
} from '../support/exportCandidateNode';

openBeforeEach();

const someone = (): string => {
	const found = [...sandbox.context.company.candidates()].find(
		({ applications, email, lastName }) => applications.length > 0 && email && lastName.trim(),
	);
	return found?.id ?? '';
};

describe('RSC Export Candidate on n8n’s own engine', () => {
	it('exports what RSC Trigger gives, as it is, and tells nothing of the person but ids', async () => {
		const made = await press(sandbox, at('plain'));
		const receivedAt = new Date(Date.now() - 4_000).toISOString();
		const { outputs, error } = await run(exporting(), [
			{ json: { requestId: made.requestId, data: null, receivedAt } },
		]);
		expect(error).toBeUndefined();
		expect(outputs[1]).toEqual([]);
		expect(outputs[0]).toMatchObject([
			{
				json: {
					organization: ORGANIZATION,
					exportKey: made.requestId,
					state: 'exported',
					person: made.personUrn,
					jobId: made.jobId,
					foundBy: 'new',
					source: 'LinkedIn',
					message: '',
				},
				pairedItem: { item: 0 },
			},
		]);
		const { lastName = '', firstName } = sandbox.room.exports.members.at(at('plain'));
		const text = JSON.stringify(outputs);
		expect([text.includes(lastName), text.includes(firstName)]).toEqual([false, false]);
		expect(rows()).toMatchObject([{ state: 'exported', payload: '', attempts: 1 }]);
		expect(Number(rows()[0]?.lagSeconds)).toBeGreaterThanOrEqual(4);
		expect(tables.rows('rsc_people')).toMatchObject([{ person: made.personUrn }]);
		expect(await control(sandbox, '/compare/exports')).toMatchObject({ agree: true });

		const again = await run(exporting(), [{ json: { requestId: made.requestId, data: null } }]);
		expect(again.outputs).toEqual([[], []]);
	});

	it('takes what RSC Trigger has fetched, and asks LinkedIn no more for it', async () => {
		const made = await press(sandbox, at('plain'));
		const [data] =
			sandbox.room.pushes.payloadOf(
				sandbox.room.apps.children()[0] as never,
				'EXPORT_CANDIDATE_PROFILE',
				made.requestId,
			) ?? [];
		sandbox.context.requests.reset();
		const { outputs } = await run(exporting(), [
			{ json: { requestId: made.requestId, data: data as never } },
		]);
		expect(outputs[0]).toHaveLength(1);
		const { routes } = sandbox.context.requests.summary();
		expect(Object.keys(routes).filter((route) => route.includes('exportedCandidates'))).toEqual([]);
	});

	it('goes on with what waits when a schedule starts it, and gives nothing when nothing waits', async () => {
		const made = await press(sandbox, at('plain'));
		expect((await run(exporting())).outputs).toEqual([[], []]);
		await run(exporting({ options: { timeLimit: 0.0001 } }), [
			{ json: { requestId: made.requestId } },
			{ json: { requestId: '7' } },
		]);
		const { outputs } = await run(exporting());
		expect(outputs[1]).toMatchObject([{ json: { exportKey: '7', code: 'EXPIRED' } }]);
		expect(rows().map(({ state }) => state)).toEqual(['exported', 'review']);
	});

	it('gives a review with what to do, and a decision goes on with it by its key alone', async () => {
		const made = await press(sandbox, at('noLastName'));
		const { outputs } = await run(exporting(), [{ json: { requestId: made.requestId } }]);
		expect(outputs[0]).toEqual([]);
		const [item] = outputs[1] ?? [];
		expect(item?.json).toMatchObject({
			exportKey: made.requestId,
			state: 'review',
			code: 'NO_NAME',
			whatToDo: expect.stringContaining('by hand'),
		});
		const decided = await run(deciding({ decision: 'link', candidate: byId(someone()) }), [
			{ json: item?.json ?? {} },
		]);
		expect(decided.error).toBeUndefined();
		expect(decided.outputs[0]?.[0]?.json).toMatchObject({
			state: 'exported',
			candidateId: someone(),
			foundBy: 'decision',
			decided: true,
		});
		expect(tables.rows('rsc_parked')).toEqual([]);
		expect(await control(sandbox, '/compare/exports')).toMatchObject({
			missing: [],
			notLinked: [],
			doubled: [],
		});
	});

	it('fetches without writing', async () => {
		const made = await press(sandbox, at('plain'));
		const fetched = await run({ operation: 'getExport', requestId: '={{ $json.requestId }}' }, [
			{ json: { requestId: made.requestId } },
			{ json: { requestId: '7' } },
		]);
		expect(fetched.outputs[0]?.map(({ json }) => json)).toMatchObject([
			{ exportKey: made.requestId, found: true, person: made.personUrn },
			{
				exportKey: '7',
				found: false,
				whatToDo: expect.stringContaining('export the person again'),
			},
		]);
		expect(sandbox.context.company.pristine).toBe(true);
		expect(rows()).toEqual([]);
	});

	it('counts the month by seat from its own table, and warns from 80 %', async () => {
		const receivedAtMs = Date.now();
		const row = (index: number, seat: string) => ({
			organization: ORGANIZATION,
			exportKey: String(index),
			state: 'exported',
			seat,
			receivedAtMs,
		});
		await holdOnly({
			rsc_exports: [
				...Array.from({ length: 240 }, (_, index) => row(index, 'urn:li:seat:1')),
				...Array.from({ length: 3 }, (_, index) => row(1_000 + index, 'urn:li:seat:2')),
				{ ...row(2_000, 'urn:li:seat:2'), receivedAtMs: receivedAtMs - 40 * 86_400_000 },
				{ ...row(2_001, 'urn:li:seat:2'), organization: 'urn:li:organization:7' },
			],
			rsc_seats: [
				{
					organization: ORGANIZATION,
					seat: 'urn:li:seat:1',
					seatState: 'ACTIVE',
					seatName: 'Ada Lo',
				},
			],
		});
		const { outputs, error } = await run({ operation: 'getUsage' });
		expect(error).toBeUndefined();
		expect(
			outputs[0]?.map(({ json }) => [json.seat, json.seatName, json.used, json.percent, json.warn]),
		).toEqual([
			['urn:li:seat:1', 'Ada Lo', 240, 80, true],
			['urn:li:seat:2', '', 3, 1, false],
		]);
		expect(tables.rows('rsc_sync')).toMatchObject([
			{ stream: 'exportUsage', done: 240, total: 300, message: expect.stringContaining('240') },
			{ stream: 'exports', done: 243 },
		]);
	});

	it('finds sources, jobs and people by typing', async () => {
		const search = async (method: string, filter: string) =>
			await runListSearch(node, method, exporting(), credentials(), filter);
		const { results: sources } = await search('searchSources', 'linkedin (paid');
		expect(sources.map(({ name }) => name)).toEqual(['LinkedIn (Paid)']);
		const { results: jobs } = await search('searchJobs', '');
		expect(jobs.length).toBeGreaterThan(2);
		const { results: people } = await search('searchPeople', 'person40@example.com');
		expect(people.some(({ name }) => name.includes('person40@example.com'))).toBe(true);
		const made = await press(sandbox, at('plain'));
		const source = { __rl: true, mode: 'list', value: String(sources[0]?.value) };
		const { outputs } = await run(exporting({ source }), [{ json: { requestId: made.requestId } }]);
		expect(outputs[0]?.[0]?.json.source).toBe('LinkedIn');
	});

	it('answers the page of decisions, and keeps it out of the actions', async () => {
		const made = await press(sandbox, at('noLastName'));
		await run(exporting(), [{ json: { requestId: made.requestId } }]);
		const call = {
			method: 'GET',
			user: 'admin',
			key: 'visit-key',
			scriptKey: 'script-key',
			address: 'https://n8n.example.com/webhook/decisions',
		};
		const page = { operation: 'decisionsPage', authentication: 'smartRecruitersOAuth2Api' };
		const shown = await run(page, [{ json: call }]);
		expect(shown.error).toBeUndefined();
		expect(shown.outputs[0]).toMatchObject([{ json: { status: 200 } }]);
		const form = {
			action: 'decide',
			export: made.requestId,
			choice: `link:${someone()}`,
			key: 'visit-key',
		};
		const sent = await run(page, [{ json: { ...call, method: 'POST', form } }]);
		expect(sent.error).toBeUndefined();
		expect(rows()).toMatchObject([{ state: 'exported', candidateId: someone() }]);
		expect((await run(page)).error?.message).toContain('not a call from a page');

		const operations = node.description.properties.find(({ name }) => name === 'operation');
		const actions = (operations?.options ?? []).flatMap((option) =>
			'action' in option && option.action ? [option.action] : [],
		);
		expect(actions).toEqual([
			'Apply a decision to an export',
			'Export to SmartRecruiters',
			'Get an export',
			'Get the usage of exports',
		]);
	});
});
