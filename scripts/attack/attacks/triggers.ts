import { pause } from '../../n8n/pause';
import { allOf, check } from '../../resilience/Stage';
import type { Attack } from '../Attack';
import { SITE } from '../AttackScene';
import { CALLBACKS, PAGES, upload } from '../hostileCalls';

const MB = 1_048_576;
const DAY_S = 86_400;
/** n8n removes uploads when it has answered. */
const REMOVED_WITHIN_MS = 4_000;

function file(bytes: number): FormData {
	const form = new FormData();
	form.append('file', new Blob(['x'.repeat(bytes)]), 'cv.pdf');
	return form;
}

export const triggerAttacks: Attack[] = [
	{
		row: 3,
		tried:
			'anonymous uploads to every address: files of 0.9 MB and of 8 MB, and one that is cut off',
		run: async (scene) => {
			const before = scene.uploaded();
			const started = await scene.started();
			const statuses = new Map<number, number>();
			const paths = [
				...[...PAGES, ...CALLBACKS].map((name) => `/webhook/${name}`),
				...Object.values(scene.paths),
			];
			let sent = 0;
			for (const path of paths)
				for (const bytes of [0.9 * MB, 0.9 * MB, 8 * MB]) {
					const call = { method: 'POST', headers: { origin: SITE }, body: file(bytes) };
					const { status } = await scene.call(path, call);
					statuses.set(status, (statuses.get(status) ?? 0) + 1);
					sent += bytes;
				}
			const cut = upload(500_000).slice(0, 400_000);
			const headers = { 'content-type': 'multipart/form-data; boundary=x' };
			await scene.call(paths[0] ?? '', { method: 'POST', headers, body: cut });
			await pause(REMOVED_WITHIN_MS);
			const left = scene.uploaded() - before;
			const answers = [...statuses].map(([status, count]) => `${status} ×${count}`).join(', ');
			const refused = [...statuses.keys()].every((status) => status >= 400 && status < 500);
			return allOf(
				check(
					left === 0,
					`${Math.round(sent / MB)} MB sent, none left on disk`,
					`${left} bytes left`,
				),
				check(
					refused && (await scene.started()) === started,
					`nothing started (${answers})`,
					`answered ${answers}; ${(await scene.started()) - started} started`,
				),
			);
		},
	},
	{
		row: 7,
		tried:
			'SmartRecruiters Trigger: uploads, a signed time of 1e30, odd times and handshakes, no body',
		run: async (scene) => {
			const { changes } = scene.paths;
			const key = await scene.signingKey();
			const started = await scene.started('rscChanges');
			const statuses: number[] = [];
			for (const time of ['1e30', '-1', 'NaN', '0', '99999999999999999999', ' ']) {
				const more = { 'smartrecruiters-timestamp': time };
				const call = scene.eventCall(key, `E-odd-${time.trim()}`, { candidate_id: 'x' }, more);
				statuses.push((await scene.call(changes, call)).status);
			}
			const odd: Array<Record<string, string>> = [
				{ 'x-hook-secret': '<script>' },
				{ 'x-hook-secret': 'a b' },
				{ 'smartrecruiters-signature': 'v1='.repeat(600) },
				{ 'smartrecruiters-signature': `v1=${'0'.repeat(64)}` },
				{},
			];
			for (const headers of odd)
				for (const body of [undefined, '{}', file(2_000)])
					statuses.push(
						(await scene.call(changes, { method: 'POST', headers, ...(body && { body }) })).status,
					);
			await pause(500);
			const more = (await scene.started('rscChanges')) - started;
			const worst = Math.max(...statuses);
			return check(
				worst < 500 && more === 0,
				`${statuses.length} calls: never an error of n8n, nothing started`,
				`answered up to ${worst}, ${more} started`,
			);
		},
	},
	{
		row: 8,
		tried:
			'SmartRecruiters’ signing key in what n8n stores; a replay, also after kill -9; an old event',
		run: async (scene) => {
			const { changes } = scene.paths;
			const { n8n } = scene.stack;
			const key = await scene.signingKey();
			const call = scene.eventCall(key, 'E-replay', { candidate_id: 'nobody' });
			const started = await scene.untilStarted('rscChanges', 0);
			await scene.call(changes, call);
			await scene.call(changes, call);
			const once = (await scene.untilStarted('rscChanges', started + 1)) - started;
			const workflow = JSON.stringify(await n8n.rest('GET', '/workflows/rscChanges'));
			await scene.restart();
			const after = await scene.started('rscChanges');
			await scene.call(changes, call);
			const old = String(Math.floor(Date.now() / 1000) - 11 * DAY_S);
			const late = { 'smartrecruiters-timestamp': old };
			await scene.call(changes, scene.eventCall(key, 'E-old', { candidate_id: 'x' }, late));
			await pause(1_500);
			const again = (await scene.started('rscChanges')) - after;
			return allOf(
				check(!workflow.includes(key), 'the key is not stored', 'the key is in the workflow'),
				check(
					once === 1 && again === 0,
					'a replay starts nothing, nor does an old event',
					`started ${once} times, ${again} after the restart`,
				),
			);
		},
	},
];
