import { EXPORTS, PEOPLE } from '../../../src/state/tables';
import { PAGES_USER } from '../../n8n/connectStack';
import { pause } from '../../n8n/pause';
import { allOf, check } from '../../resilience/Stage';
import type { Attack } from '../Attack';
import { type AttackScene, ORGANIZATION, SIGNING_SECRET, SITE } from '../AttackScene';
import { PAGES } from '../hostileCalls';

const CANDIDATE = 'attackedCandidate';
const COOKIE = 'n8n-auth=COOKIE-MARKER';
const PAGE_WORKFLOWS = [
	...['rscConnectContract', 'rscMapPeople', 'rscHistoricalSync', 'rscDecisions'],
	...['rscProfile', 'rscDisconnect'],
];
const MARKUP = `<img src=x onerror=alert(1)>$'$&\${7*7}{{7*7}}`;

async function setPassword(scene: AttackScene, password: string): Promise<void> {
	await scene.stack.n8n.rest('PATCH', '/credentials/5', {
		name: 'RSC Pages',
		type: 'rscPagesApi',
		data: { user: PAGES_USER.user, password, signingSecret: SIGNING_SECRET },
	});
}

export const pageAttacks: Attack[] = [
	{
		row: 2,
		tried: '200 anonymous calls of the profile page’s address, then 70 with one leaked link',
		run: async (scene) => {
			const { n8n } = scene.stack;
			await n8n.insertRows('rsc_people', PEOPLE.columns, [
				PEOPLE.schema.parse({
					...{ organization: ORGANIZATION, person: 'urn:li:person:attacked' },
					...{ candidateId: CANDIDATE, knownBy: 'export', knownAt: new Date().toISOString() },
				}),
			]);
			const from = scene.between.seen.length;
			const anonymous = new Set<number>();
			for (let at = 0; at < 200; at += 1) {
				const headers = {
					'content-type': 'application/json',
					...(at % 2 ? { origin: SITE } : {}),
				};
				const body = JSON.stringify({ candidateId: CANDIDATE, key: `x${at}.y` });
				const call = { method: 'POST', headers, body };
				anonymous.add((await scene.call('/webhook/rsc-profile', call)).status);
			}
			const startedByNobody = await scene.started('rscProfile');
			const key = await scene.key('callback profileLink', { subject: CANDIDATE });
			const leaked: number[] = [];
			for (let at = 0; at < 70; at += 1)
				leaked.push((await scene.callBack('rsc-profile', { key })).status);
			const calls = scene.between.seen.slice(from).filter((one) => one.includes(CANDIDATE)).length;
			const kept = (await n8n.table('rsc_people')).some((row) => row.candidateId === CANDIDATE);
			return allOf(
				check(
					[...anonymous].join() === '403' && startedByNobody === 0,
					'anonymous: 403, nothing started',
					`anonymous: ${[...anonymous].join()}, ${startedByNobody} started`,
				),
				check(
					calls <= 60 && leaked.at(-1) === 429,
					`the link: ${calls} calls to LinkedIn, then 429`,
					`the link: ${calls} calls to LinkedIn, at the end ${leaked.at(-1)}`,
				),
				check(kept, 'what the export told is kept', 'what the export told is gone'),
			);
		},
	},
	{
		row: 6,
		tried:
			'every page opened with password and cookie, also while LinkedIn fails; all executions kept',
		run: async (scene) => {
			const headers = scene.signedIn({ cookie: COOKIE, 'x-marker': 'HEADER-MARKER' });
			const open = async (): Promise<number[]> => {
				const statuses: number[] = [];
				for (const page of PAGES)
					statuses.push(
						(await scene.call(`/webhook/${page}?candidate=${CANDIDATE}`, { headers })).status,
					);
				return statuses;
			};
			const well = await open();
			const { result: badly } = await scene.between.during(
				(_method, path) =>
					path.includes('accessToken')
						? undefined
						: { kind: 'redirect', status: 302, to: 'https://elsewhere.example/' },
				open,
			);
			await pause(1_000);
			let kept = 0;
			const found = new Set<string>();
			for (const id of PAGE_WORKFLOWS) {
				const data = await scene.stack.n8n.api(
					'GET',
					`/executions?workflowId=${id}&includeData=true&limit=100`,
				);
				const text = JSON.stringify(data);
				kept += text.split('"mode":"webhook"').length - 1;
				for (const marker of [headers.authorization ?? '', PAGES_USER.password, 'COOKIE-MARKER'])
					if (text.includes(marker)) found.add(marker === '' ? 'nothing' : id);
				if (text.includes('HEADER-MARKER')) found.add(id);
			}
			// The profile page leads to the customer's own site.
			const opened = well.every((status) => status === 200 || status === 303);
			return check(
				opened && kept >= PAGES.length && found.size === 0,
				`${kept} executions of pages (failing: ${[...new Set(badly)].join()}): no header in any`,
				`opened ${well.join()}, kept ${kept}, headers in ${[...found].join() || 'none'}`,
			);
		},
	},
	{
		row: 9,
		tried:
			'a page key alone, of another page, person or password, too old, and after a new password',
		run: async (scene) => {
			const path = 'rsc-map-people';
			const post = async (key: string, headers: Record<string, string> = {}): Promise<number> => {
				const call = {
					method: 'POST',
					headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
					body: new URLSearchParams({ key, action: 'x' }).toString(),
				};
				return (await scene.call(`/webhook/${path}`, call)).status;
			};
			const own = await scene.key(`page ${path}`);
			const got = {
				reading: (await scene.call(`/webhook/${path}?key=${own}`)).status,
				otherPage: await post(await scene.key('page rsc-status')),
				callback: await post(await scene.key('callback contractChosen')),
				tooOld: await post(await scene.key(`page ${path}`, { expiresAtMs: Date.now() - 1 })),
				otherPassword: await post(await scene.key(`page ${path}`, { password: 'another one' })),
				otherPerson: await post(await scene.key(`page ${path}`, { user: 'eve' }), scene.signedIn()),
			};
			const { headers } = await scene.call('/webhook/rsc-status', { headers: scene.signedIn() });
			await setPassword(scene, 'Another-Password-1');
			const ended = [
				await post(own),
				(await scene.call('/webhook/rsc-status', { headers: scene.signedIn() })).status,
			];
			await setPassword(scene, PAGES_USER.password);
			const statuses = Object.values(got).join();
			const guards = ['cache-control', 'referrer-policy', 'x-frame-options'].map((name) =>
				headers.get(name),
			);
			return allOf(
				check(
					statuses === '401,401,401,401,401,403' && ended.join() === '401,401',
					'refused, each one',
					`${JSON.stringify(got)}, after the new password ${ended.join()}`,
				),
				check(
					guards.join() === 'no-store,no-referrer,DENY',
					'pages are not cached, referred from or framed',
					`headers: ${guards.join()}`,
				),
			);
		},
	},
	{
		row: 11,
		tried: 'markup and $’ in an export’s data, and in everything that the decisions page takes',
		prepare: async ({ stack }) => {
			const payload = {
				firstName: MARKUP,
				lastName: MARKUP,
				headline: MARKUP,
				employers: [MARKUP],
			};
			await stack.n8n.insertRows('rsc_exports', EXPORTS.columns, [
				EXPORTS.schema.parse({
					...{ organization: ORGANIZATION, exportKey: 'E-markup', state: 'review' },
					...{ person: 'urn:li:person:markup', payload: JSON.stringify(payload) },
					...{ receivedAt: new Date().toISOString(), receivedAtMs: Date.now(), message: MARKUP },
				}),
			]);
		},
		run: async (scene) => {
			const pages: string[] = [];
			const statuses: number[] = [];
			for (const action of ['decide', 'search']) {
				const sent = await scene.press('rsc-exports', {
					...{ action, export: 'E-markup', choice: `link:${MARKUP}` },
					...{ jobId: MARKUP, candidate: MARKUP, job: MARKUP },
				});
				const again = await scene.call('/webhook/rsc-exports', { headers: scene.signedIn() });
				pages.push(sent.text, again.text);
				statuses.push(sent.status, again.status);
			}
			const shown = pages.every((page) => page.includes('E-markup'));
			const raw = pages.filter((page) => /<img src=x|\$'|\$&|\{\{7/.test(page)).length;
			return check(
				statuses.every((status) => status === 200) && shown && raw === 0,
				'shown as text, and the page works as before',
				`statuses ${statuses.join()}, shown ${shown}, raw in ${raw}`,
			);
		},
	},
];
