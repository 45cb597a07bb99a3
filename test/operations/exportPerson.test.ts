import { createSandbox } from '../../sandbox/createSandbox';
import { backfill } from '../../src/operations/history/backfill';
import {
	control,
	exported,
	ORGANIZATION,
	press,
	review,
	run,
} from '../../scripts/support/exporting';
import { historyRuntime } from '../../scripts/support/historyRuntime';
import { backfillInput, runToEnd } from '../../scripts/support/runToEnd';
import { sandboxConnection } from '../../scripts/support/sandboxConnection';
import {
	sandbox,
	connection,
	at,
	member,
	jobs,
	candidate,
	held,
	agree,
	set,
	open,
	openSandboxForEach,
} from '../support/exportingPerson';

openSandboxForEach();

describe('an exported member', () => {
	it('becomes a candidate on the chosen job, with a LinkedIn source, linked on both sides', async () => {
		const made = await press(sandbox, at('plain'));
		const outcome = exported(await run(connection, made.requestId));
		expect(outcome).toMatchObject({
			person: made.personUrn,
			jobId: made.jobId,
			foundBy: 'new',
			applicationAdded: true,
			placeholderEmail: true,
			source: 'LinkedIn',
			warnings: [],
		});
		const { firstName, lastName, profileUrl, employers } = member('plain');
		const own = candidate(outcome.candidateId);
		expect(own).toMatchObject({ firstName, lastName, linkedin: profileUrl });
		expect(own.tags).toEqual(['LinkedIn RSC', 'No e-mail yet']);
		expect(own.experience.map(({ company }) => company)).toEqual(employers);
		expect(own.applications.map(({ jobId, source }) => [jobId, source])).toEqual([
			[made.jobId, 'LinkedIn'],
		]);
		expect(held(own.id)).toMatchObject({
			manualMatchedMember: made.personUrn,
			emailAddresses: [],
			externalProfileUrl: `https://ats.example.com/candidates/${own.id}`,
			linkedInProfileUrl: profileUrl,
		});
		const application = sandbox.store.of(ORGANIZATION).applications.get(outcome.applicationId);
		expect(application?.fields).toMatchObject({ atsJobPostingId: made.jobId, source: 'LinkedIn' });
		expect(application?.fields).not.toHaveProperty('candidateEmail');
		expect([...(application?.stages.values() ?? [])].map(({ stage }) => stage)).toEqual(['New']);
		expect(await agree()).toMatchObject({ agree: true, people: 1, pairs: 1 });
	});

	it('exported again to the same job adds nothing, to another job a second application', async () => {
		const [one = '', other = ''] = jobs();
		const first = await press(sandbox, at('plain'), { jobId: one });
		const { candidateId } = exported(await run(connection, first.requestId));
		const again = await press(sandbox, at('plain'), { jobId: one });
		expect(exported(await run(connection, again.requestId))).toMatchObject({
			candidateId,
			foundBy: 'placeholder',
			applicationAdded: false,
		});
		const second = await press(sandbox, at('plain'), { jobId: other });
		expect(
			exported(await run(connection, second.requestId, { knownCandidateId: candidateId })),
		).toMatchObject({ candidateId, foundBy: 'known', applicationAdded: true, source: 'LinkedIn' });
		expect(
			candidate(candidateId)
				.applications.map(({ jobId }) => jobId)
				.sort(),
		).toEqual([one, other].sort());
		expect(await agree()).toMatchObject({ agree: true, people: 1, pairs: 2 });
	});

	it.each(['v2', 'rest'] as const)('is linked through the candidates of %s', async (generation) => {
		const choice = { linkedIn: { overrides: { candidates: generation } } };
		const spoken = sandboxConnection(sandbox, { ...choice, requestsPerSecond: 1_000 });
		const made = await press(sandbox, at('plain'));
		await run(spoken, made.requestId);
		expect(await agree()).toMatchObject({ agree: true });
		// The documented way to attach a member exists in one generation only (§5.3, §15.3).
		const { routes } = sandbox.context.requests.summary();
		expect(Boolean(routes['linkedin POST /linkedin/v2/atsCandidates'])).toBe(generation === 'v2');
	});

	it.each([
		['with an address', 'sameEmail'],
		['without one', 'plain'],
	] as const)('whose link LinkedIn does not keep goes to review, %s', async (_title, kind) => {
		set('li§15.3 versioned candidates have the manual match', false);
		set('li§7 stub carries the e-mail', true);
		const made = await press(sandbox, at(kind));
		expect(review(await run(connection, made.requestId)).code).toBe('NOT_LINKED');
		const choice = { linkedIn: { overrides: { candidates: 'v2' as const } } };
		const spoken = sandboxConnection(sandbox, { ...choice, requestsPerSecond: 1_000 });
		exported(await run(spoken, made.requestId));
		expect(await agree()).toMatchObject({ agree: true });
	});

	it('carries chosen source, tags and start status', async () => {
		const made = await press(sandbox, at('plain'));
		const options = {
			sourceKey: 'PAID/JOB_BOARD/b0a5d1c0-0000-4000-8000-000000000002',
			tags: ['autumn'],
			startStatus: { status: 'IN_REVIEW', subStatus: 'Recruiter screen' },
		};
		const outcome = exported(await run(connection, made.requestId, { options }));
		expect(outcome.source).toBe('LinkedIn Recruiter');
		const { tags, applications } = candidate(outcome.candidateId);
		expect(tags).toContain('autumn');
		expect(applications[0]?.history.map(({ status }) => status)).toEqual(['NEW', 'IN_REVIEW']);
		const again = await press(sandbox, at('plain'), { jobId: made.jobId });
		await run(connection, again.requestId, { options });
		expect(candidate(outcome.candidateId).applications[0]?.history).toHaveLength(2);
	});

	it('costs no look-up of the source where another export of the hour has found it', async () => {
		const lookUps = (): number =>
			Object.entries(sandbox.context.requests.summary().routes)
				.filter(([route]) => route.includes('/configuration/sources'))
				.reduce((sum, [, { requests }]) => sum + requests, 0);
		const next = async (): Promise<void> => {
			const made = await press(sandbox, at('plain'), { jobId: jobs()[lookedUp.length] ?? '' });
			expect(exported(await run(connection, made.requestId)).source).toBe('LinkedIn');
			lookedUp.push(lookUps());
		};
		const lookedUp: number[] = [];
		await next();
		await next();
		expect(lookedUp[0]).toBeGreaterThan(0);
		expect(lookedUp[1]).toBe(lookedUp[0]);
		sandbox.context.clock.advance(3_600_000);
		await next();
		expect(lookedUp[2]).toBe((lookedUp[0] ?? 0) * 2);
		// What went wrong may have been the source.
		const gone = await press(sandbox, at('noLastName'));
		expect(review(await run(connection, gone.requestId)).kind).toBe('review');
		await next();
		expect(lookedUp[3]).toBe((lookedUp[0] ?? 0) * 3);
	});

	it('gets the source afterwards when SmartRecruiters ignores it in a create', async () => {
		set('sr§5.4 create ignores source', true);
		const made = await press(sandbox, at('plain'));
		expect(exported(await run(connection, made.requestId)).source).toBe('LinkedIn');
	});

	it('is told of a start status that SmartRecruiters refuses, and goes on', async () => {
		set('sr§5.4 lead status is refused', true);
		const made = await press(sandbox, at('plain'));
		const options = { startStatus: { status: 'LEAD' } };
		expect(exported(await run(connection, made.requestId, { options })).warnings).toEqual([
			'STATUS_NOT_SET',
		]);
		expect(await agree()).toMatchObject({ agree: true });
	});
});

describe('how LinkedIn spells an export', () => {
	it.each<[string, Record<string, string | boolean>]>([
		[
			'other names',
			{ 'li§7 name of the person': 'personUrn', 'li§7 name of the job': 'referenceEntityId' },
		],
		['the person in the element', { 'li§7 person stands in the element': true }],
		['a place as object', { 'li§7 form of the location': 'object' }],
		['an address list', { 'li§7 stub carries the e-mail': true, 'li§7 e-mail is a list': true }],
		['a public profile address', { 'li§7 name of the profile address': 'publicProfileUrl' }],
	])('is read with %s', async (_title, switches) => {
		for (const [name, value] of Object.entries(switches)) set(name, value);
		const made = await press(sandbox, at('unicode'));
		const { candidateId } = exported(await run(connection, made.requestId));
		const { firstName, lastName } = member('unicode');
		expect(candidate(candidateId)).toMatchObject({ firstName, lastName });
		expect(await agree()).toMatchObject({ agree: true });
	});

	it('with everything hidden that may be hidden still makes a candidate', async () => {
		const made = await press(sandbox, at('private'));
		const { candidateId } = exported(await run(connection, made.requestId));
		expect(candidate(candidateId)).toMatchObject({ location: {}, experience: [] });
		expect(await agree()).toMatchObject({ agree: true });
	});

	it('in the versioned form, where that exists', async () => {
		set('li§7 versioned form exists', true);
		const choice = { linkedIn: { overrides: { exportedCandidates: 'rest' as const } } };
		const made = await press(sandbox, at('plain'));
		await run(sandboxConnection(sandbox, { ...choice, requestsPerSecond: 1_000 }), made.requestId);
		expect(await agree()).toMatchObject({ agree: true });
	});

	it('tells the seat, if it tells it', async () => {
		set('li§7 name of the seat', 'exportedBy');
		const made = await press(sandbox, at('plain'));
		expect(exported(await run(connection, made.requestId)).seat).toBe(made.seatUrn);
	});
});

it('a placeholder candidate survives a backfill: no address goes out, and the link stays', async () => {
	const made = await press(sandbox, at('plain'));
	const { candidateId } = exported(await run(connection, made.requestId));
	const { rejections } = await runToEnd(sandbox, connection, { jobCheckDelayMs: 1 });
	expect(held(candidateId)).toMatchObject({
		manualMatchedMember: made.personUrn,
		emailAddresses: [],
	});
	expect(rejections.filter(({ recordId }) => recordId.startsWith(candidateId))).toEqual([]);
	expect(await agree()).toMatchObject({ agree: true, leakedPlaceholders: 0 });
	expect(await control(sandbox, '/compare')).toMatchObject({ agree: true });
});

it('an export in the middle of a backfill keeps its link, although the list page knows nothing of it', async () => {
	await sandbox.close();
	await open({ people: 300 });
	const runtime = await historyRuntime(sandbox);
	const input = backfillInput({ jobs: false, details: false, chunkRecords: 100, timeLimitMs: 1 });
	const first = await backfill(runtime, input);
	expect(first.report).toMatchObject({ state: 'running' });
	const later = [...Array(200).keys()]
		.map((nth) => sandbox.room.exports.members.at(100 + nth))
		.find(({ kind, trueCandidateId }) => kind === 'sameProfile' && trueCandidateId);
	const made = await press(sandbox, later?.index ?? 0);
	const { candidateId } = exported(await run(connection, made.requestId));
	for (let last = first; last.report.state !== 'done'; ) last = await backfill(runtime, input);
	expect(held(candidateId)?.manualMatchedMember).toBe(made.personUrn);
	expect(sandbox.store.of(ORGANIZATION).candidates.size).toBeGreaterThan(250);
});

it('recruiters are offered no job without viewers, and no more than 300 exports a month', async () => {
	const withoutViewers = await createSandbox({ people: 60 });
	await expect(press(withoutViewers, 0)).rejects.toThrow('409');
	await withoutViewers.close();
	await sandbox.close();
	await open({ limits: 1 });
	const seatUrn = 'urn:li:seat:200100000';
	await press(sandbox, 20, { people: 300, plainOnly: true, seatUrn });
	await expect(press(sandbox, 20, { seatUrn })).rejects.toThrow('429');
	sandbox.context.clock.advance(32 * 86_400_000);
	await press(sandbox, 20, { seatUrn });
});
