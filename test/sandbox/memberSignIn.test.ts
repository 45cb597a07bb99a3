import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { linkedInToken } from '../../scripts/support/linkedInToken';

const CALLBACK = 'https://ats.example.com/signed-in';
const CLIENT = { client_id: 'sandbox-child', client_secret: 'sandbox-child-secret' };
const ASKED = {
	response_type: 'code',
	client_id: CLIENT.client_id,
	redirect_uri: CALLBACK,
	state: 's 1',
	scope: 'r_liteprofile',
};
let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 30 });
	const child = sandbox.room.apps.byClientId(CLIENT.client_id);
	child?.callbackUrls.push(CALLBACK);
});
afterEach(async () => {
	await sandbox.close();
});

const holder = () => {
	const [seat] = sandbox.seats.list('urn:li:contract:2001');
	if (!seat?.personUrn) throw new Error('Nobody holds the first seat');
	return { person: seat.personUrn, id: seat.personUrn.replace('urn:li:person:', ''), seat };
};
async function page(asked: Record<string, string>, form?: Record<string, string>) {
	const answer = await fetch(
		`${sandbox.linkedInUrl}/oauth/v2/authorization?${new URLSearchParams(asked).toString()}`,
		{ redirect: 'manual', ...(form && { method: 'POST', body: new URLSearchParams(form) }) },
	);
	const to = answer.headers.get('location');
	return { status: answer.status, text: await answer.text(), to: to === null ? null : new URL(to) };
}
async function redeem(form: Record<string, string>) {
	const answer = await fetch(`${sandbox.linkedInUrl}/oauth/v2/accessToken`, {
		method: 'POST',
		body: new URLSearchParams({
			grant_type: 'authorization_code',
			redirect_uri: CALLBACK,
			...CLIENT,
			...form,
		}),
	});
	return { status: answer.status, body: JSON.parse(await answer.text()) };
}
const code = async () => {
	const { to } = await page(ASKED, { person: holder().person });
	return to?.searchParams.get('code') ?? '';
};
const get = async (path: string, token: string) => {
	const answer = await fetch(sandbox.linkedInUrl + path, {
		headers: { authorization: `Bearer ${token}` },
	});
	return { status: answer.status, body: JSON.parse(await answer.text()) };
};

describe('a person who signs in with the customer’s application', () => {
	it('is asked, comes back with a code, and tells the id that seats and ACLs name', async () => {
		const asked = await page(ASKED);
		expect([asked.status, asked.text]).toEqual([
			200,
			expect.stringContaining('SmartRecruiters - Acme'),
		]);
		expect(asked.text).toContain(`allow-${holder().person}`);
		const agreed = await page(ASKED, { person: holder().person });
		expect(agreed.status).toBe(303);
		expect(agreed.to?.origin).toBe('https://ats.example.com');
		expect(agreed.to?.searchParams.get('state')).toBe('s 1');
		const { body } = await redeem({ code: agreed.to?.searchParams.get('code') ?? '' });
		expect(body.expires_in).toBe(60 * 86_400);
		expect(await get('/v2/me?fields=id', body.access_token)).toEqual({
			status: 200,
			body: { id: holder().id },
		});
	});

	it('may decline', async () => {
		const { to } = await page(ASKED, { person: '' });
		expect(to?.searchParams.get('error')).toBe('user_cancelled_authorize');
		expect(to?.searchParams.get('code')).toBeNull();
	});

	it.each([
		['an unknown application', { client_id: 'nobody' }],
		['the partner’s application', { client_id: 'sandbox-parent' }],
		['an address that is not registered', { redirect_uri: 'https://evil.example.com/' }],
	])('is not sent anywhere for %s', async (_name, wrong) => {
		for (const form of [undefined, { person: holder().person }]) {
			const answer = await page({ ...ASKED, ...wrong }, form);
			expect([answer.status, answer.to]).toEqual([400, null]);
		}
	});

	it.each([
		[{ response_type: 'token' }, 'unsupported_response_type'],
		[{ scope: 'w_member_social' }, 'unauthorized_scope_error'],
	])('is sent back with an error for %j', async (wrong, error) => {
		expect((await page({ ...ASKED, ...wrong })).to?.searchParams.get('error')).toBe(error);
		const posted = await page({ ...ASKED, ...wrong }, { person: holder().person });
		expect(posted.to?.searchParams.get('code')).toBeNull();
	});

	it('gives a code that works once, for half an hour, for this address and application alone', async () => {
		const first = await code();
		expect((await redeem({ code: first, redirect_uri: `${CALLBACK}/x` })).status).toBe(400);
		const other = { client_id: 'sandbox-other-child', client_secret: 'sandbox-other-child-secret' };
		expect((await redeem({ code: first, ...other })).status).toBe(400);
		expect((await redeem({ code: first })).status).toBe(200);
		expect(await redeem({ code: first })).toMatchObject({
			status: 400,
			body: { error: 'invalid_request' },
		});
		const late = await code();
		sandbox.context.clock.advance(31 * 60_000);
		expect((await redeem({ code: late })).status).toBe(400);
		expect((await redeem({})).body.error_description).toContain('"code"');
	});

	it('has a token for nothing else, and an application’s own token is nobody’s', async () => {
		const { body } = await redeem({ code: await code() });
		const seats = '/v2/seatsV2?q=attributes&contracts=urn:li:contract:2001&start=0';
		expect((await get(seats, body.access_token)).status).toBe(403);
		expect((await get('/v2/me?fields=id', await linkedInToken(sandbox))).status).toBe(403);
		const look = await fetch(`${sandbox.linkedInUrl}/oauth/v2/introspectToken`, {
			method: 'POST',
			body: new URLSearchParams({ ...CLIENT, token: body.access_token }),
		});
		expect(await look.json()).toMatchObject({ auth_type: '3L', scope: 'r_liteprofile' });
		sandbox.context.clock.advance(61 * 86_400_000);
		expect((await get('/v2/me?fields=id', body.access_token)).status).toBe(401);
	});
});
