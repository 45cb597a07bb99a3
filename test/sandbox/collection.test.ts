import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { linkedInToken } from '../../scripts/support/linkedInToken';
import {
	COLLECTION,
	deleting,
	job,
	jobElement,
	notes,
	PUBLIC_JOB,
	seat,
	task,
} from '../support/collection';
import {
	CONTRACT,
	done,
	NOW,
	ORGANIZATION,
	POSTMAN,
	type Row,
	scene,
} from '../support/collectionScene';

let sandbox: Sandbox;
const { seen } = scene;
const tokens: Record<string, string> = {};
async function run({ method, path, as, restli, body, form }: Row) {
	const answer = await fetch(sandbox.linkedInUrl + (typeof path === 'string' ? path : path()), {
		method,
		headers: {
			...(!form && { authorization: `Bearer ${tokens[as ?? 'child'] ?? ''}` }),
			...(body && { 'content-type': 'application/json' }),
			...(restli && { 'x-restli-method': restli }),
		},
		...(body && { body: JSON.stringify(body()) }),
		...(form && { body: new URLSearchParams(form) }),
	});
	const text = await answer.text();
	return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
}

beforeAll(async () => {
	sandbox = await createSandbox({ people: 60, startAtMs: NOW });
	scene.sandbox = sandbox;
	const { room } = sandbox;
	tokens.child = await linkedInToken(sandbox);
	tokens.parent = await linkedInToken(sandbox, 'sandbox-parent');
	const child = room.apps.byClientId('sandbox-child');
	const first = seat();
	if (!child || !first?.personUrn) throw new Error('The first seat has a holder');
	seen.person = first.personUrn.replace('urn:li:person:', '');
	tokens.member =
		room.apps.redeem(child, room.apps.consent(child, first.personUrn, POSTMAN), POSTMAN)?.token ??
		'';
	seen.statusChange = room.pushes.send(child, 'INTEGRATION_STATUS_CHANGE', [
		{ integrationContext: ORGANIZATION, integrationType: 'PROFILE_PLUGIN', status: 'ENABLED' },
	]);
	seen.export = room.pushes.send(child, 'EXPORT_CANDIDATE_PROFILE', [
		{ integrationContext: ORGANIZATION, candidate: { firstName: 'Ada' } },
	]);
	const member = room.members.all()[0];
	if (!member) throw new Error('Nobody is on LinkedIn');
	const parties = { contract: CONTRACT, seat: first.seatUrn, person: member.urn };
	room.activity.addInMail(parties, {
		fromSeat: true,
		subject: 'Role',
		text: 'Hello',
		createdAtMs: NOW - 5_000,
	});
	room.activity.addNote(parties, 'Note', NOW - 5_000, true);
	room.activity.addStub(parties, member, { email: true, phone: false }, NOW - 5_000);
});
afterAll(async () => {
	await sandbox.close();
});

describe('LinkedIn’s own collection', () => {
	it('has forty-eight requests', () => {
		expect(COLLECTION).toHaveLength(48);
	});

	it.each(COLLECTION.map((row) => [row.name, row] as const))('%s', async (_name, row) => {
		const answer = await run(row);
		expect(answer.status).toBe(row.status ?? 200);
		if (row.holds) expect(answer.body).toMatchObject(row.holds());
		row.learn?.(answer.body);
	});
});

describe('what the collection leaves open', () => {
	it('is a PUT without its method: refused, or taken where the switch says so', async () => {
		const feedback: Row = {
			name: 'as printed',
			method: 'PUT',
			path: `${notes}/interviewFeedback?ids=F1`,
			body: () => ({ entities: { F1: { feedback: 'Great interview!' } } }),
		};
		expect((await run(feedback)).status).toBe(403);
		sandbox.context.switches.set('li§14.3 PUT needs its method', false);
		expect((await run(feedback)).status).toBe(200);
	});

	it('is what deleting what is gone answers', async () => {
		sandbox.context.switches.set('li§12 deleting what is gone succeeds', true);
		const answer = await run(
			deleting('stages again', `${notes}/stages?ids=STAGE001`, () => done('STAGE001')),
		);
		expect(answer.body).toEqual(done('STAGE001'));
	});

	it('is a second job with the same state: an update; and CLOSED closes', async () => {
		const again = job(PUBLIC_JOB, 'PUBLIC');
		again.learn?.((await run(again)).body);
		expect((await run(task(PUBLIC_JOB))).body.results[seen[PUBLIC_JOB] ?? '']).toMatchObject({
			status: 'SUCCEEDED',
		});
		const closing: Row = {
			...again,
			body: () => ({ elements: [jobElement(PUBLIC_JOB, 'PUBLIC', 'CLOSED')] }),
		};
		closing.learn?.((await run(closing)).body);
		await run(task(PUBLIC_JOB));
		expect(sandbox.store.of(ORGANIZATION).jobs.get(PUBLIC_JOB)?.listing).toBe('NOT_LISTED');
		const neither: Row = {
			...again,
			body: () => ({ elements: [jobElement(PUBLIC_JOB, 'PUBLIC', undefined)] }),
		};
		expect((await run(neither)).body.elements[0].status).toBe(422);
	});

	it('is whether the deprecated seats still exist, and what else they tell', async () => {
		const all = await run({
			name: 'all fields',
			method: 'GET',
			path: `/v2/seats?q=seatsByAttributes&start=0&contracts=${CONTRACT}`,
		});
		expect(all.body.elements[0]).toMatchObject({
			id: seat()?.id,
			member: seat()?.personUrn,
			contractId: CONTRACT,
			active: true,
			admin: true,
		});
		expect((await run({ name: 'another', method: 'GET', path: '/v2/seats?q=other' })).status).toBe(
			400,
		);
		sandbox.context.switches.set('li§8.2 deprecated seats exist', false);
		expect(
			(await run({ name: 'gone', method: 'GET', path: `/v2/seats?q=seatsByAttributes` })).status,
		).toBe(404);
	});
});
