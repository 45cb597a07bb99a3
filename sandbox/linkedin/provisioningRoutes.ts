import { randomBytes } from '../core/chance';
import type { FastifyInstance } from 'fastify';
import { guard, type GuardedCall, isRecord, type LinkedInRoom, readJson } from './guard';
import { problem } from './problems';
import { queryParameters } from './restliKeys';

const RULES = {
	resource: 'provisionedApplications',
	generation: 'v2',
	dailyLimit: 100_000,
	dailyGroup: 'provisioning',
	caller: 'parent',
} as const;

/** A partner creates one application per customer (LinkedIn reference §1.4). */
export function registerProvisioningRoutes(app: FastifyInstance, room: LinkedInRoom): void {
	app.route({
		method: ['POST', 'GET'],
		url: '/linkedin/v2/provisionedApplications',
		handler: async (request, reply) => {
			const call = guard(room, request, RULES);
			if (call.method === 'GET') return find(room, call);
			if (!(request.headers['content-type'] ?? '').startsWith('application/json'))
				throw problem(400, 'Content-Type must be application/json');
			return await reply.code(201).send(create(room, call));
		},
	});
	app.post('/linkedin/v2/provisionedApplications/:urn', async (request, reply) => {
		const call = guard(room, request, RULES);
		const urn = decodeURIComponent((request.raw.url ?? '').split('?')[0]?.split('/').pop() ?? '');
		const target = room.apps.children().find((child) => child.urn === urn);
		if (!target) throw problem(404, 'Not found');
		const { patch } = readJson(call);
		const set = isRecord(patch) && isRecord(patch.$set) ? patch.$set : {};
		target.jsDomains = domains(set.validJsSdkDomains) ?? target.jsDomains;
		target.callbackUrls = strings(set.oauth2AuthorizedCallbackUrls) ?? target.callbackUrls;
		return await reply.code(204).send();
	});
}

function create(room: LinkedInRoom, call: GuardedCall) {
	const body = readJson(call);
	const { uniqueForeignId, name, description } = body;
	for (const [field, value] of Object.entries({ uniqueForeignId, name, description })) {
		if (typeof value !== 'string' || value === '')
			throw problem(
				422,
				`ERROR :: /${field} :: field is required but not found and has no default value\n`,
			);
	}
	if (String(name).length > 50 || /linkedin/i.test(String(name)))
		throw problem(422, 'ERROR :: /name :: value is not valid\n');
	if (room.apps.children().some((child) => child.uniqueForeignId === uniqueForeignId))
		throw problem(409, 'uniqueForeignId is taken');
	const number = room.apps.children().length + 1;
	const organization = `urn:li:organization:${1000 + number}`;
	const contract = `urn:li:contract:${2100 + number}`;
	room.recruiter.addCompany({
		urn: contract,
		name: String(name),
		product: 'Recruiter Corporate',
		organization,
	});
	const child = room.apps.add({
		kind: 'child',
		clientId: `86${randomBytes(6).toString('hex')}`,
		clientSecret: `WPL${randomBytes(12).toString('base64url')}`,
		organization,
		contracts: [contract],
		uniqueForeignId: String(uniqueForeignId),
		name: String(name),
		description: String(description),
		jsDomains: domains(body.validJsSdkDomains) ?? [],
		callbackUrls: strings(body.oauth2AuthorizedCallbackUrls) ?? [],
	});
	return {
		key: child.urn,
		credentials: { client_id: child.clientId, client_secret: child.clientSecret },
	};
}

function find(room: LinkedInRoom, call: GuardedCall) {
	const query = queryParameters(call.query);
	if (query.get('q')?.[0] !== 'credentialsByUniqueForeignId') throw problem(400, 'Unknown finder');
	const wanted = decodeURIComponent(query.get('uniqueForeignId')?.[0] ?? '');
	return {
		elements: room.apps
			.children()
			.filter((child) => child.uniqueForeignId === wanted)
			.map((child) => ({
				credentials: { client_id: child.clientId },
				uniqueForeignId: child.uniqueForeignId,
				name: child.name,
				description: child.description,
				validJsSdkDomains: child.jsDomains,
				oauth2AuthorizedCallbackUrls: child.callbackUrls,
				key: child.urn,
			})),
	};
}

function strings(value: unknown): string[] | undefined {
	return Array.isArray(value) ? value.map(String) : undefined;
}

/** Domains carry no trailing slash. */
function domains(value: unknown): string[] | undefined {
	const list = strings(value);
	if (list?.some((domain) => domain.endsWith('/')))
		throw problem(422, 'ERROR :: /validJsSdkDomains :: value is not valid\n');
	return list;
}
