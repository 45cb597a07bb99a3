import { MEMBER_KINDS } from '../../sandbox/linkedin/exports/ExportMembers';
import type { Sandbox } from '../../sandbox/createSandbox';
import { ExportCandidate } from '../../nodes/ExportCandidate/ExportCandidate.node';
import {
	linkedInCredential,
	smartRecruitersCredential,
	UNLIMITED,
} from '../support/nodeCredentials';
import { control, exportingSandbox, press } from '../support/exporting';
import { runListSearch } from '../support/runListSearch';
import { runNode } from '../support/runNode';

let sandbox: Sandbox;
beforeEach(async () => {
	({ sandbox } = await exportingSandbox());
});
afterEach(async () => {
	await sandbox.close();
});

const credentials = () => ({
	...linkedInCredential(sandbox, UNLIMITED),
	...smartRecruitersCredential(sandbox),
});
const NOTHING_CHOSEN = { __rl: true, mode: 'list', value: '' };
const parameters = (change: object = {}) => ({
	operation: 'export',
	authentication: 'smartRecruitersOAuth2Api',
	requestId: '={{ $json.requestId }}',
	exportData: '={{ $json.data }}',
	knownCandidateId: '',
	source: NOTHING_CHOSEN,
	job: NOTHING_CHOSEN,
	options: {},
	...change,
});
const node = new ExportCandidate();
const at = (kind: (typeof MEMBER_KINDS)[number]): number => MEMBER_KINDS.indexOf(kind);
const agree = async (left: string[] = []) =>
	await control<object>(sandbox, '/compare/exports', { left });

describe('RSC Export Candidate on n8n’s own engine', () => {
	it('exports by request id, and tells nothing of the person but ids', async () => {
		const made = await press(sandbox, at('plain'));
		const { outputs, error } = await runNode(node, parameters(), credentials(), [
			{ json: { requestId: made.requestId, data: null } },
		]);
		expect(error).toBeUndefined();
		const [exported, review] = outputs;
		expect(review).toEqual([]);
		expect(exported?.[0]).toMatchObject({
			json: {
				organization: 'urn:li:organization:1000',
				exportKey: made.requestId,
				person: made.personUrn,
				jobId: made.jobId,
				foundBy: 'new',
				knownBy: 'export',
				source: 'LinkedIn',
				message: '',
			},
			pairedItem: { item: 0 },
		});
		const { lastName = '', firstName } = sandbox.room.exports.members.at(at('plain'));
		const text = JSON.stringify(exported);
		expect([text.includes(lastName), text.includes(firstName)]).toEqual([false, false]);
		expect(await agree()).toMatchObject({ agree: true });
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
		const { outputs } = await runNode(node, parameters(), credentials(), [
			{ json: { requestId: made.requestId, data: data as never } },
		]);
		expect(outputs[0]).toHaveLength(1);
		const { routes } = sandbox.context.requests.summary();
		expect(Object.keys(routes).filter((route) => route.includes('exportedCandidates'))).toEqual([]);
	});

	it('gives a review with what to do, from whose payload a decision goes on', async () => {
		const made = await press(sandbox, at('noLastName'));
		const { outputs } = await runNode(node, parameters(), credentials(), [
			{ json: { requestId: made.requestId, data: null } },
		]);
		expect(outputs[0]).toEqual([]);
		const item = outputs[1]?.[0];
		expect(item?.json).toMatchObject({
			recordKey: `export:${made.requestId}`,
			kind: 'export',
			code: 'NO_NAME',
			whatToDo: expect.stringContaining('by hand'),
			person: made.personUrn,
		});
		const [someone] = [...sandbox.context.company.candidates()].filter(
			({ applications, email, lastName }) => applications.length > 0 && email && lastName.trim(),
		);
		const decided = await runNode(
			node,
			parameters({
				operation: 'decide',
				decision: 'link',
				candidate: { __rl: true, mode: 'id', value: someone?.id ?? '' },
				requestId: '={{ $json.exportKey }}',
				exportData: '={{ $json.payload }}',
			}),
			credentials(),
			[{ json: item?.json ?? {} }],
		);
		expect(decided.error).toBeUndefined();
		expect(decided.outputs[0]?.[0]?.json).toMatchObject({
			candidateId: someone?.id,
			foundBy: 'decision',
		});
		expect(await agree()).toMatchObject({ missing: [], notLinked: [], doubled: [] });
	});

	it('ignores where it is told to, and writes nothing', async () => {
		const made = await press(sandbox, at('plain'));
		const { outputs } = await runNode(
			node,
			parameters({ operation: 'decide', decision: 'ignore' }),
			credentials(),
			[{ json: { requestId: made.requestId } }],
		);
		expect(outputs[0]?.[0]?.json).toMatchObject({ exportKey: made.requestId, ignored: true });
		expect(sandbox.context.company.pristine).toBe(true);
	});

	it('fetches without writing, for a queue that outlasts LinkedIn’s memory', async () => {
		const made = await press(sandbox, at('plain'));
		const fetched = await runNode(
			node,
			{ operation: 'getExport', requestId: '={{ $json.requestId }}' },
			credentials(),
			[{ json: { requestId: made.requestId } }, { json: { requestId: '7' } }],
		);
		expect(fetched.outputs[0]?.[0]?.json).toMatchObject({
			exportKey: made.requestId,
			person: made.personUrn,
		});
		expect(fetched.outputs[1]?.[0]?.json).toMatchObject({ exportKey: '7', code: 'EXPIRED' });
		expect(sandbox.context.company.pristine).toBe(true);
		sandbox.context.clock.advance(30 * 3_600_000);
		const later = await runNode(
			node,
			parameters({ exportData: '={{ $json.payload }}' }),
			credentials(),
			[
				{
					json: {
						requestId: made.requestId,
						payload: fetched.outputs[0]?.[0]?.json.payload,
					},
				},
			],
		);
		expect(later.outputs[0]).toHaveLength(1);
	});

	it('goes on with the other items when one fails', async () => {
		const made = await press(sandbox, at('plain'));
		const { outputs } = await runNode(
			node,
			parameters(),
			credentials(),
			[{ json: { requestId: '' } }, { json: { requestId: made.requestId } }],
			'continueRegularOutput',
		);
		expect(outputs[0]?.[0]?.json.error).toContain('"Request ID" is empty [Item 0]');
		expect(outputs[0]?.[1]?.json).toMatchObject({ person: made.personUrn });
	});

	it.each([
		['a domain that is none', { options: { placeholderDomain: 'nobody' } }, 'Placeholder Domain'],
		['a time that is none', { options: { attemptedAt: 'yesterday' } }, 'Earlier Attempt At'],
		[
			'no candidate to link to',
			{ operation: 'decide', decision: 'link', candidate: NOTHING_CHOSEN },
			'"Candidate" is empty',
		],
	])('names the parameter with %s', async (_title, change, words) => {
		const made = await press(sandbox, at('plain'));
		const { error } = await runNode(node, parameters(change), credentials(), [
			{ json: { requestId: made.requestId } },
		]);
		expect(error?.message).toContain(words);
	});

	it('counts the month by seat, and warns at 80 %', async () => {
		const receivedAtMs = Date.now();
		const row = (index: number, seat: string) => ({
			json: { exportKey: String(index), seat, receivedAtMs },
		});
		const items = [
			...Array.from({ length: 240 }, (_, index) => row(index, 'urn:li:seat:1')),
			...Array.from({ length: 3 }, (_, index) => row(1_000 + index, 'urn:li:seat:2')),
			row(1_000, 'urn:li:seat:2'),
		];
		const { outputs } = await runNode(node, { operation: 'getUsage', activeSeats: 0 }, {}, items);
		expect(outputs[0]?.map(({ json }) => [json.seat, json.used, json.warning !== ''])).toEqual([
			['urn:li:seat:1', 240, true],
			['urn:li:seat:2', 3, false],
		]);
	});

	it('finds sources, jobs and people by typing', async () => {
		const search = async (method: string, filter: string) =>
			await runListSearch(node, method, parameters(), credentials(), filter);
		const { results: sources } = await search('searchSources', 'linkedin (paid');
		expect(sources.map(({ name }) => name)).toEqual(['LinkedIn (Paid)']);
		const { results: jobs } = await search('searchOpenJobs', '');
		expect(jobs.length).toBeGreaterThan(2);
		const { results: people } = await search('searchPeople', 'person40@example.com');
		expect(people.some(({ name }) => name.includes('person40@example.com'))).toBe(true);
		const key = String(sources[0]?.value);
		const made = await press(sandbox, at('plain'));
		const { outputs } = await runNode(
			node,
			parameters({ source: { __rl: true, mode: 'list', value: key } }),
			credentials(),
			[{ json: { requestId: made.requestId } }],
		);
		expect(outputs[0]?.[0]?.json.source).toBe('LinkedIn');
	});
});
