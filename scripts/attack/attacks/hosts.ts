import { request } from 'node:http';
import { z } from 'zod';
import { allOf, check } from '../../resilience/Stage';
import type { Attack } from '../Attack';
import type { AttackScene } from '../AttackScene';

const MB = 1_048_576;
const PAGE = '/webhook/rsc-map-people';
const isSignIn = (path: string): boolean => /accessToken|oauth\/token/.test(path);

const openMap = async (scene: AttackScene) => await scene.call(PAGE, { headers: scene.signedIn() });

async function crossOrigin(url: string): Promise<number> {
	const headers = { origin: 'https://evil.example', 'content-type': 'text/plain' };
	return await new Promise((resolve, reject) => {
		const sent = request(url, { method: 'POST', headers }, (answer) => {
			answer.resume();
			resolve(answer.statusCode ?? 0);
		});
		sent.once('error', reject);
		sent.end('{"people":1}');
	});
}

export const hostAttacks: Attack[] = [
	{
		row: 4,
		tried: 'both vendors’ hosts answer 301, 302, 307 and 308 to another host, mapping page opened',
		run: async (scene) => {
			const { thief } = scene;
			const told: string[] = [];
			let calls = 0;
			for (const vendor of ['/linkedin/', '/smartrecruiters/'])
				for (const status of [301, 302, 307, 308]) {
					const to = `http://${thief.host}/taken`;
					const { result, seen } = await scene.between.during(
						(_method, path) =>
							path.startsWith(vendor) && !isSignIn(path)
								? { kind: 'redirect', status, to }
								: undefined,
						async () => await openMap(scene),
					);
					calls += seen.length;
					if (result.text.includes(`answered ${status}, a redirect to ${thief.host}`))
						told.push(String(status));
				}
			return check(
				thief.caught.length === 0 && told.length === 8,
				`${calls} calls, none followed; the page names the host each time`,
				`the other host got ${thief.caught.join() || 'nothing'}; named for ${told.join() || 'none'}`,
			);
		},
	},
	{
		row: 5,
		tried: 'links to the next page lead to @host, .host, //host and a full address',
		run: async (scene) => {
			const { thief } = scene;
			const caught = thief.caught.length;
			const hrefs = [
				`@${thief.host}/x`,
				`.evil.example/x`,
				`//${thief.host}/x`,
				`http://${thief.host}/x`,
				'/linkedin/v2/other',
			];
			const resources = new Set<string>();
			let edited = 0;
			const { sandbox } = scene.stack;
			// Several pages, and nothing but the link says so.
			await sandbox.control('POST', '/switches', {
				'li§14.6 largest page of seats': 5,
				'li§14.6 seats total': false,
			});
			for (const href of hrefs) {
				const { seen } = await scene.between.during(
					(method, path) =>
						method === 'GET' && path.startsWith('/linkedin/')
							? {
									kind: 'edit',
									edit: (answer) =>
										answer.replace(/"href":"[^"?]*/g, () => {
											edited += 1;
											return `"href":"${href}`;
										}),
								}
							: undefined,
					async () => await openMap(scene),
				);
				for (const one of seen) resources.add(one.split('?')[0] ?? '');
			}
			const others = [...resources].filter((one) => /\/x$|other|evil/.test(one));
			return check(
				edited > 0 && thief.caught.length === caught && others.length === 0,
				`${edited} links; only the resource itself was asked again`,
				`${edited} links edited, ${thief.caught.length - caught} calls elsewhere, ${others.join()}`,
			);
		},
	},
	{
		row: 16,
		tried:
			'http:// for a foreign host, an answer of 40 MB, a post from another site to the sandbox',
		run: async (scene) => {
			const { n8n, sandbox } = scene.stack;
			const made = await n8n.rest('POST', '/credentials', {
				name: 'Plain',
				type: 'smartRecruitersApi',
				data: { apiKey: 'SECRET', apiBaseUrl: 'http://api.example.com', requestsPerSecond: 10 },
			});
			const { id } = z.object({ id: z.string() }).parse(made);
			const plain = await n8n.testCredential(id);
			const { result } = await scene.between.during(
				(method, path) =>
					method === 'GET' && path.startsWith('/linkedin/')
						? { kind: 'flood', bytes: 40 * MB }
						: undefined,
				async () => await openMap(scene),
			);
			const control = await crossOrigin(`${sandbox.url}/_sandbox/reset`);
			return allOf(
				check(
					plain.status === 'Error',
					'http:// is refused',
					`http:// is ${plain.status}: ${plain.message}`,
				),
				check(
					result.text.includes('answered with more than 32 MB'),
					'40 MB are an error',
					`40 MB: ${result.status}`,
				),
				check(control === 403, 'the sandbox answers 403', `the sandbox answers ${control}`),
			);
		},
	},
];
