import type { CompanyCandidate } from '../../sandbox/company/entities';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { MEMBER_KINDS, type MemberKind } from '../../sandbox/linkedin/exports/ExportMembers';
import { isPlaceholderEmail } from '../../src/mapping/placeholderEmail';
import type { Connection } from '../../src/operations/connect';
import { backfill } from '../../src/operations/history/backfill';
import {
	control,
	exported,
	exportingSandbox,
	ORGANIZATION,
	press,
	review,
	run,
} from '../../scripts/support/exporting';
import { historyRuntime } from '../../scripts/support/historyRuntime';
import { backfillInput, runToEnd } from '../../scripts/support/runToEnd';
import { sandboxConnection } from '../../scripts/support/sandboxConnection';

let sandbox: Sandbox;
let connection: Connection;
beforeEach(async () => {
	({ sandbox, connection } = await exportingSandbox());
});
afterEach(async () => {
	await sandbox.close();
});

const at = (kind: MemberKind): number => MEMBER_KINDS.indexOf(kind);
const member = (kind: MemberKind) => sandbox.room.exports.members.at(at(kind));
const jobs = () => {
	const child = sandbox.context;
	return [...sandbox.store.of(ORGANIZATION).jobs]
		.filter(([, { listing }]) => listing === 'LISTED')
		.map(([id]) => id)
		.filter((id) => child.company.jobById(id));
};
const candidate = (id: string): CompanyCandidate => {
	const found = sandbox.context.company.candidateById(id);
	if (!found) throw new Error(`No candidate ${id}`);
	return found;
};
const held = (id: string) => sandbox.store.of(ORGANIZATION).candidates.get(id)?.fields;
const agree = async (left: string[] = []) =>
	await control<{ agree: boolean }>(sandbox, '/compare/exports', { left });
const set = (name: string, value: string | number | boolean) => {
	sandbox.context.switches.set(name, value);
};
const people = (): number => [...sandbox.context.company.candidates()].length;

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

describe('recognising somebody', () => {
	it('goes by the LinkedIn address, whatever country host it has', async () => {
		const { trueCandidateId = '' } = member('sameProfile');
		const before = people();
		const made = await press(sandbox, at('sameProfile'));
		expect(exported(await run(connection, made.requestId))).toMatchObject({
			candidateId: trueCandidateId,
			foundBy: 'profile',
		});
		expect(people()).toBe(before);
		expect(await agree()).toMatchObject({ agree: true });
	});

	it('goes by e-mail together with the last name', async () => {
		set('li§7 stub carries the e-mail', true);
		const { trueCandidateId = '' } = member('sameEmail');
		const made = await press(sandbox, at('sameEmail'));
		expect(exported(await run(connection, made.requestId))).toMatchObject({
			candidateId: trueCandidateId,
			foundBy: 'email',
		});
		expect(await agree()).toMatchObject({ agree: true });
	});

	it('never goes by the name alone: a namesake is somebody else', async () => {
		const first = await press(sandbox, at('plain'));
		const second = await press(sandbox, at('namesake'));
		const one = exported(await run(connection, first.requestId));
		const other = exported(await run(connection, second.requestId));
		expect(candidate(other.candidateId).lastName).toBe(candidate(one.candidateId).lastName);
		expect(other).toMatchObject({ foundBy: 'new' });
		expect(other.candidateId).not.toBe(one.candidateId);
		expect(await agree()).toMatchObject({ agree: true, people: 2 });
	});

	it('asks about a namesake where one wants to be asked', async () => {
		const first = await press(sandbox, at('plain'));
		const { candidateId } = exported(await run(connection, first.requestId));
		const second = await press(sandbox, at('namesake'));
		expect(
			review(await run(connection, second.requestId, { options: { askAboutNamesakes: true } })),
		).toMatchObject({ code: 'NAMESAKE', candidateIds: [candidateId] });
	});

	it('asks when the e-mail is somebody’s with another last name, and does as it is told', async () => {
		set('li§7 stub carries the e-mail', true);
		const made = await press(sandbox, at('sameEmailOtherName'));
		const asked = review(await run(connection, made.requestId));
		expect(asked.code).toBe('SAME_EMAIL_OTHER_NAME');
		const [candidateId = ''] = asked.candidateIds;
		const { lastName } = candidate(candidateId);
		const decision = { kind: 'link', candidateId } as const;
		expect(exported(await run(connection, made.requestId, { decision }))).toMatchObject({
			candidateId,
			foundBy: 'decision',
		});
		// What people have entered stays.
		expect(candidate(candidateId).lastName).toBe(lastName);
		expect(await agree()).toMatchObject({ agree: true });
	});

	it('creates somebody new when a person says so, and once only', async () => {
		set('li§7 stub carries the e-mail', true);
		const made = await press(sandbox, at('sameEmailOtherName'));
		const asked = review(await run(connection, made.requestId));
		const decision = { kind: 'create' } as const;
		const startedAtMs = sandbox.context.clock.now();
		const outcome = exported(await run(connection, made.requestId, { decision }));
		expect(asked.candidateIds).not.toContain(outcome.candidateId);
		const count = people();
		const again = await run(connection, made.requestId, { decision, attemptedAtMs: startedAtMs });
		expect(exported(again).candidateId).toBe(outcome.candidateId);
		expect(people()).toBe(count);
	});

	it('does not take a candidate who is linked to another member', async () => {
		const { trueCandidateId = '' } = member('sameProfile');
		const [jobId = ''] = jobs();
		const made = await press(sandbox, at('sameProfile'), { jobId });
		await run(connection, made.requestId);
		await control(sandbox, '/linkedin/link', {
			candidateId: trueCandidateId,
			person: 'urn:li:person:somebodyElse',
		});
		const again = await press(sandbox, at('sameProfile'), { jobId });
		expect(review(await run(connection, again.requestId))).toMatchObject({
			code: 'LINKED_TO_SOMEBODY_ELSE',
			candidateIds: [trueCandidateId],
		});
		expect(held(trueCandidateId)?.manualMatchedMember).toBe('urn:li:person:somebodyElse');
	});

	it('asks when address and e-mail lead to two candidates', async () => {
		set('li§7 stub carries the e-mail', true);
		const { trueCandidateId = '', profileUrl = '' } = member('sameEmail');
		const other = [...sandbox.context.company.candidates()].find(
			({ id, applications }) => id !== trueCandidateId && applications.length > 0,
		);
		if (!other) throw new Error('Nobody else');
		sandbox.context.company.putCandidate({ ...other, linkedin: profileUrl });
		const made = await press(sandbox, at('sameEmail'));
		const { code, candidateIds } = review(await run(connection, made.requestId));
		expect(code).toBe('SEVERAL_CANDIDATES');
		expect([...candidateIds].sort()).toEqual([other.id, trueCandidateId].sort());
	});

	it('asks about a candidate that was deleted, and finds one that was merged by its address', async () => {
		const [one = '', other = ''] = jobs();
		const first = await press(sandbox, at('plain'), { jobId: one });
		const { candidateId } = exported(await run(connection, first.requestId));
		const winner = [...sandbox.context.company.candidates()].find(
			({ applications, linkedin }) => applications.length > 0 && !linkedin,
		);
		if (!winner) throw new Error('Nobody to merge into');
		const { profileUrl = '' } = member('plain');
		sandbox.context.company.putCandidate({ ...winner, linkedin: profileUrl });
		sandbox.context.company.mergeCandidates(candidateId, winner.id, sandbox.context.clock.now());
		const merged = await press(sandbox, at('plain'), { jobId: other });
		expect(
			exported(await run(connection, merged.requestId, { knownCandidateId: candidateId })),
		).toMatchObject({ candidateId: winner.id, foundBy: 'profile' });

		sandbox.context.company.deleteCandidate(winner.id);
		const deleted = await press(sandbox, at('plain'), { jobId: other });
		expect(
			review(await run(connection, deleted.requestId, { knownCandidateId: winner.id })).code,
		).toBe('CANDIDATE_GONE');
	});

	it('adds what is empty, replaces a placeholder by a real address, and overwrites nothing', async () => {
		const [one = '', other = ''] = jobs();
		const { index } = member('sameEmail');
		const shown = await press(sandbox, index, { jobId: one });
		// The first export carries no e-mail: a placeholder stands in.
		set('li§7 privacy hides fields', false);
		const { candidateId } = exported(await run(connection, shown.requestId));
		const { trueCandidateId = '' } = member('sameEmail');
		sandbox.context.company.deleteCandidate(trueCandidateId);
		expect(isPlaceholderEmail(candidate(candidateId).email)).toBe(true);
		sandbox.context.company.putCandidate({ ...candidate(candidateId), phoneNumber: '+1 555 0100' });

		set('li§7 stub carries the e-mail', true);
		const second = await press(sandbox, index, { jobId: other });
		const outcome = exported(await run(connection, second.requestId));
		expect(outcome).toMatchObject({ candidateId, placeholderEmail: false });
		const { email, tags, phoneNumber } = candidate(candidateId);
		expect([email, phoneNumber]).toEqual([member('sameEmail').email, '+1 555 0100']);
		expect(tags).toEqual(['LinkedIn RSC']);
		expect(held(candidateId)?.emailAddresses).toEqual([email]);
	});

	it('keeps the placeholder when the real address is taken, and says so', async () => {
		const { index } = member('sameEmail');
		const first = await press(sandbox, index);
		const { candidateId } = exported(await run(connection, first.requestId));
		set('li§7 stub carries the e-mail', true);
		const second = await press(sandbox, index, { jobId: first.jobId });
		const outcome = exported(
			await run(connection, second.requestId, { knownCandidateId: candidateId }),
		);
		expect(outcome).toMatchObject({ placeholderEmail: true, warnings: ['EMAIL_TAKEN'] });
	});
});

describe('what SmartRecruiters does with somebody it knows', () => {
	const policies = ['reuse', 'conflict', 'duplicate'] as const;

	it.each(policies)('never doubles anybody under %s', async (policy) => {
		set('sr§5.4 duplicate policy', policy);
		const [one = '', other = ''] = jobs();
		const count = people();
		const first = await press(sandbox, at('plain'), { jobId: one });
		const { candidateId } = exported(await run(connection, first.requestId));
		const second = await press(sandbox, at('plain'), { jobId: other });
		const outcome = await run(connection, second.requestId);
		expect(people()).toBe(count + 1);
		if (policy === 'reuse') {
			expect(exported(outcome)).toMatchObject({ candidateId, applicationAdded: true });
			return;
		}
		expect(review(outcome)).toMatchObject({ code: 'ADD_BY_HAND', candidateIds: [candidateId] });
		expect(await agree([`${first.personUrn} ${other}`])).toMatchObject({ agree: true });
		// A person adds the application by hand; the rest follows.
		const own = candidate(candidateId);
		const [application] = own.applications;
		if (!application) throw new Error('No application');
		sandbox.context.company.putCandidate({
			...own,
			applications: [...own.applications, { ...application, jobId: other }],
		});
		expect(exported(await run(connection, second.requestId))).toMatchObject({
			candidateId,
			applicationAdded: false,
		});
		expect(await agree()).toMatchObject({ agree: true, pairs: 2 });
	});

	it('is not tried where one wants to be asked', async () => {
		const [one = '', other = ''] = jobs();
		const first = await press(sandbox, at('plain'), { jobId: one });
		await run(connection, first.requestId);
		const second = await press(sandbox, at('plain'), { jobId: other });
		const options = { addToAnotherJob: 'ask' } as const;
		expect(review(await run(connection, second.requestId, { options })).code).toBe('ADD_BY_HAND');
	});

	it.each([
		['reuse', 'exported'],
		['conflict', 'HIDDEN_CANDIDATE'],
	])('with somebody in the talent pool only, under %s: %s', async (policy, end) => {
		set('sr§5.4 duplicate policy', policy);
		set('li§7 stub carries the e-mail', true);
		const { trueCandidateId = '', lastName } = member('sameEmail');
		const own = candidate(trueCandidateId);
		sandbox.context.company.putCandidate({ ...own, applications: [] });
		const made = await press(sandbox, at('sameEmail'));
		const outcome = await run(connection, made.requestId);
		if (end === 'exported')
			expect(exported(outcome)).toMatchObject({ candidateId: trueCandidateId });
		else expect(review(outcome).code).toBe(end);
		expect(own.lastName).toBe(lastName);
	});

	it('says which setting helps when the placeholder’s domain is refused', async () => {
		set('sr§18.13 reserved domains are refused', true);
		const made = await press(sandbox, at('plain'));
		const { code, detail } = review(await run(connection, made.requestId));
		expect([code, detail]).toEqual([
			'SMARTRECRUITERS_REFUSED',
			expect.stringContaining('Placeholder Domain'),
		]);
		const options = { placeholderDomain: 'no-mail.example.com' };
		exported(await run(connection, made.requestId, { options }));
		expect(await agree()).toMatchObject({ agree: true, leakedPlaceholders: 0 });
	});
});

describe('an answer that gets lost', () => {
	it.each(['reuse', 'conflict', 'duplicate'])(
		'after a create makes no second candidate, under %s and with a slow search',
		async (policy) => {
			set('sr§5.4 duplicate policy', policy);
			set('sr§5.2 search lag ms', 20_000);
			const made = await press(sandbox, at('plain'));
			const count = people();
			sandbox.context.faults.add([
				{
					path: '/jobs/',
					method: 'POST',
					vendor: 'smartrecruiters',
					kind: 'lost',
					status: 503,
					delayMs: 0,
					times: 1,
					skip: 0,
				},
			]);
			exported(await run(connection, made.requestId));
			expect(people()).toBe(count + 1);
			expect(await agree()).toMatchObject({ agree: true });
		},
	);

	it.each(['reuse', 'duplicate'])(
		'after adding an application makes neither a second one nor a second person, under %s',
		async (policy) => {
			const [one = '', other = ''] = jobs();
			const first = await press(sandbox, at('plain'), { jobId: one });
			const { candidateId } = exported(await run(connection, first.requestId));
			set('sr§5.4 duplicate policy', policy);
			set('sr§5.2 search lag ms', 20_000);
			const count = people();
			const second = await press(sandbox, at('plain'), { jobId: other });
			sandbox.context.faults.add([
				{
					path: '/jobs/',
					method: 'POST',
					vendor: 'smartrecruiters',
					kind: 'lost',
					status: 503,
					delayMs: 0,
					times: 1,
					skip: 0,
				},
			]);
			const outcome = await run(connection, second.requestId, { knownCandidateId: candidateId });
			expect(outcome.kind).toBe(policy === 'reuse' ? 'exported' : 'review');
			expect(people()).toBe(count);
			expect(await agree(policy === 'reuse' ? [] : [`${first.personUrn} ${other}`])).toMatchObject({
				agree: true,
			});
		},
	);
});

describe('somebody who looks like a second copy', () => {
	const address = 'family@example.com';
	/** Somebody whom an export has put on one job, with the same address as the member who is exported to it next. */
	const neighbour = (jobId: string, of: string, change: Partial<CompanyCandidate>): string => {
		const own = candidate(of);
		const [application] = own.applications;
		if (!application) throw new Error('No application');
		const applications = [{ ...application, applicationId: 'neighbours', jobId }];
		const { company } = sandbox.context;
		// Whoever is first in the list is whom the sandbox takes for the person of this address.
		const [first] = company.candidates();
		if (!first) throw new Error('Nobody is there');
		const { id } = first;
		const tags = ['LinkedIn RSC'];
		company.putCandidate({ ...own, id, email: address, applications, tags, ...change });
		company.putCandidate({ ...own, email: address });
		return id;
	};

	it.each([
		['of another first name', { firstName: 'Another' }],
		['who was there before', { createdOn: Date.parse('2026-01-10T00:00:00Z') }],
	])('%s is never deleted, and a person is asked', async (_title, change) => {
		const [one = '', other = ''] = jobs();
		const first = await press(sandbox, at('plain'), { jobId: one });
		const { candidateId } = exported(await run(connection, first.requestId));
		const id = neighbour(other, candidateId, change);
		const second = await press(sandbox, at('plain'), { jobId: other });
		const asked = review(
			await run(connection, second.requestId, { knownCandidateId: candidateId }),
		);
		expect(asked.code).toBe('SEVERAL_CANDIDATES');
		expect([...asked.candidateIds].sort()).toEqual([candidateId, id].sort());
		expect(candidate(id).applications).toHaveLength(1);
	});

	it.each([
		['of another first name', { firstName: 'Another' }, 'exported'],
		['who was there before', { createdOn: Date.parse('2026-01-10T00:00:00Z') }, 'review'],
	])('%s is not deleted after an interrupted attempt either', async (_title, change, end) => {
		const [one = '', other = ''] = jobs();
		const first = await press(sandbox, at('plain'), { jobId: one });
		const { candidateId } = exported(await run(connection, first.requestId));
		const id = neighbour(other, candidateId, change);
		if (end === 'exported')
			sandbox.context.company.putCandidate({ ...candidate(id), lastName: 'Other-Family' });
		const second = await press(sandbox, at('plain'), { jobId: other });
		const attemptedAtMs = sandbox.context.clock.now();
		const outcome = await run(connection, second.requestId, {
			knownCandidateId: candidateId,
			attemptedAtMs,
		});
		expect(outcome.kind).toBe(end);
		expect(candidate(id).applications).toHaveLength(1);
	});
});

describe('what cannot go', () => {
	it.each([
		['without a last name', 'NO_NAME', async () => await press(sandbox, at('noLastName'))],
		[
			'without a person',
			'NO_PERSON',
			async () => {
				set('li§7 name of the person', '');
				return await press(sandbox, at('plain'));
			},
		],
		[
			'without a job',
			'NO_JOB',
			async () => {
				set('li§7 name of the job', '');
				return await press(sandbox, at('plain'));
			},
		],
		[
			'on a job that is filled meanwhile',
			'JOB_OVER',
			async () => {
				const made = await press(sandbox, at('plain'));
				const job = sandbox.context.company.jobById(made.jobId);
				if (job) sandbox.context.company.changeJob({ ...job, status: 'FILLED' });
				return made;
			},
		],
	])('%s goes to review: %s', async (_title, code, make) => {
		const count = people();
		const made = await make();
		const asked = review(await run(connection, made.requestId));
		expect(asked.code).toBe(code);
		expect(people()).toBe(count);
		expect(sandbox.store.of(ORGANIZATION).candidates.size).toBe(0);
	});

	it('on a job that is not published any more, but open, goes through', async () => {
		const made = await press(sandbox, at('plain'));
		const job = sandbox.context.company.jobById(made.jobId);
		if (job) sandbox.context.company.changeJob({ ...job, postingStatus: 'NOT_PUBLISHED' });
		exported(await run(connection, made.requestId));
		expect(await agree()).toMatchObject({ agree: true });
	});

	it('uses the job of the node where LinkedIn tells none', async () => {
		set('li§7 name of the job', '');
		const made = await press(sandbox, at('plain'));
		const options = { jobId: made.jobId };
		expect(exported(await run(connection, made.requestId, { options })).jobId).toBe(made.jobId);
	});

	it.each([true, false])('is unknown or expired (404: %s)', async (is404) => {
		set('li§7 unknown request is a 404', is404);
		expect(review(await run(connection, '1'))).toMatchObject({ code: 'EXPIRED' });
		const made = await press(sandbox, at('plain'));
		sandbox.context.clock.advance(25 * 3_600_000);
		expect(review(await run(connection, made.requestId)).code).toBe('EXPIRED');
	});

	it('of another customer is not even looked at', async () => {
		const raw = {
			integrationContext: 'urn:li:organization:7',
			externalJobPostingId: jobs()[0],
			candidate: { firstName: 'Ada', lastName: 'Lo', member: 'urn:li:person:other' },
		};
		const { readStoredExport } = await import('../../src/operations/export/readStoredExport');
		const given = readStoredExport(raw);
		if (!given) throw new Error('Not read');
		const asked = review(await run(connection, '1', { exported: given }));
		expect(asked).toMatchObject({ code: 'OTHER_CUSTOMER', candidateIds: [], keep: false });
	});

	it('because LinkedIn refuses the record, tells the field and stays repeatable', async () => {
		const made = await press(sandbox, at('plain'));
		const first = exported(await run(connection, made.requestId));
		sandbox.store.refusals.set(`candidate ${first.candidateId}`, {
			status: 422,
			message: 'ERROR :: /externalProfileUrl :: value is not valid\n',
		});
		expect(review(await run(connection, made.requestId))).toMatchObject({
			code: 'LINKEDIN_REFUSED',
			detail: 'candidates, status 422, field /externalProfileUrl',
		});
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
	({ sandbox, connection } = await exportingSandbox({ people: 300 }));
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
	await sandbox.close();
	sandbox = await createSandbox({ people: 60 });
	await expect(press(sandbox, 0)).rejects.toThrow('409');
	await sandbox.close();
	({ sandbox, connection } = await exportingSandbox({ limits: 1 }));
	const seatUrn = 'urn:li:seat:200100000';
	await press(sandbox, 20, { people: 300, plainOnly: true, seatUrn });
	await expect(press(sandbox, 20, { seatUrn })).rejects.toThrow('429');
	sandbox.context.clock.advance(32 * 86_400_000);
	await press(sandbox, 20, { seatUrn });
});
