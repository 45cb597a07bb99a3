import { CONTRACTS, EXPORTS, PARKED } from '../../../src/state/tables';
import { pause } from '../../n8n/pause';
import { allOf, check } from '../../resilience/Stage';
import type { Attack } from '../Attack';
import { type AttackScene, ORGANIZATION } from '../AttackScene';

const FOREIGN = 'urn:li:organization:2000';
/** Without a job: nobody but a person can settle it. */
const PAYLOAD = JSON.stringify({
	...{ organizationUrn: ORGANIZATION, person: 'urn:li:person:attack' },
	...{ firstName: 'Ada', lastName: 'Keepme', employers: [] },
});
/** Every schedule of the workflows that works parked records off runs once a minute. */
const SCHEDULES_MS = 70_000;

const rowsOf = async (scene: AttackScene, table: string, contract: RegExp) =>
	(await scene.stack.n8n.table(table)).filter((row) => contract.test(String(row.contract)));

export const stateAttacks: Attack[] = [
	{
		row: 10,
		tried: 'A names B’s contracts, one of them under A’s own number, on the onboarding page',
		prepare: async ({ stack }) => {
			// What has no name yet may be given one.
			for (const number of [2001, 2002])
				await stack.n8n.updateRows('rsc_contracts', 'contract', `urn:li:contract:${number}`, {
					name: 'Of A',
				});
			const row = (contract: string) =>
				CONTRACTS.schema.parse({
					...{ organization: FOREIGN, contract, name: 'Of B', state: 'connected' },
				});
			await stack.n8n.insertRows('rsc_contracts', CONTRACTS.columns, [
				row('urn:li:contract:2001'),
				row('urn:li:contract:9001'),
			]);
		},
		run: async (scene) => {
			const integrations = [9001, 2001].map((number) => ({
				integrationContext: `urn:li:contract:${number}`,
				integrationType: 'CSA_API',
				contractName: 'Taken',
			}));
			const key = await scene.key('callback contractChosen');
			const { status } = await scene.callBack('rsc-chosen', { key, integrations });
			const rows = await rowsOf(scene, 'rsc_contracts', /:(9001|2001)$/);
			const states = rows.map(({ organization, contract, state, name }) =>
				`${String(organization).slice(-4)} ${String(contract).slice(-4)} ${String(state)} ${String(name)}`.trim(),
			);
			const wanted = [
				'1000 2001 connected Of A',
				'1000 9001 chosen Taken',
				'2000 2001 connected Of B',
				'2000 9001 connected Of B',
			];
			return check(
				status === 200 && JSON.stringify(states.sort()) === JSON.stringify(wanted),
				'B’s rows are as they were; A’s is chosen, and not connected',
				`${status}: ${states.join(', ')}`,
			);
		},
	},
	{
		row: 14,
		tried: 'one call of the onboarding page names 600 contracts, connected ones among them',
		run: async (scene) => {
			const integrations = Array.from({ length: 600 }, (_, at) => ({
				integrationContext: `urn:li:contract:${at < 2 ? 2001 + at : 50_000 + at}`,
				integrationType: 'CSA_API',
				name: 'evil',
			}));
			const before = await rowsOf(scene, 'rsc_contracts', /./);
			const key = await scene.key('callback contractChosen');
			const { status } = await scene.callBack('rsc-chosen', { key, integrations });
			const after = await rowsOf(scene, 'rsc_contracts', /./);
			const renamed = after.filter(({ state, name }) => state === 'connected' && name === 'evil');
			const added = after.length - before.length;
			return check(
				added <= 50 && renamed.length === 0,
				`${status}: ${added} added, connected ones keep what they have`,
				`${added} added, ${renamed.length} connected ones renamed`,
			);
		},
	},
	{
		row: 1,
		tried: '“Try again now” with parked exports and InMails, everything published, a minute passes',
		prepare: async (scene) => {
			const { n8n } = scene.stack;
			const now = new Date().toISOString();
			const common = { organization: ORGANIZATION, firstSeenAt: now, lastSeenAt: now, attempts: 1 };
			const parked = (kind: string, id: string, payload: string) =>
				PARKED.schema.parse({
					...{ ...common, recordKey: `${kind}:${id}`, kind, code: 'NOBODY_FITS' },
					...{ reason: 'Nobody fits', whatToDo: 'Decide', payload },
				});
			await n8n.insertRows('rsc_parked', PARKED.columns, [
				parked('activity', 'urn:li:attack:1', PAYLOAD),
				parked('export', 'E-attack', '{"candidateIds":[]}'),
				parked('candidate', 'attack', ''),
			]);
			await n8n.insertRows('rsc_exports', EXPORTS.columns, [
				EXPORTS.schema.parse({
					...{ organization: ORGANIZATION, exportKey: 'E-attack', state: 'review' },
					...{ person: 'urn:li:person:attack', payload: PAYLOAD, receivedAt: now },
					...{ receivedAtMs: Date.now(), message: 'Nobody fits' },
				}),
			]);
			await scene.press('rsc-status', { action: 'tryAgain' });
			scene.pressedAtMs = Date.now();
		},
		run: async (scene) => {
			await pause(Math.max(0, scene.pressedAtMs + SCHEDULES_MS - Date.now()));
			const { n8n } = scene.stack;
			const activity = (await n8n.table('rsc_parked')).find(
				({ recordKey }) => recordKey === 'activity:urn:li:attack:1',
			);
			const waiting = (await n8n.table('rsc_exports')).find(
				({ exportKey }) => exportKey === 'E-attack',
			);
			return allOf(
				check(activity?.payload === PAYLOAD, 'the InMail is still parked', 'the InMail is gone'),
				check(
					waiting?.state === 'review' && waiting.payload === PAYLOAD,
					'the export waits for a decision as before',
					`the export is ${String(waiting?.state)}: ${String(waiting?.message)} ${String(waiting?.payload)}`,
				),
			);
		},
	},
];
