import { FaultSchema } from '../../sandbox/core/FaultBoard';
import { StateError } from '../../src/errors/StateError';
import { CONTRACTS, SYNC } from '../../src/state/tables';
import { ORGANIZATION } from './contractSandbox';
import { type Broken, FIRST, type PreflightWorld } from './PreflightWorld';

/** What can be broken in n8n, and on the way to it. */
export const BROKEN_IN_N8N: Broken[] = [
	[
		'n8n gets no answer from itself',
		(one) => {
			one.front = undefined;
		},
		'publicAddress',
		'publicSilent',
		'n8n gets no answer from itself under 127.0.0.1',
	],
	[
		'a proxy’s sign-in stands before n8n',
		(one) => {
			one.front = { status: 302, body: '' };
		},
		'publicAddress',
		'publicOther',
		'Something other than n8n’s webhooks answers under 127.0.0.1',
	],
	[
		'another website answers with a 404 of its own',
		(one) => {
			one.front = { status: 404, body: '<h1>Not found</h1>' };
		},
		'publicAddress',
		'publicOther',
		'(status 404)',
	],
	[
		'LinkedIn has no address for notifications yet',
		(one) => {
			one.callback(undefined);
		},
		'callback',
		'callbackNone',
		'LinkedIn has no address for its notifications yet',
	],
	[
		'nobody has requested the integration yet',
		(one) => {
			sandboxExport(one).requested = false;
		},
		'callback',
		'callbackNone',
		'LinkedIn has no address for its notifications yet',
	],
	[
		'another system has LinkedIn’s notifications',
		(one) => {
			one.callback('https://ats.example.com/li/17');
		},
		'callback',
		'callbackForeign',
		'LinkedIn sends its notifications to ats.example.com, which is not this n8n.',
	],
	[
		'LinkedIn’s challenge gets no answer',
		async (one) => {
			await one.receiver.stop();
		},
		'callback',
		'callbackSilent',
		'LinkedIn’s challenge gets no answer within 3 seconds.',
	],
	[
		'LinkedIn’s challenge is answered with another secret',
		(one) => {
			one.receiver.challenge = 'wrong';
		},
		'callback',
		'callbackOtherSecret',
		'LinkedIn’s challenge is answered with another client secret.',
	],
	[
		'LinkedIn’s challenge is answered by something else',
		(one) => {
			one.receiver.challenge = 'text';
		},
		'callback',
		'callbackNoJson',
		'LinkedIn’s challenge is answered with something other than JSON.',
	],
	[
		'the workflow that answers LinkedIn is not published',
		(one) => {
			one.callback(`${one.webhooks}/gone/rsc`);
		},
		'callback',
		'callbackWrong',
		'LinkedIn’s challenge is answered with status 404.',
	],
	[
		'SmartRecruiters has no webhook yet',
		(one) => {
			one.webhook({ callbackUrl: 'https://elsewhere.example.com/hook' });
		},
		'handshake',
		'handshakeNone',
		'SmartRecruiters has no webhook of this n8n yet, so it has not tried to reach it.',
	],
	[
		'SmartRecruiters’ handshake failed',
		(one) => {
			one.webhook({ status: 'inactive' });
		},
		'handshake',
		'handshakeOpen',
		'SmartRecruiters has a webhook of this n8n that is not active: its handshake failed.',
	],
	[
		'SmartRecruiters’ calls fail',
		(one) => {
			const atMs = one.sandbox.context.clock.now() - 1000;
			one.webhook({ log: [{ status: 'failed', atMs, body: '', headers: {} }] });
		},
		'handshake',
		'handshakeFailing',
		'The last call of SmartRecruiters to this n8n failed',
	],
	[
		'n8n’s clock is wrong',
		(one) => {
			one.sandbox.context.clock.advance(90_000);
		},
		'clockLinkedIn',
		'clockOff',
		'n8n’s clock and that of LinkedIn are 9',
	],
	[
		'n8n’s clock is wrong for SmartRecruiters, too',
		(one) => {
			one.sandbox.context.clock.advance(-40_000);
		},
		'clockSmartRecruiters',
		'clockOff',
		'n8n’s clock and that of SmartRecruiters are',
	],
	[
		'LinkedIn breaks the connection off',
		(one) => {
			one.sandbox.context.faults.add([
				FaultSchema.parse({ vendor: 'linkedin', kind: 'reset', times: 1_000 }),
			]);
		},
		'clockLinkedIn',
		'clockUntold',
		'LinkedIn did not state the time.',
	],
	[
		'LinkedIn tells nothing about one contract',
		(one) => {
			const key = `integrationContext=${FIRST}&integrationType=CSA_API&tenantType=RECRUITER&dataProvider=ATS`;
			one.answer('linkedin', '/v2/atsIntegrations', {
				results: {},
				errors: { [key]: { status: 503 } },
			});
		},
		'contracts',
		'contractUnanswered',
		'LinkedIn gave no information about contract 2001.',
	],
	[
		'LinkedIn does not tell where it sends notifications',
		(one) => {
			one.fail('linkedin', '/configurations', 500);
		},
		'callback',
		'callbackUntold',
		'LinkedIn could not be asked where it sends its notifications.',
	],
	[
		'Data Tables are switched off',
		(one) => {
			one.tableNames = async () => {
				throw StateError.unusable(CONTRACTS.name, new Error('off'));
			};
		},
		'dataTables',
		'tablesOff',
		'n8n’s Data Tables cannot be used.',
	],
	[
		'Data Tables are full',
		(one) => {
			one.takesRows = false;
		},
		'dataTables',
		'tablesFull',
		'n8n’s Data Tables accept no more rows.',
	],
	[
		'Data Tables fill',
		async (one) => {
			one.tableNames = async () => [CONTRACTS.name, SYNC.name];
			const megabyte = 1024 * 1024;
			await one.store.put(SYNC, [
				SYNC.schema.parse({
					...{ organization: ORGANIZATION, stream: 'dataTables' },
					...{ done: 150 * megabyte, total: 200 * megabyte },
				}),
			]);
		},
		'dataTables',
		'tablesFilling',
		'about 150 of the 200 MB',
	],
	[
		'somebody has edited a table by hand',
		(one) => {
			one.store.edit(CONTRACTS.name, (rows) => {
				Object.assign(rows[0] ?? {}, { state: 'perhaps' });
			});
		},
		'dataTables',
		'tablesDamaged',
		'What is kept in n8n’s Data Tables cannot be read. A row of the Data Table rsc_contracts',
	],
];

function sandboxExport(one: PreflightWorld) {
	return one.sandbox.store.of(ORGANIZATION).integrations.get(`${ORGANIZATION} ONE_CLICK_EXPORT`)!;
}
