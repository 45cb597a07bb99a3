import { z } from 'zod';
import { StateError } from '../errors/StateError';
import type { StateStore } from './StateStore';
import { fromJson } from '../basics/fromJson';
import { CONTRACTS, SETTINGS } from './tables';

/** What the customer agreed to share; filled with defaults by the schema of the caller. */
export const SharingRulesSchema = z.object({
	/** Ids of departments. Their jobs, and who applied to nothing else, never leave. */
	departmentsNeverSent: z.array(z.string()).default([]),
	/** Ids of departments whose jobs stay inside Recruiter, although jobs are public otherwise. */
	departmentsKeptPrivate: z.array(z.string()).default([]),
	jobsNeverSent: z.array(z.string()).default([]),
	jobsKeptPrivate: z.array(z.string()).default([]),
	/** Whoever has one of these tags never leaves. */
	confidentialTags: z.array(z.string()).default(['confidential']),
	doNotContactTags: z.array(z.string()).default(['do-not-contact']),
	/** What is done about people who have not given consent (SmartRecruiters reference §13). */
	consent: z.enum(['everyone', 'markDoNotContact', 'onlyAcquired']).default('everyone'),
	/** Whether reviews go as interview feedback. */
	reviews: z.boolean().default(false),
	/** Whether notes go as candidate notes. */
	notes: z.boolean().default(false),
	/** Where jobs that are not kept private may be seen. */
	jobVisibility: z
		.enum(['PRIVATE_TO_ATS_INTEGRATION', 'PUBLIC'])
		.default('PRIVATE_TO_ATS_INTEGRATION'),
});
export type StoredSharing = z.output<typeof SharingRulesSchema>;

/** Rules that nobody has set yet: everything but what is marked confidential, and jobs private. */
export const DEFAULT_STORED_SHARING: StoredSharing = SharingRulesSchema.parse({});

const ChoicesSchema = z.object({
	/** Where Recruiter finds a candidate in SmartRecruiters; template with `{candidateId}`; empty for the default. */
	profileUrl: z.string().default(''),
	/** Below LinkedIn's API base: where closed accounts are asked for. */
	closedProfilesPath: z.string().default(''),
});
export type Choices = z.output<typeof ChoicesSchema>;

/** Who sees jobs and applications in Recruiter. */
export const VisibilityChoiceSchema = z.object({
	/** Everybody with a Recruiter seat, or the hiring team and those who see every job in SmartRecruiters. */
	who: z.enum(['everybody', 'team']),
	/** Departments, by id or label, and jobs that everybody sees all the same. */
	openDepartments: z.array(z.string()).default([]),
	openJobs: z.array(z.string()).default([]),
	/**
	 * Whether jobs that the sharing rules keep back are sent all the same, and shown to nobody but their hiring team. Only with
	 * `team` and a group for each person.
	 */
	confidentialToTeam: z.boolean().default(false),
	/** Whether LinkedIn is told a group for each person, or for each access group (LinkedIn reference §11.4). */
	scheme: z.enum(['person', 'accessGroup']).default('person'),
	/** Which departments an access group covers: no API tells it. */
	accessGroups: z.array(z.object({ id: z.string(), departments: z.array(z.string()) })).default([]),
	/** Since when LinkedIn is sent access lists, ISO 8601; empty while it is sent none. */
	appliedAt: z.string().default(''),
	changedBy: z.string().default(''),
	changedAt: z.string().default(''),
});
export type VisibilityChoice = z.output<typeof VisibilityChoiceSchema>;

/** The admin's choices for an organization: set once, read by everything that sends or deletes. */
export class Settings {
	constructor(
		private readonly store: StateStore,
		private readonly organization: string,
	) {}

	/** @throws StateError when the row is damaged or lost: such rules never become "share everything" */
	async sharing(): Promise<StoredSharing> {
		const row = await this.row();
		if (row && row.sharing !== '') return this.parse(row.sharing, SharingRulesSchema, 'sharing');
		if (await this.isLost()) {
			throw new StateError(
				'The Data Table rsc_settings no longer holds the sharing rules, although they were decided: the table was deleted or emptied',
				'Restore the table from a backup of n8n, or open the connect page of workflow 01 and decide again what may be shared. Nothing is sent before that.',
			);
		}
		return DEFAULT_STORED_SHARING;
	}

	/** A user can delete a table: whether rules were decided that are not there any more. */
	async isLost(): Promise<boolean> {
		const row = await this.row();
		if (row && row.sharing !== '') return false;
		const { organization } = this;
		const [own] = await this.store.read(CONTRACTS, { organization, contract: organization });
		return own !== undefined && own.rulesAt !== '';
	}

	/** When the rules were decided, ISO 8601; empty while nobody has. */
	async decidedAt(): Promise<string> {
		const row = await this.row();
		return row && row.sharing !== '' ? row.changedAt : '';
	}

	/** Who decided them; empty while nobody has. */
	async decidedBy(): Promise<string> {
		return (await this.row())?.changedBy ?? '';
	}

	async choices(): Promise<Choices> {
		const row = await this.row();
		return row ? this.parse(row.choices, ChoicesSchema, 'choices') : ChoicesSchema.parse({});
	}

	/** Who sees jobs in Recruiter; `undefined` while nobody has chosen. @throws StateError when the row is damaged */
	async visibility(): Promise<VisibilityChoice | undefined> {
		const row = await this.row();
		if (!row || row.visibility === '') return undefined;
		return this.parse(row.visibility, VisibilityChoiceSchema, 'visibility');
	}

	/** Everything else stays as it is. */
	async saveVisibility(choice: VisibilityChoice): Promise<void> {
		const { organization } = this;
		const values = { visibility: JSON.stringify(choice) };
		const changed = await this.store.update(SETTINGS, { organization }, values);
		if (changed > 0) return;
		await this.store.put(SETTINGS, [SETTINGS.schema.parse({ organization, ...values })]);
	}

	async saveSharing(sharing: StoredSharing, changedBy: string, nowMs: number): Promise<void> {
		const { organization } = this;
		const changedAt = new Date(nowMs).toISOString();
		const values = { sharing: JSON.stringify(sharing), changedBy, changedAt };
		const before = (await this.row()) ?? { choices: '', visibility: '' };
		await this.store.put(SETTINGS, [{ ...before, organization, ...values }]);
		await this.store.update(
			CONTRACTS,
			{ organization, contract: organization },
			{ rulesAt: changedAt },
		);
	}

	/** Sharing rules stay as they are. */
	async saveChoices(choices: Choices): Promise<void> {
		const { organization } = this;
		const values = { choices: JSON.stringify(choices) };
		const changed = await this.store.update(SETTINGS, { organization }, values);
		if (changed > 0) return;
		const empty = { organization, sharing: '', visibility: '', changedBy: '', changedAt: '' };
		await this.store.put(SETTINGS, [{ ...empty, ...values }]);
	}

	private async row() {
		const [row] = await this.store.read(SETTINGS, { organization: this.organization });
		return row;
	}

	private parse<T>(json: string, schema: z.ZodType<T, z.ZodTypeDef, unknown>, column: string): T {
		const parsed = schema.safeParse(json === '' ? {} : fromJson(json));
		if (!parsed.success) throw StateError.damagedRow(SETTINGS.name, undefined, column);
		return parsed.data;
	}
}
