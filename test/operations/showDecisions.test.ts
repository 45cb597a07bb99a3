import { load } from 'cheerio';
import type { MemberKind } from '../../sandbox/linkedin/exports/ExportMembers';
import { exportCandidates } from '../../src/operations/export/exportCandidates';
import { type DecisionForm, showDecisions } from '../../src/operations/export/showDecisions';
import { DECISIONS_SCRIPT, decisionsPage } from '../../src/pages/decisionsPage';
import { EXPORTS, PARKED } from '../../src/state/tables';
import {
	EXPORT_OPTIONS,
	mortalRuntime,
	ORGANIZATION,
	press,
	pushOf,
} from '../../scripts/support/exporting';
import { Life } from '../../scripts/support/Life';
import { nonEmpty } from '../support/nonEmpty';
import { at, connection, now, openExportsForEach, sandbox, store } from '../support/exportsForEach';

openExportsForEach();

const runtime = () => mortalRuntime(connection, store, new Life());
const exporting = async (pushes: Parameters<typeof exportCandidates>[1]['pushes']) =>
	await exportCandidates(runtime(), { pushes, options: EXPORT_OPTIONS, timeLimitMs: 300_000 });
const KEY = 'visit-key';
const EMPTY: Omit<DecisionForm, 'exportKey'> = {
	action: 'decide',
	choice: '',
	jobId: '',
	searchedJob: '',
	candidateText: '',
	jobText: '',
};
const send = async (form: Partial<DecisionForm> & { exportKey: string }) => {
	const data = await showDecisions(runtime(), { ...EMPTY, ...form });
	return { data, $: load(decisionsPage(KEY, data)) };
};
const look = async () => {
	const data = await showDecisions(runtime());
	return { data, $: load(decisionsPage(KEY, data)) };
};
async function reviewed(kind: MemberKind): Promise<{ exportKey: string; jobId: string }> {
	const made = await press(sandbox, at(kind));
	await exporting([pushOf(made, now())]);
	return { exportKey: made.requestId, jobId: made.jobId };
}
const jobTitle = (jobId: string) => sandbox.context.company.jobById(jobId)?.title ?? '';

describe('the page of decisions', () => {
	it('says so when nothing waits', async () => {
		const { $ } = await look();
		expect($('[data-testid=headline]').text().trim()).toBe('No export is waiting for a decision.');
		expect($('form')).toHaveLength(0);
	});

	it('shows each export once, with title, reason and what to do, and only what can work', async () => {
		const { jobId } = await reviewed('noLastName');
		const { $ } = await look();
		expect($('article')).toHaveLength(1);
		const { firstName } = sandbox.room.exports.members.at(at('noLastName'));
		expect($('article h2').text()).toBe(firstName);
		const text = $('article').text().replace(/\s+/g, ' ');
		expect(text).toContain(`For ${jobTitle(jobId)}`);
		expect(text).not.toContain(jobId);
		expect(text).toContain('needs a first and a last name');
		expect(text).toContain('by hand');
		const values = $('input[name=choice]')
			.toArray()
			.map((input) => $(input).attr('value'));
		expect(values).toEqual(['again', 'ignore']);
		expect($('body').attr('data-key')).toBe(KEY);
		expect($('form').attr('action')).toBeUndefined();
	});

	it('suggests candidates by name, links to them, and offers to create somebody new', async () => {
		sandbox.context.switches.set('li§7 stub carries the e-mail', true);
		await reviewed('sameEmailOtherName');
		const { $, data } = await look();
		const [suggested] = data.exports[0]?.candidates ?? [];
		const known = sandbox.context.company.candidateById(suggested?.id ?? '');
		expect(suggested?.name).toBe(`${known?.firstName ?? ''} ${known?.lastName ?? ''}`);
		expect($(`input[value="link:${suggested?.id ?? ''}"]`)).toHaveLength(1);
		expect($('article a').attr('href')).toMatch(/^https:/);
		expect($('input[value=create]')).toHaveLength(1);
		expect($('article label').text()).not.toContain(suggested?.id);
	});

	it('finds a candidate by what was typed, and links to the one who is chosen', async () => {
		const { exportKey, jobId } = await reviewed('noLastName');
		const found = await send({
			exportKey,
			action: 'search',
			candidateText: 'person40@example.com',
		});
		const [input] = found.$('input[value^="link:"]').toArray();
		const choice = found.$(input).attr('value') ?? '';
		expect(found.$('input[name=candidate]').attr('value')).toBe('person40@example.com');
		expect(found.$('article [role=status]').text()).toContain('1 found');
		const done = await send({ exportKey, choice });
		expect(done.data.message).toMatchObject({ kind: 'done' });
		const message = done.$('[data-testid=message]');
		expect(message.attr('role')).toBe('status');
		expect(message.text()).toContain(`on “${jobTitle(jobId)}”, and linked on both sides`);
		expect(message.find('a').attr('href')).toContain(choice.slice('link:'.length));
		expect(done.$('article')).toHaveLength(0);
	});

	it('finds another job by its title, and puts the person on it', async () => {
		const made = await press(sandbox, 20);
		const job = sandbox.context.company.jobById(made.jobId);
		if (!job) throw new Error('No job');
		sandbox.context.company.changeJob({ ...job, status: 'CANCELLED' });
		await exporting([pushOf(made, now())]);
		const other = [...sandbox.store.of(ORGANIZATION).jobs.keys()].find((id) => id !== made.jobId);
		const { $ } = await send({
			exportKey: made.requestId,
			action: 'search',
			choice: 'again',
			jobText: jobTitle(other ?? ''),
		});
		expect($('input[value=again]').attr('checked')).toBe('checked');
		expect($(`input[name=jobId][value="${other ?? ''}"]`)).toHaveLength(1);
		const done = await send({ exportKey: made.requestId, choice: 'again', jobId: other ?? '' });
		expect(done.data.message?.text).toContain(jobTitle(other ?? ''));
	});

	it('takes no job of before for one that was typed and not looked for', async () => {
		const made = await press(sandbox, 20);
		const job = sandbox.context.company.jobById(made.jobId);
		if (!job) throw new Error('No job');
		sandbox.context.company.changeJob({ ...job, status: 'CANCELLED' });
		await exporting([pushOf(made, now())]);
		const exportKey = made.requestId;
		const other = [...sandbox.store.of(ORGANIZATION).jobs.keys()].find((id) => id !== made.jobId);
		const typed = jobTitle(other ?? '');
		const asked = await send({ exportKey, choice: 'again', jobText: typed });
		expect(asked.data.message).toMatchObject({ kind: 'problem' });
		expect(asked.$('input[name=jobId]').length).toBeGreaterThan(1);
		expect(asked.$('input[value=again]').attr('checked')).toBe('checked');
		expect(asked.$('input[name=searchedJob]').attr('value')).toBe(typed);
		const again = await send({ exportKey, choice: 'again', jobText: typed, searchedJob: typed });
		expect(again.data.message?.text).not.toContain('choose the job');
	});

	it.each([
		['', 'First choose'],
		['link:../jobs', 'First choose'],
		['create', 'last name'],
	])('tells what is wrong with the choice "%s", and changes nothing', async (choice, words) => {
		const { exportKey } = await reviewed('noLastName');
		const { data, $ } = await send({ exportKey, choice, candidateText: 'kept' });
		expect(data.message).toMatchObject({ kind: 'problem', text: expect.stringContaining(words) });
		expect($('[role=alert]')).toHaveLength(1);
		expect($('input[name=candidate]').attr('value')).toBe('kept');
		expect((await store.read(EXPORTS, {}))[0]).toMatchObject({ state: 'review' });
	});

	it('still works when SmartRecruiters does not answer: what it is asked about stays an id', async () => {
		const { jobId } = await reviewed('noLastName');
		sandbox.context.faults.add([
			{
				vendor: 'smartrecruiters',
				path: '',
				kind: 'status',
				status: 503,
				delayMs: 0,
				times: 1_000,
				skip: 0,
			},
		]);
		const { $ } = await look();
		expect($('article').text()).toContain(jobId);
		const searched = await send({ exportKey: '1', action: 'search', candidateText: 'Ada' });
		expect(searched.data.message?.text).toContain('outage');
	});

	it('keeps foreign markup out, wherever it comes from', async () => {
		const evil = '<img src=x onerror=alert(1)>"\'${1}{{ $json }}';
		const data = {
			integrationContext: ORGANIZATION,
			candidate: {
				firstName: evil,
				member: 'urn:li:person:evil',
				headline: evil,
				currentEmployerNames: [evil],
				location: evil,
				profileUrl: 'javascript:alert(1)',
			},
		};
		await exporting([{ requestId: `7"><script>`, data, receivedAtMs: now() }]);
		store.edit(PARKED.name, (rows) => {
			for (const row of rows) Object.assign(row, { reason: evil, whatToDo: evil });
		});
		const { data: page } = await look();
		const markup = decisionsPage(evil, {
			...page,
			message: { kind: 'open', text: evil, url: 'javascript:alert(1)' },
			search: {
				exportKey: page.exports[0]?.exportKey ?? '',
				choice: '',
				jobId: '',
				candidateText: evil,
				jobText: evil,
				candidates: [{ id: evil, name: evil, detail: evil, url: 'javascript:alert(1)' }],
				jobs: [{ id: evil, title: evil, detail: evil }],
			},
			exports: page.exports.map((one) => ({ ...one, mayLink: true, mayChangeJob: true })),
		});
		expect(markup).not.toContain('<img');
		// The page's own script is given, byte for byte.
		const own = `<script>${DECISIONS_SCRIPT}</script>`;
		expect(markup.split(own)).toHaveLength(2);
		const rest = markup.replace(own, () => '');
		expect(rest).not.toContain('<script');
		expect(rest).not.toContain('{{');
		expect(rest).not.toContain('${');
		expect(markup).not.toContain('javascript:alert(1)"');
		const $ = load(markup);
		expect($('img')).toHaveLength(0);
		expect($('a[href^=javascript]')).toHaveLength(0);
		expect($('article h2').text()).toContain(evil);
	});

	it('names every field, and searches on Enter before it decides', async () => {
		await reviewed('noLastName');
		const { data } = await look();
		const $ = load(
			decisionsPage(KEY, {
				...data,
				exports: data.exports.map((one) => ({ ...one, mayLink: true, mayChangeJob: true })),
			}),
		);
		for (const input of nonEmpty($('input:not([type=hidden])').toArray())) {
			const id = $(input).attr('id');
			const named = $(input).closest('label').length + (id ? $(`label[for="${id}"]`).length : 0);
			expect(named).toBe(1);
		}
		const controls = $('form')
			.find('input:not([type=hidden]), button')
			.toArray()
			.map((one) => $(one).attr('name') ?? '');
		expect(controls).toEqual([
			'candidate',
			'action',
			'job',
			'action',
			'choice',
			'choice',
			'jobId',
			'action',
		]);
		const buttons = $('form button')
			.toArray()
			.map((one) => [$(one).attr('value'), $(one).attr('formnovalidate') !== undefined]);
		expect(buttons).toEqual([
			['search', true],
			['search', true],
			['decide', false],
		]);
		expect($('fieldset legend').first().text()).toContain('What is to be done with');
		const ids = $('[id]')
			.toArray()
			.map((one) => $(one).attr('id'));
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('cleans up what a killed run has left among the parked', async () => {
		const { exportKey } = await reviewed('noLastName');
		await store.update(EXPORTS, { exportKey }, { state: 'ignored' });
		expect((await look()).data.exports).toEqual([]);
		expect(await store.read(PARKED, {})).toEqual([]);
	});
});
