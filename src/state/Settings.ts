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
				'The Data Table rsc_settings does not hold the sharing rules any more, although they were decided: the table was deleted or emptied',
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

	async choices(): Promise<Choices> {
		const row = await this.row();
		return row ? this.parse(row.choices, ChoicesSchema, 'choices') : ChoicesSchema.parse({});
	}

	async saveSharing(sharing: StoredSharing, changedBy: string, nowMs: number): Promise<void> {
		const { organization } = this;
		const changedAt = new Date(nowMs).toISOString();
		const values = { sharing: JSON.stringify(sharing), changedBy, changedAt };
		const before = (await this.row()) ?? { choices: '' };
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
		const empty = { organization, sharing: '', changedBy: '', changedAt: '' };
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
