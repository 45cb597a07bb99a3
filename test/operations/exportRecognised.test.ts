import { isPlaceholderEmail } from '../../src/mapping/placeholderEmail';
import { control, exported, press, review, run } from '../../scripts/support/exporting';
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
	people,
	openSandboxForEach,
} from '../support/exportingPerson';

openSandboxForEach();

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

	it('finds who was created a moment ago, although the search does not show them yet', async () => {
		set('sr§5.4 duplicate policy', 'conflict');
		set('sr§5.2 search lag ms', 5_000);
		const [one = '', other = ''] = jobs();
		const first = await press(sandbox, at('plain'), { jobId: one });
		const { candidateId } = exported(await run(connection, first.requestId));
		const second = await press(sandbox, at('plain'), { jobId: other });
		expect(review(await run(connection, second.requestId))).toMatchObject({
			code: 'ADD_BY_HAND',
			candidateIds: [candidateId],
		});
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
