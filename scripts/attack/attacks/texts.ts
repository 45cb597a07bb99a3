import { z } from 'zod';
import { wellFormed } from '../../../src/linkedin/wellFormed';
import { allOf, check } from '../../resilience/Stage';
import { pause } from '../../n8n/pause';
import type { Attack } from '../Attack';
import type { AttackScene } from '../AttackScene';

const LENGTH = 64_000;
const HOSTILE = ['@\u200b', '#\u200b', 'a@', '<', '&#', '<a ', ' ', '['];
/** A busy machine explains less; a quadratic expression took four seconds. */
const LONGEST_SILENCE_MS = 2_500;
const WORDS = Object.getOwnPropertyNames(Object.prototype);

/** The longest time that n8n did not answer while `work` went on. */
async function longestSilence(scene: AttackScene, work: () => Promise<void>): Promise<number> {
	let longest = 0;
	let over = false;
	const watch = (async () => {
		while (!over) {
			const askedAtMs = Date.now();
			await scene.call('/healthz');
			longest = Math.max(longest, Date.now() - askedAtMs);
			await pause(20);
		}
	})();
	await work();
	over = true;
	await watch;
	return longest;
}

async function unknownRoutes(scene: AttackScene): Promise<string[]> {
	const { routes } = await scene.stack.sandbox.requests();
	return Object.keys(routes).filter((route) => route.includes('(unknown)'));
}

export const textAttacks: Attack[] = [
	{
		row: 12,
		tried: `${LENGTH} characters that make expressions slow, in every field of the pages`,
		run: async (scene) => {
			const statuses = new Set<number>();
			const silence = await longestSilence(scene, async () => {
				for (const part of HOSTILE) {
					const text = part.repeat(LENGTH / part.length);
					const forms = [
						['rsc-exports', { action: 'search', export: 'E-attack', candidate: text, job: text }],
						['rsc-why', { question: 'activity', holder: text, about: text }],
						['rsc-connect', { action: 'add', number: text, called: text }],
						['rsc-connect', { action: 'acknowledge', acknowledged: 'yes', name: text }],
						['rsc-map-people', { decisions: JSON.stringify([{ seat: text, user: text }]) }],
					] as const;
					for (const [path, fields] of forms)
						statuses.add((await scene.press(path, { ...fields })).status);
				}
			});
			return check(
				silence < LONGEST_SILENCE_MS,
				`n8n answered all the time (longest wait ${silence} ms; ${[...statuses].join()})`,
				`n8n was silent for ${silence} ms`,
			);
		},
	},
	{
		row: 13,
		tried:
			'ids “.”, “..”, half a character, slashes and %2e in signed events and on the profile page',
		run: async (scene) => {
			const key = await scene.signingKey();
			const ids = ['.', '..', '\ud83d', '../../jobs', '%2e%2e', 'a/b?c#d', 'x'.repeat(3_000)];
			const unknown = await unknownRoutes(scene);
			const from = scene.between.seen.length;
			const started = await scene.started('rscChanges');
			for (const [at, id] of ids.entries()) {
				const body = { candidate_id: id, job_id: id, application_id: id };
				await scene.call(scene.paths.changes, scene.eventCall(key, `E-id-${at}`, body));
				await scene.call(
					`/webhook/rsc-profile-page?candidate=${encodeURIComponent(wellFormed(id))}`,
					{
						headers: scene.signedIn(),
					},
				);
			}
			const ran = (await scene.untilStarted('rscChanges', started + ids.length)) - started;
			const failed = z
				.object({ data: z.array(z.unknown()) })
				.parse(
					await scene.stack.n8n.api(
						'GET',
						'/executions?workflowId=rscChanges&status=error&limit=50',
					),
				).data.length;
			const seen = scene.between.seen.slice(from);
			const strayed = seen.filter((one) =>
				/\/\.\.?(\/|$|\?)|%2E%2E|\/(candidates|jobs|messages|applications)\/(\?|$)/i.test(one),
			);
			const more = (await unknownRoutes(scene)).filter((route) => !unknown.includes(route));
			return allOf(
				check(
					ran === ids.length && failed === 0,
					`${ran} events worked on, none failed`,
					`${ran} of ${ids.length} ran, ${failed} failed`,
				),
				check(
					strayed.length === 0 && more.length === 0,
					`${seen.length} calls to the vendors, none left its path`,
					`left their path: ${[...strayed, ...more].slice(0, 3).join(', ')}`,
				),
			);
		},
	},
	{
		row: 15,
		tried: `${WORDS.length} words that every object knows, as types, events, fields and parameters`,
		run: async (scene) => {
			const key = await scene.signingKey();
			const chosen = await scene.key('callback contractChosen');
			const statuses = new Map<string, number>();
			const before = scene.stack.n8n.log().length;
			const note = (what: string, status: number): void => {
				if (status >= 500) statuses.set(what, status);
			};
			for (const word of WORDS) {
				const element = { integrationContext: 'urn:li:contract:2001', integrationType: word };
				const answer = await scene.callBack('rsc-chosen', { key: chosen, integrations: [element] });
				note(`type ${word}`, answer.status);
				const push = scene.pushCall(JSON.stringify({ id: `R-${word}`, type: word }));
				note(`push ${word}`, (await scene.call(scene.paths.pushes, push)).status);
				const form = await scene.press('rsc-why', { question: word, [word]: word, action: word });
				note(`form ${word}`, form.status);
				const headers = scene.signedIn();
				const page = await scene.call(`/webhook/rsc-status?${word}=1&${word}[${word}]=2`, {
					headers,
				});
				note(`parameter ${word}`, page.status);
			}
			const named = { 'event-name': 'toString.constructor' };
			const event = scene.eventCall(key, 'E-word', { candidate_id: 'toString' }, named);
			note('event', (await scene.call(scene.paths.changes, event)).status);
			const log = scene.stack.n8n.log().slice(before);
			return check(
				statuses.size === 0 && !/TypeError/.test(log),
				'all are words like any other',
				`${[...statuses].map(([what, status]) => `${what}: ${status}`).join(', ')} ${/TypeError.*/.exec(log)?.[0] ?? ''}`,
			);
		},
	},
];
