import { HOUR_MS } from '../../../src/basics/durations';
import { FaultSchema } from '../../../sandbox/core/FaultBoard';
import type { Sandbox } from '../../../sandbox/createSandbox';
import type { MadeExport } from '../../../sandbox/linkedin/exports/ExportDesk';
import type { Runtime } from '../../../src/operations/Runtime';
import { exportCandidates } from '../../../src/operations/export/exportCandidates';
import type { ExportedOutcome } from '../../../src/operations/export/exportPerson';
import {
	connectContract,
	EXPORT_OPTIONS,
	exportingSandbox,
	press,
	pushOf,
} from '../../support/exporting';
import { EXPORTS } from '../../../src/state/tables';
import { shareOnly } from '../../support/historyRuntime';
import { MemoryStore } from '../../support/MemoryStore';
import type { ResilienceCase, Verdict } from '../ResilienceCase';
import { allOf, check } from '../Stage';

/** Member 20 is nobody special: no candidate is alike. */
const MEMBER = 20;
/** Member 4 has the profile address of a candidate. */
const KNOWN_MEMBER = 4;

interface ExportStage {
	sandbox: Sandbox;
	runtime: Runtime;
	/** What LinkedIn was asked since the export began. */
	sent: string[];
	/** A recruiter exports, and the operation is run. */
	exportOne: (options?: object, member?: number) => Promise<ExportedOutcome>;
	/** Two are exported, the first of which something happens to; run after run. @returns how they stand at the end */
	exportBoth: (spoil: (first: MadeExport) => void) => Promise<string[]>;
}

async function onExportStage(play: (stage: ExportStage) => Promise<Verdict>): Promise<Verdict> {
	const { sandbox, connection } = await exportingSandbox({ people: 40 });
	try {
		const store = new MemoryStore();
		await connectContract(store);
		const sent: string[] = [];
		const { transport } = connection.linkedIn;
		const linkedIn: typeof connection.linkedIn = {
			...connection.linkedIn,
			transport: async (request) => {
				sent.push(`${decodeURIComponent(request.url)} ${request.body ?? ''}`);
				return await transport(request);
			},
		};
		const runtime: Runtime = { ...connection, linkedIn, store, owner: 'resilience' };
		const exportOne = async (options: object = {}, member = MEMBER): Promise<ExportedOutcome> => {
			const push = pushOf(await press(sandbox, member), sandbox.context.clock.now());
			const { results } = await exportCandidates(runtime, {
				pushes: [push],
				options: { ...EXPORT_OPTIONS, ...options },
				timeLimitMs: 300_000,
			});
			const [result] = results;
			if (result?.kind !== 'exported') throw new Error(`not exported: ${JSON.stringify(result)}`);
			return result;
		};
		const exportBoth = async (spoil: (first: MadeExport) => void): Promise<string[]> => {
			const made = [await press(sandbox, MEMBER), await press(sandbox, MEMBER + 1)];
			made.slice(0, 1).forEach(spoil);
			const now = (): number => sandbox.context.clock.now();
			let pushes = made.map((one) => pushOf(one, now()));
			for (let run = 0; run < 6; run += 1) {
				await exportCandidates(runtime, { pushes, options: EXPORT_OPTIONS, timeLimitMs: 300_000 });
				pushes = [];
				sandbox.context.clock.advance(HOUR_MS);
			}
			const rows = await store.read(EXPORTS, {});
			return made.map(
				({ requestId }) => rows.find(({ exportKey }) => exportKey === requestId)?.state ?? 'lost',
			);
		};
		return await play({ sandbox, runtime, sent, exportOne, exportBoth });
	} catch (error) {
		return { ok: false, got: error instanceof Error ? `stopped: ${error.message}` : 'stopped' };
	} finally {
		await sandbox.close();
	}
}

const place = (text: string, wanted: string): ResilienceCase => ({
	row: 14,
	kind: 'places',
	input: `an exported member in "${text}"`,
	wanted,
	run: async () =>
		await onExportStage(async ({ sandbox, exportOne }) => {
			const edits = [{ path: 'elements.0.candidate.location', value: text }];
			sandbox.context.faults.add([
				FaultSchema.parse({ path: '/exportedCandidates', kind: 'odd', edits, times: 20 }),
			]);
			const { candidateId } = await exportOne();
			const {
				city = '',
				region = '',
				countryCode = '',
			} = sandbox.context.company.candidateById(candidateId)?.location ?? {};
			const got = [city, region, countryCode].join('|').toLowerCase();
			return check(
				got === wanted.toLowerCase(),
				`city|region|country: ${got}`,
				`city|region|country: ${got}`,
			);
		}),
});

export const EXPORTED: readonly ResilienceCase[] = [
	place('Amsterdam, Netherlands', 'Amsterdam||nl'),
	place('Germany', '||de'),
	place('Austin, Texas, United States', 'Austin|Texas|us'),
	place('Springfield', '||'),
	place('Remote, Germany', '||de'),
	place('Ostrobothnia, Finland', '|Ostrobothnia|fi'),
	{
		row: 10,
		kind: 'a confidential person leaves',
		input: 'a recruiter exports a member who is a confidential candidate, tag in another spelling',
		wanted: 'exported; no byte of them to LinkedIn',
		run: async () =>
			await onExportStage(async ({ sandbox, runtime, sent, exportOne }) => {
				const { company } = sandbox.context;
				const { trueCandidateId = '' } = sandbox.room.exports.members.at(KNOWN_MEMBER);
				const one = company.candidateById(trueCandidateId);
				if (!one) throw new Error('This member is no candidate');
				const email = 'unmistakable.person@example.com';
				const phoneNumber = '+49 30 99887766';
				const tags = ['GESCHU\u0308TZT\u200b'];
				company.putCandidate({ ...one, email, phoneNumber, tags });
				await shareOnly(runtime, { confidentialTags: ['gesch\u00fctzt'] });
				const { candidateId, warnings } = await exportOne({}, KNOWN_MEMBER);
				const secrets = [email, phoneNumber, one.id];
				const told = secrets.filter((text) => sent.some((request) => request.includes(text)));
				return allOf(
					check(candidateId === one.id, 'exported', 'as somebody else'),
					check(
						warnings.includes('NOT_SHARED'),
						'says that they are not shared',
						'does not say so',
					),
					check(told.length === 0, 'no byte left', `in a request: ${told.join(', ')}`),
				);
			}),
	},
	{
		row: 3,
		kind: 'one refused read stops everybody',
		input: 'LinkedIn answers 503 to one export of two, in every run',
		wanted: 'the other is exported; the calls are bounded',
		run: async () =>
			await onExportStage(async ({ sandbox, exportBoth }) => {
				const [bad, good] = await exportBoth((one) => {
					sandbox.context.faults.add([
						FaultSchema.parse({
							...{ vendor: 'linkedin', method: 'PUT', says: one.personUrn },
							...{ kind: 'status', status: 503, times: 1_000 },
						}),
					]);
				});
				const { linkedin } = sandbox.context.requests.summary();
				return allOf(
					check(good === 'exported', 'the other is exported', `the other is ${good}`),
					check(bad === 'waiting', 'it waits', `it is ${bad}`),
					check(
						linkedin.requests < 400,
						`${linkedin.requests} calls`,
						`${linkedin.requests} calls`,
					),
				);
			}),
	},
	{
		row: 11,
		kind: 'departments',
		input: 'a job of a never-sent department is chosen for an export',
		wanted: 'no word of the job to LinkedIn',
		run: async () =>
			await onExportStage(async ({ sandbox, runtime, sent, exportOne }) => {
				const { company } = sandbox.context;
				const jobs = Array.from({ length: company.jobCount }, (_, at) => company.job(at));
				const job = jobs.find((one) => one.status === 'SOURCING' && one.ad?.publishedOn);
				if (!job) throw new Error('No open job');
				company.changeJob({ ...job, department: 'Finance' });
				await shareOnly(runtime, { departmentsNeverSent: ['finance'] });
				const { jobId, warnings } = await exportOne({ jobId: job.id });
				const told = sent.filter((text) => text.includes(job.id)).length;
				return allOf(
					check(jobId === job.id, 'exported', 'on another job'),
					check(warnings.includes('NOT_SHARED'), 'says that it is not shared', 'does not say so'),
					check(told === 0, 'no request names it', `${told} requests name it`),
				);
			}),
	},
];
