import { OrganizationRecords } from '../../sandbox/linkedin/LinkedInStore';
import { type SightKind, sightOf, type SightRules } from '../../sandbox/linkedin/sight';
import { ORGANIZATION } from '../../scripts/support/historyRuntime';

const ANNA = 'urn:li:person:anna-1';
/** Stands for somebody who has no id yet. */
const INVITED = '';
const EXPORT = `${ORGANIZATION} ONE_CLICK_EXPORT`;
const INDICATOR = `${ORGANIZATION} IN_ATS_INDICATOR`;

interface Ask {
	kind?: SightKind;
	person?: string;
	rules?: Partial<SightRules>;
	jobId?: string;
}

describe('who sees a job at LinkedIn', () => {
	const RULES: SightRules = {
		hiddenWithoutViewers: true,
		openJobsCount: true,
		everyoneGroup: '',
	};
	const held = (fields: object = {}, viewers: string[] = []): OrganizationRecords => {
		const records = new OrganizationRecords();
		records.jobs.set('J1', { fields: { ...fields }, listing: 'LISTED', jobPostingUrn: 'urn:1' });
		for (const key of [EXPORT, INDICATOR])
			records.integrations.set(key, {
				requested: true,
				enabled: true,
				configurations: new Map(viewers.map((name) => [name, 'ALL_PRODUCT_USERS'])),
			});
		return records;
	};
	const ask = (
		records: OrganizationRecords,
		{ kind = 'job', person = ANNA, rules = {}, jobId = 'J1' }: Ask = {},
	) =>
		sightOf(
			records,
			{ ...RULES, ...rules },
			{
				kind,
				organization: ORGANIZATION,
				person: person === INVITED ? undefined : person,
				jobId,
			},
		);
	const tie = (records: OrganizationRecords, jobGroup: string, personGroup: string) => {
		records.acls.addEntity({ entityType: 'JOB_POSTING', entityId: 'J1', group: jobGroup });
		records.acls.addAssignee({ entityType: 'JOB_POSTING', group: personGroup, assignee: ANNA });
		return records;
	};

	it('is nobody, without configuration and without ACL', () => {
		expect(ask(held())).toEqual({ sees: false, why: 'hidden' });
		expect(ask(held(), { rules: { hiddenWithoutViewers: false } }).sees).toBe(true);
	});

	it('is everybody, by the configuration of jobs; the one of applications speaks for those', () => {
		const records = held({ accessRestricted: true }, ['JOB_POSTING_VIEWERS']);
		expect(ask(records)).toEqual({ sees: true, why: 'viewers' });
		expect(ask(records, { kind: 'applications' })).toEqual({ sees: false, why: 'hidden' });
		const both = held({ accessRestricted: true }, ['JOB_POSTING_VIEWERS', 'APPLICATION_VIEWERS']);
		expect(ask(both, { kind: 'applications' }).why).toBe('viewers');
	});

	it('is everybody for an open job, once no configuration speaks', () => {
		expect(ask(held({ accessRestricted: false }))).toEqual({ sees: true, why: 'openJob' });
		expect(ask(held({ accessRestricted: false }), { kind: 'applications' }).why).toBe('openJob');
		expect(ask(held({ accessRestricted: true })).why).toBe('hidden');
		expect(ask(held({ accessRestricted: false }), { rules: { openJobsCount: false } }).sees).toBe(
			false,
		);
	});

	it('is who has a group on both sides', () => {
		expect(ask(tie(held(), 'g', 'g'))).toEqual({ sees: true, why: 'group' });
		expect(ask(tie(held(), 'g', 'g'), { kind: 'applications' }).why).toBe('group');
		expect(ask(tie(held(), 'g', 'h')).sees).toBe(false);
		expect(ask(tie(held(), 'g', 'g'), { person: 'urn:li:person:other' }).sees).toBe(false);
		expect(ask(tie(held(), 'g', 'g'), { person: INVITED }).sees).toBe(false);
		expect(
			ask(tie(held(), 'everyone', 'h'), { person: INVITED, rules: { everyoneGroup: 'everyone' } })
				.why,
		).toBe('group');
	});

	it('is nobody for what is not there, or while the integration is off', () => {
		const records = held({}, ['JOB_POSTING_VIEWERS', 'APPLICATION_VIEWERS']);
		expect(ask(records, { jobId: 'J2' }).why).toBe('notThere');
		const rowFirst = tie(held(), 'g', 'g');
		rowFirst.jobs.clear();
		expect(ask(rowFirst, { kind: 'applications' })).toEqual({ sees: false, why: 'notThere' });
		expect(ask(records, { jobId: 'J2', kind: 'applications' }).why).toBe('viewers');
		records.integrations.set(EXPORT, {
			requested: true,
			enabled: false,
			configurations: new Map([['JOB_POSTING_VIEWERS', 'ALL_PRODUCT_USERS']]),
		});
		expect(ask(records).why).toBe('switchedOff');
		expect(ask(records, { kind: 'applications' }).sees).toBe(true);
	});
});
