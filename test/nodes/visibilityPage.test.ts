import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { ContractActivate } from '../../nodes/ContractActivate/ContractActivate.node';
import { startVisibility } from '../../src/sync/visibility/VisibilityState';
import { CONTRACT_1, ORGANIZATION, writesOf } from '../support/contractSandbox';
import { FormPage } from '../../scripts/support/FormPage';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import {
	linkedInCredential,
	smartRecruitersCredential,
} from '../../scripts/support/nodeCredentials';
import { PageSite } from '../support/PageSite';

const USER = { user: 'ada', password: 'correct horse battery', signingSecret: '' };
const SIGNED_IN = {
	authorization: `Basic ${Buffer.from(`${USER.user}:${USER.password}`).toString('base64')}`,
};
const HEADING = 'Who sees jobs and applications in Recruiter';
const page = (path: string, operation: string) => ({
	trigger: { trigger: 'page', path },
	type: new ContractActivate(),
	parameters: { resource: 'page', operation },
});

let sandbox: Sandbox;
let site: PageSite;
let tables: MemoryDataTables;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 5, jobs: 8, teamSize: 2, connected: false });
	tables = new MemoryDataTables();
	site = new PageSite({
		pages: [page('rsc-connect', 'connectPage'), page('rsc-status', 'statusPage')],
		credentials: {
			rscPagesApi: { ...USER },
			...linkedInCredential(sandbox),
			...smartRecruitersCredential(sandbox),
		},
		tables,
	});
	await site.start();
});
afterEach(async () => {
	await site.close();
	await sandbox.close();
	expect(site.failed).toEqual([]);
});

const open = async (path = 'rsc-connect'): Promise<FormPage> =>
	await FormPage.open(`${site.url}/${path}`, SIGNED_IN);
async function acknowledged(): Promise<FormPage> {
	const first = await open();
	return await first.press('acknowledge', { acknowledged: 'yes', name: 'Ada Lo, ada@example.com' });
}
const decided = async (): Promise<FormPage> => await (await acknowledged()).press('rules');
const stored = (): unknown => {
	const text = tables.rows('rsc_settings')[0]?.visibility;
	return typeof text === 'string' && text !== '' ? JSON.parse(text) : undefined;
};

/** Nobody but these users has a seat that is mapped. */
function mapped(userIds: readonly string[]): void {
	tables.seed(
		'rsc_seats',
		sandbox.seats
			.list(CONTRACT_1)
			.filter(({ trueUserId }) => trueUserId !== undefined && userIds.includes(trueUserId))
			.map(({ seatUrn, personUrn, trueUserId }) => ({
				organization: ORGANIZATION,
				contract: CONTRACT_1,
				seat: seatUrn,
				seatState: 'ACTIVE',
				person: personUrn,
				userId: trueUserId,
			})),
	);
}

const jobIdsOf = (): string[] => {
	const { company } = sandbox.context;
	return Array.from({ length: company.jobCount }, (_one, index) => company.job(index).id);
};

/** Puts a seat holder without a special role on the teams of three jobs, and off all others. */
function member(): { userId: string; jobs: number; of: number } {
	const { company } = sandbox.context;
	const holder = sandbox.seats
		.list(CONTRACT_1)
		.find(({ trueUserId }) => company.userById(trueUserId ?? '')?.active);
	const userId = holder?.trueUserId ?? '';
	company.changeUser(userId, { systemRole: 'BASIC', accessGroups: [] });
	const ids = jobIdsOf();
	for (const [index, id] of ids.entries()) {
		const others = company.teamOf(id).filter((one) => one.userId !== userId);
		const [other] = others;
		if (!other) throw new Error('The team of a job has nobody else');
		company.changeTeam(id, index < 3 ? [...others, { ...other, userId }] : others);
	}
	return { userId, jobs: 3, of: ids.length };
}

describe('who sees jobs, on the connect page', () => {
	it('is asked for once sharing is decided', async () => {
		const shared = await acknowledged();
		expect(shared.text).not.toContain(HEADING);
		const rules = await shared.press('rules');
		expect(rules.text).toContain(`${HEADING} Everybody with a Recruiter seat`);
		expect(rules.html).not.toContain('value="visibility"');
	});

	it('is previewed with its counts, and stored only when what nobody sees is confirmed', async () => {
		const { userId, jobs, of } = member();
		mapped([userId]);
		const preview = await (await decided()).press('previewVisibility', { visibleTo: 'team' });
		expect(preview.text).toContain(`Of ${of} jobs, this is who would see them. Not stored yet.`);
		expect(preview.text).toContain(`Their hiring team and administrators ${jobs} `);
		expect(preview.text).toContain(`Nobody ${of - jobs} `);
		expect(preview.text).toMatch(/without a mapped Recruiter seat: [1-9]/);
		expect(stored()).toBeUndefined();

		const refused = await preview.press('visibility');
		expect(refused.text).toContain(`${of - jobs} jobs would be visible to nobody`);
		expect(stored()).toBeUndefined();
		const kept = await refused.press('visibility', { allowsNobody: 'yes' });
		expect(kept.text).toContain('The choice is stored');
		expect(kept.text).toContain('The hiring team and administrators, decided by ada');
		expect(stored()).toMatchObject({ who: 'team', changedBy: 'ada', appliedAt: '' });
		expect(writesOf(sandbox)).toEqual({});
	});

	it('opens jobs to everybody, and stores exactly what was previewed', async () => {
		const { userId, of } = member();
		mapped([userId]);
		const ids = jobIdsOf();
		const lines = ids.join('\r\n');
		const first = await decided();
		const preview = await first.press('previewVisibility', { visibleTo: 'team', openJobs: lines });
		expect(preview.text).toContain(`Everybody with a Recruiter seat ${of} `);
		expect(preview.html).not.toContain('name="allowsNobody"');
		await preview.press('visibility');
		expect(stored()).toMatchObject({ who: 'team', openJobs: ids });
	});

	it('goes back to everybody, and keeps what the form does not hold', async () => {
		const before = { who: 'team', scheme: 'accessGroup', appliedAt: '2026-11-24T11:00:00Z' };
		await decided();
		const [settings] = tables.rows('rsc_settings');
		Object.assign(settings ?? {}, { visibility: JSON.stringify(before) });
		const preview = await (await open()).press('previewVisibility', { visibleTo: 'everybody' });
		expect(preview.text).toContain('Everybody with a Recruiter seat would see all jobs');
		expect(stored()).toEqual(before);
		await preview.press('visibility');
		expect(stored()).toMatchObject({ ...before, who: 'everybody', changedBy: 'ada' });
	});

	it('takes confidential jobs, the scheme and access groups, as they were previewed', async () => {
		const { userId } = member();
		mapped([userId]);
		const ids = jobIdsOf();
		const first = await (await acknowledged()).press('rules', { jobsNeverSent: ids[0] ?? '' });
		const kept = await first.press('previewVisibility', { visibleTo: 'team' });
		expect(kept.text).toContain('Nobody, because they are never sent 1');
		const alone = { visibleTo: 'team', confidentialToTeam: 'yes' };
		const preview = await first.press('previewVisibility', alone);
		expect(preview.text).toContain('Their hiring team alone, because they are confidential 1');
		await preview.press('visibility', { allowsNobody: 'yes' });
		expect(stored()).toMatchObject({ who: 'team', scheme: 'person', confidentialToTeam: true });

		const accessGroups = 'ag-sales: Sales, Marketing\r\nag-finance: Finance';
		const groups = { visibleTo: 'team', scheme: 'accessGroup', accessGroups };
		const both = await (await open()).press('previewVisibility', groups);
		expect(both.text).toContain('only with a group for each person');
		const other = await both.press('previewVisibility', { ...groups, confidentialToTeam: '' });
		await other.press('visibility', { allowsNobody: 'yes' });
		expect(stored()).toMatchObject({
			confidentialToTeam: false,
			scheme: 'accessGroup',
			accessGroups: [
				{ id: 'ag-sales', departments: ['Sales', 'Marketing'] },
				{ id: 'ag-finance', departments: ['Finance'] },
			],
		});
	});

	it('says what stands in the way, keeps what was typed, and offers nothing to store', async () => {
		const typed = { visibleTo: 'team', openDepartments: 'No Such Department' };
		const wrong = await (await decided()).press('previewVisibility', typed);
		expect(wrong.text).toContain('No Such Department');
		expect(wrong.html).toContain('No Such Department</textarea>');
		expect(wrong.html).not.toContain('value="visibility"');
		const nobody = await wrong.press('previewVisibility', { openDepartments: '' });
		expect(nobody.text).toContain('Nobody with an active Recruiter seat is mapped');
		const odd = await nobody.press('previewVisibility', { visibleTo: 'all of them' });
		expect(odd.text).toContain('Choose who sees jobs and applications');
		expect(stored()).toBeUndefined();
	});

	it('does not overwrite what somebody else has chosen since', async () => {
		const mine = await (await decided()).press('previewVisibility', { visibleTo: 'everybody' });
		const theirs = { who: 'team', changedBy: 'bo', changedAt: '2026-11-24T11:00:00.000Z' };
		const [settings] = tables.rows('rsc_settings');
		Object.assign(settings ?? {}, { visibility: JSON.stringify(theirs) });
		const late = await mine.press('visibility');
		expect(late.text).toContain('Somebody has changed who sees jobs');
		expect(late.text).toContain('The hiring team and administrators, decided by bo');
		expect(stored()).toEqual(theirs);
	});
});

describe('who sees jobs, on the status page', () => {
	const shown = async (choice: string): Promise<string> => {
		await decided();
		const counts = { jobs: 12, open: 2, nobody: 3, withoutSeat: 4 };
		const checkpoint = JSON.stringify({ ...startVisibility(), comparedAtMs: 1, choice, counts });
		const stream = { organization: ORGANIZATION, stream: 'visibility', done: 12, rejected: 1 };
		tables.seed('rsc_sync', [{ ...stream, checkpoint }]);
		return (await open('rsc-status')).text;
	};

	it('is told with its counts and with what was not accepted', async () => {
		const text = await shown('{}');
		expect(text).toContain(`${HEADING} 12 · 1 not accepted`);
		expect(text).toContain('Of 12 jobs: visible to everybody 2');
		expect(text).toContain('administrators 7, to nobody 3.');
		expect(text).toContain('without a mapped Recruiter seat: 4.');
	});

	it('has no counts while everybody sees them', async () => {
		expect(await shown('')).not.toContain('visible to everybody');
	});
});
