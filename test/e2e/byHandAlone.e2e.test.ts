import { OWNER } from '../../scripts/n8n/N8nInstance';
import { JourneyPages } from '../../scripts/support/JourneyPages';
import { EmptyN8n } from '../byHand/EmptyN8n';
import { FlowBuilder } from '../byHand/FlowBuilder';
import { makeCredential } from '../byHand/makeCredential';
import type { NodePanel } from '../byHand/NodePanel';
import { PUBLISHED } from '../byHand/readyMade';
import { CREDENTIAL_NAMES, sandboxCredentialFields } from '../byHand/sandboxCredentialFields';
import { until } from '../byHand/until';
import { Vendors } from '../byHand/Vendors';
import { step } from '../support/step';

const HISTORY = 'RSC Historical Sync';
const CONTRACT = 'RSC Contract Activate';
const ACTIVITY = 'Recruiter Activity';
const NO_OP = 'No Operation, do nothing';
const GLOBEX = 'LinkedIn Globex';
const DECIDED_BY = 'Ada Lo, ada@example.com';
const ARRIVES_WITHIN_MS = 120_000;

const place = new EmptyN8n('byHandAlone');
const vendors = new Vendors(place.sandbox);
beforeAll(async () => place.start());
afterEach(async () => place.note((expect.getState().currentTestName ?? '').slice(-60)));
afterAll(async () => place.stop());

type Setting = (panel: NodePanel) => Promise<void>;

/** What one node alone is asked, and what it answers. */
interface Asked {
	output: string;
	error: string | undefined;
}

/** Builds a flow of a manual trigger and this node, and executes the node. */
async function ask(node: string, action: string, set?: Setting): Promise<Asked> {
	const flow = new FlowBuilder(place.editor, CREDENTIAL_NAMES);
	await flow.begin();
	const start = await flow.addCore('Manual Trigger');
	return await execute(await flow.add(node, action, { node: start }, set));
}

/** Executes a node with all that is before it, and keeps a picture. */
async function execute(node: string): Promise<Asked> {
	const { canvas, screens } = place.editor;
	const panel = await canvas.openNode(node);
	const error = await panel.executeStep();
	const output = error === undefined ? await panel.output() : '';
	await screens.keep(`executed ${node}`);
	await panel.close();
	await screens.keep(`the flow of ${node}`);
	return { output, error };
}

/** With two, n8n chooses the credential that was made last. */
const withLinkedIn =
	(name: string): Setting =>
	async (panel) => {
		expect(await panel.chooseCredential('LinkedIn RSC', [name])).toBeUndefined();
	};
const withGlobex = withLinkedIn(GLOBEX);
const withAcme = withLinkedIn('LinkedIn RSC');
const acknowledge: Setting = async (panel) => {
	await panel.switchOn('acknowledged');
	await panel.fill('acknowledgedBy', DECIDED_BY);
};
const switchOn = async (): Promise<void> => {
	await place.sandbox.control('POST', '/linkedin/integrations', { enabled: true, push: true });
};

describe('somebody who connects with single nodes, without the ready-made workflows', () => {
	step('signs up, and makes both credentials', async () => {
		const { editor, n8n, sandbox } = place;
		await editor.home.signUp(n8n.url, OWNER);
		const { linkedInRscOAuth2Api, smartRecruitersOAuth2Api } = sandboxCredentialFields(sandbox);
		await makeCredential(editor, linkedInRscOAuth2Api);
		await makeCredential(editor, smartRecruitersOAuth2Api);
	});

	step('asks what would go to LinkedIn, before anything is acknowledged', async () => {
		const { output, error } = await ask(HISTORY, 'Tell what the backfill would send');
		expect(error).toBeUndefined();
		expect(output).toContain('wouldGo');
		expect(output).toContain('urn:li:organization:1000');
		expect((await place.sandbox.requests()).writes).toEqual({});
	});

	step('is told to acknowledge first, when the backfill is executed too early', async () => {
		const { error } = await ask(HISTORY, 'Send what SmartRecruiters already has');
		expect(error).toContain('The sharing of data with LinkedIn has not been acknowledged');
		expect((await place.sandbox.requests()).writes).toEqual({});
	});

	step('acknowledges, adds two contracts, and requests access', async () => {
		const widget = new JourneyPages(await place.browser.newContext(), place);
		for (const contract of ['2001', '2002'])
			await widget.requestInWidget('olivia.hart@example.com', contract);
		const flow = new FlowBuilder(place.editor, CREDENTIAL_NAMES);
		await flow.begin();
		const start = await flow.addCore('Manual Trigger');
		const text = await flow.add(
			CONTRACT,
			'Acknowledge the sharing of data',
			{ node: start },
			acknowledge,
		);
		const added = await flow.add(
			CONTRACT,
			'Add Recruiter contracts',
			{ node: text },
			async (panel) => panel.fill('contracts', '2001, 2002'),
		);
		const requested = await flow.add(CONTRACT, 'Request access to Recruiter contracts', {
			node: added,
		});
		const { output, error } = await execute(requested);
		expect(error).toBeUndefined();
		expect(output).toContain('urn:li:contract:2002');
		await switchOn();
		const checked = await ask(CONTRACT, 'Check Recruiter contracts');
		expect(checked.output).toContain('connected');
	});

	step('sends the history from a report that is chosen from the list', async () => {
		let chosen = '';
		const flow = new FlowBuilder(place.editor, CREDENTIAL_NAMES);
		await flow.begin();
		const start = await flow.addCore('Manual Trigger');
		const backfill = await flow.add(
			HISTORY,
			'Send what SmartRecruiters already has',
			{ node: start },
			async (panel) => {
				await panel.choose('detailsFrom', 'Report (Minutes)');
				chosen = await panel.chooseFirst('report', 'linkedin');
				await panel.addOption('Job Check Delay (Seconds)', 'jobCheckDelay', '1');
			},
		);
		expect(chosen).toBe('Applications for LinkedIn');
		await until(
			'an execution says that it is done',
			async () => {
				const { output, error } = await execute(backfill);
				expect(error).toBeUndefined();
				return output.includes('Everything is at LinkedIn');
			},
			ARRIVES_WITHIN_MS,
		);
		expect((await place.sandbox.compare('report')).agree).toBe(true);
	});

	// LinkedIn recognises members in what it was sent afterwards; a report is sent without a second look.
	step('compares both sides, and learns whom LinkedIn has recognised', async () => {
		const { output, error } = await ask(HISTORY, 'Compare and repair both sides');
		expect(error).toBeUndefined();
		expect(output).toContain('done');
	});

	let seat = '';
	let mapped = '';
	step('maps a seat to a user, both chosen from lists', async () => {
		const { name, userId } = await vendors.seatHolder('urn:li:contract:2001');
		const { output, error } = await ask(
			'RSC User Mapper',
			'Map one seat to a user',
			async (panel) => {
				await panel.fill('contracts', '2001');
				expect(await panel.chooseFirst('seat', name)).toContain(name);
				expect(await panel.chooseFirst('user', name)).toContain(name);
			},
		);
		expect(error).toBeUndefined();
		seat = /urn:li:seat:\d+/.exec(output)?.[0] ?? '';
		expect(seat).not.toBe('');
		expect(output).toContain(userId);
		mapped = userId;
	});

	step(
		'is told by a preview whom hiring teams would be shown jobs, and stores nothing',
		async () => {
			const { output, error } = await ask(
				CONTRACT,
				'Choose who sees jobs in recruiter',
				async (panel) => {
					await panel.choose('who', 'The Hiring Team and Administrators');
					expect(await panel.addChoice('openDepartments', 'eng')).toBe('Engineering');
					const job = await vendors.listedJob();
					expect(await panel.addChoice('openJobs', job)).toContain(job);
					await place.editor.screens.keep('exceptions');
					await panel.switchOn('previewOnly');
				},
			);
			expect(error).toBeUndefined();
			expect(output).toContain('Nothing was stored');
			for (const count of ['toEverybody', 'toTeam', 'toNobody']) expect(output).toContain(count);
		},
	);

	step('chooses that the hiring team sees jobs, and applies it', async () => {
		const flow = new FlowBuilder(place.editor, CREDENTIAL_NAMES);
		await flow.begin();
		const start = await flow.addCore('Manual Trigger');
		const choice = await flow.add(
			CONTRACT,
			'Choose who sees jobs in recruiter',
			{ node: start },
			async (panel) => {
				await panel.choose('who', 'The Hiring Team and Administrators');
				await panel.switchOn('allowsNobody');
				await panel.fill('changedBy', DECIDED_BY);
			},
		);
		const sync = await flow.add(
			HISTORY,
			'Show jobs to their hiring teams',
			{ node: choice },
			async (panel) => panel.addOption('Job Check Delay (Seconds)', 'jobCheckDelay', '1'),
		);
		// LinkedIn processes the jobs first; then it is executed again.
		await until(
			'an execution says that it is done',
			async () => {
				const { output, error } = await execute(sync);
				expect(error).toBeUndefined();
				return /\bdone\b/.test(output) && /\bteam\b/.test(output);
			},
			ARRIVES_WITHIN_MS,
		);
		expect(await vendors.sight(mapped)).toEqual({ surplus: 0, missing: 0 });
	});

	step('asks who sees a job, and why somebody does not', async () => {
		const job = await vendors.listedJob();
		const other = await vendors.seatHolder('urn:li:contract:2001', 1);
		const question: Setting = async (panel) => {
			await panel.choose('question', 'Job in Recruiter');
			await panel.chooseFirst('job', job);
		};
		const who = await ask(ACTIVITY, 'Explain why something is missing', question);
		expect(who.error).toBeUndefined();
		expect(who.output).toContain('Who sees jobs in Recruiter');
		const why = await ask(ACTIVITY, 'Explain why something is missing', async (panel) => {
			await question(panel);
			expect(await panel.chooseFirst('viewer', other.name)).toContain(other.name);
		});
		expect(why.error).toBeUndefined();
		expect(why.output).toContain('brokenLink');
	});

	step('adds a second organization, and finds it in the list', async () => {
		const { linkedInRscOAuth2Api: acme } = sandboxCredentialFields(place.sandbox);
		await makeCredential(place.editor, {
			...acme,
			name: GLOBEX,
			fields: {
				...acme.fields,
				clientId: 'sandbox-other-child',
				clientSecret: 'sandbox-other-child-secret',
				organization: '1001',
			},
		});
		const known = await ask(CONTRACT, 'Acknowledge the sharing of data', async (panel) => {
			await withGlobex(panel);
			await acknowledge(panel);
		});
		expect(known.output).toContain('urn:li:organization:1001');
		const added = await ask(CONTRACT, 'Add an organization', withGlobex);
		expect(added.error).toBeUndefined();
		const { output } = await ask(CONTRACT, 'Get many organizations');
		expect(output).toContain('urn:li:organization:1001');
	});

	step(
		'syncs new InMails of all organizations every minute, and goes on with what was written',
		async () => {
			const flow = new FlowBuilder(place.editor, CREDENTIAL_NAMES);
			await flow.begin();
			const schedule = await flow.addCore('Schedule Trigger');
			const sync = await flow.add(
				ACTIVITY,
				'Sync new InMails and notes',
				{ node: schedule },
				async (panel) => {
					await withAcme(panel);
					await panel.choose('organizations', 'All That Were Added');
				},
			);
			const written = await flow.addCore(NO_OP, { node: sync });
			const report = await flow.addCore(NO_OP, { node: sync, output: 2 });
			const [known] = await vendors.members();
			if (!known) throw new Error('LinkedIn knows no candidate');
			const text = 'Would you have ten minutes for me this week?';
			await vendors.sendInMail(seat, known.person, text);
			const first = await execute(written);
			expect(first.error).toBeUndefined();
			expect(first.output).toContain(known.candidateId);
			await until(
				'the InMail is on the candidate',
				async () => (await vendors.candidatePage(known.candidateId)).includes(text),
				ARRIVES_WITHIN_MS,
			);
			const told = await execute(report);
			expect(told.output).toContain('urn:li:organization:1001');
			expect(await place.editor.canvas.publish()).toEqual(PUBLISHED);
		},
	);

	step('moves from one contract to the other, step by step', async () => {
		const { output, error } = await ask(
			CONTRACT,
			'Move a connection to another contract or company',
			async (panel) => {
				await withAcme(panel);
				await panel.fill('endingContracts', '2001');
			},
		);
		expect(error).toBeUndefined();
		for (const word of ['connected', 'people', 'ended']) expect(output).toContain(word);
		const wrong = await ask(
			CONTRACT,
			'Move a connection to another contract or company',
			async (panel) => {
				await withAcme(panel);
				await panel.choose('move', 'The LinkedIn Company Page');
				await panel.fill('fromOrganization', 'Acme');
			},
		);
		expect(wrong.error).toContain('"Old Organization" is not a LinkedIn organization');
	});
});
