import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { toContractUrn } from '../../src/linkedin/contractUrn';
import { fullName } from '../../src/mapping/seatToStored';
import { NOT_MAPPED } from '../../src/mapping/StoredSeat';
import { parseJson } from '../../src/n8n/fields/json';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { formValue, type PageCall, readPageCall } from '../../src/n8n/pages/PageCall';
import { servePage } from '../../src/n8n/pages/servePage';
import { serveScript } from '../../src/n8n/pages/serveScript';
import { readParameters } from '../../src/n8n/readParameters';
import { decide, type Decision, REFUSALS } from '../../src/operations/mapping/decide';
import { readMapPage } from '../../src/operations/mapping/readMapPage';
import { toDecidedRow } from '../../src/operations/mapping/toMapRows';
import type { Runtime } from '../../src/operations/Runtime';
import { mapPeoplePage } from '../../src/pages/mapPeoplePage';
import { mapRow } from '../../src/pages/mapPeopleRows';
import { importDays, importDaysOption, TIME_LIMIT_MS } from '../../src/n8n/fields/importDays';

const DecisionSchema = z
	.object({
		seat: z.string().regex(/^urn:li:seat:\d+$/),
		contract: z.string().transform((text, refused) => {
			const urn = toContractUrn(text);
			if (urn === undefined) refused.addIssue({ code: 'custom', message: 'no contract' });
			return urn ?? '';
		}),
		userId: z.string().min(1).optional(),
		how: z.enum(['person', 'email', 'name', 'by hand', ...NOT_MAPPED]),
	})
	.transform(({ seat, contract, userId, how }, refused): Decision => {
		const base = { seatUrn: seat, contractUrn: contract };
		if (how === 'skipped' || how === 'left open' || how === 'unmapped')
			return { ...base, matchedBy: how };
		if (userId === undefined) refused.addIssue({ code: 'custom', message: 'no user' });
		return { ...base, userId: userId ?? '', matchedBy: how };
	});

const OptionsSchema = z.object({ options: z.object({ importDays }) });

export const mappingPage: NodeOperation = {
	option: {
		name: 'Show Mapping Page',
		value: 'mappingPage',
		description: 'Show the page on which an admin maps seat holders, and store the decisions',
	},
	uses: 'both',
	servesAll: 'byPage',
	properties: [
		{
			displayName: 'Connect this node to an RSC Trigger whose Source is "Admin Page".',
			name: 'pageNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			options: [importDaysOption],
		},
	],
	run: async (context, item) => {
		const call = readPageCall(context, item);
		if (call.method === 'POST') {
			return [
				await serveScript(context, item, async () => {
					const days = readImportDays(context, item);
					return await applyDecisions(await openRuntime(context, item), call, days);
				}),
			];
		}
		return [
			await servePage(context, item, async ({ scriptKey }) => {
				const view = await readMapPage(await openRuntime(context, item), {
					importDays: readImportDays(context, item),
					timeLimitMs: TIME_LIMIT_MS,
				});
				const users = view.users.map((user): [string, string, string] => [
					user.id,
					fullName(user),
					user.email,
				]);
				return { html: mapPeoplePage(scriptKey, { ...view, users }) };
			}),
		];
	},
};

function readImportDays(context: IExecuteFunctions, item: number): number {
	return readParameters(context, item, OptionsSchema).options.importDays;
}

async function applyDecisions(
	runtime: Runtime,
	call: PageCall,
	days: number,
): Promise<{ status: number; body: object }> {
	const decisions = z.array(DecisionSchema).safeParse(parseJson(formValue(call, 'decisions')));
	if (!decisions.success) {
		return {
			status: 400,
			body: { error: 'What the page has sent cannot be used. Load it again.' },
		};
	}
	const { rows, refusals } = await decide(runtime, decisions.data, {
		importDays: days,
		timeLimitMs: TIME_LIMIT_MS,
	});
	return {
		status: 200,
		body: {
			rows: rows.map((row) => ({ seat: row.seat, html: mapRow(toDecidedRow(row)).text })),
			refused: refusals.map(({ seatUrn, code }) => ({ seat: seatUrn, text: REFUSALS[code] })),
		},
	};
}
