import { z } from 'zod';
import { type HttpRequest, type HttpResponse, TransportFailure } from '../../../src/http/Transport';
import { pointOf } from '../worlds/Points';
import { spoiledAnswer } from '../worlds/spoiledAnswer';
import type { N8nView } from '../worlds/WorldView';

const OptionsSchema = z.object({
	method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
	url: z.string(),
	headers: z.record(z.string()),
	body: z.string().optional(),
	encoding: z.enum(['stream', 'arraybuffer']),
});

/** An answer as n8n's request helper hands it over. */
interface FullResponse {
	statusCode: number;
	headers: Record<string, string>;
	body: unknown;
}

/** What n8n's request helper does, but for the network: both vendors are played in this process, and things go wrong. */
export async function sendRequest(
	n8n: N8nView,
	credential: string,
	given: unknown,
): Promise<FullResponse> {
	const { encoding, ...options } = OptionsSchema.parse(given);
	const vendor = credential.startsWith('linkedIn') ? 'LinkedIn' : 'SmartRecruiters';
	const { status, headers, body } = await carryOut(n8n, vendor, options as HttpRequest);
	// n8n fetches one new token; what is refused with that one is thrown.
	if (status === 401) throw Object.assign(new Error('Unauthorized'), { httpCode: '401' });
	const bytes = Buffer.from(String(body));
	return { statusCode: status, headers, body: encoding === 'stream' ? inOne(bytes) : bytes };
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield bytes;
}

async function carryOut(
	n8n: N8nView,
	vendor: 'LinkedIn' | 'SmartRecruiters',
	request: HttpRequest,
): Promise<HttpResponse> {
	await n8n.alive();
	const { world, name: run } = n8n;
	const at = pointOf(vendor, request);
	world.beforeRequest(at);
	const fault = world.points.pass(at);
	const { url, body } = request;
	world.note('invoke', { run, at, url, body, host: world.hostNow(), leases: world.leases() });
	if (world.nowMs < (n8n.askedToWait.get(request.url) ?? 0)) world.hurried += 1;
	if (fault) world.note('fault', { run, ...fault });
	n8n.killIf(fault, 'killBefore');
	await n8n.alive();
	let answer: HttpResponse;
	try {
		const kind = fault?.kind ?? (world.isOut(vendor) ? 'status503' : undefined);
		answer = await spoiledAnswer(kind, request, world.transports[vendor], world, vendor);
	} catch (error) {
		world.afterRequest();
		const code = error instanceof TransportFailure ? error.code : 'thrown';
		world.note('info', { run, at, url, body, code });
		await n8n.alive();
		throw Object.assign(new Error(`It failed: ${code}`), { code });
	}
	world.afterRequest();
	world.note('ok', { run, at, status: answer.status, body: answer.body });
	const waitS = Number(answer.headers['retry-after'] ?? 0);
	n8n.askedToWait.set(request.url, world.nowMs + waitS * 1_000);
	if (waitS > 0) world.note('wait', { run, at, url, status: waitS });
	n8n.killIf(fault, 'killAfter');
	await n8n.alive();
	return answer;
}
