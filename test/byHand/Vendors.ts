import { z } from 'zod';
import type { SandboxProcess } from '../../scripts/n8n/SandboxProcess';
import { candidateAtLinkedIn, candidatePage, sendForm } from '../../scripts/start/tour/Stop';

const SeatsSchema = z.array(
	z.object({
		seatUrn: z.string(),
		state: z.string().optional(),
		trueUserId: z.string().optional(),
		kind: z.string(),
		firstName: z.string(),
		lastName: z.string(),
	}),
);
const SightSchema = z.object({
	surplus: z.object({ count: z.number() }),
	missing: z.object({ examples: z.array(z.object({ userId: z.string() }).passthrough()) }),
});
const MembersSchema = z.array(z.object({ urn: z.string(), candidateIds: z.array(z.string()) }));
const HeldSchema = z.object({ emailAddresses: z.tuple([z.string()]).rest(z.string()) });
const JobsSchema = z.object({
	records: z.array(
		z.object({ listing: z.string(), fields: z.object({ title: z.string() }).passthrough() }),
	),
});
const idOf = (urn: string): string => urn.split(':').pop() ?? '';

/** What people do at LinkedIn and in SmartRecruiters meanwhile, and what stands there afterwards. */
export class Vendors {
	constructor(private readonly sandbox: SandboxProcess) {}

	/** The active seats of a contract. */
	async seats(contractUrn: string): Promise<string[]> {
		const seats = SeatsSchema.parse(
			await this.sandbox.control('GET', `/linkedin/seats?contract=${contractUrn}`),
		);
		return seats.filter(({ state = 'ACTIVE' }) => state === 'ACTIVE').map(({ seatUrn }) => seatUrn);
	}

	/** Who holds a seat of a contract, by the same name as in SmartRecruiters. */
	async seatHolder(contractUrn: string, nth = 0): Promise<{ name: string; userId: string }> {
		const seats = SeatsSchema.parse(
			await this.sandbox.control('GET', `/linkedin/seats?contract=${contractUrn}`),
		);
		const found = seats.filter(({ kind }) => kind === 'plain')[nth];
		if (found?.trueUserId === undefined) throw new Error('Nobody holds a seat');
		return { name: `${found.firstName} ${found.lastName}`, userId: found.trueUserId };
	}

	/** How many pairs of a person and a job see too much in Recruiter, and how many jobs this user misses there. */
	async sight(userId: string): Promise<{ surplus: number; missing: number }> {
		const { surplus, missing } = SightSchema.parse(
			await this.sandbox.control('GET', '/compare/sight'),
		);
		return {
			surplus: surplus.count,
			missing: missing.examples.filter((one) => one.userId === userId).length,
		};
	}

	/** Members who are one candidate each. */
	async members(): Promise<Array<{ person: string; candidateId: string }>> {
		const members = MembersSchema.parse(
			await this.sandbox.control('GET', '/linkedin/members?limit=500'),
		);
		return members.flatMap(({ urn, candidateIds: [candidateId, ...others] }) =>
			candidateId !== undefined && others.length === 0 ? [{ person: urn, candidateId }] : [],
		);
	}

	/** The title of a job that LinkedIn lists. */
	async listedJob(): Promise<string> {
		const { records } = JobsSchema.parse(
			await this.sandbox.control('GET', '/linkedin/records/jobs?limit=500'),
		);
		const found = records.find(({ listing }) => listing === 'LISTED');
		if (!found) throw new Error('LinkedIn lists no job');
		return found.fields.title;
	}

	/** A seat holder writes an InMail in Recruiter. */
	async sendInMail(seatUrn: string, person: string, text: string): Promise<void> {
		const seat = `${this.sandbox.linkedInUrl}/recruiter/seats/${idOf(seatUrn)}`;
		await sendForm(`${seat}/people/${idOf(person)}/inmails`, { subject: 'A question', text });
	}

	/** A recruiter presses *Export to ATS*. @returns the title of the job */
	async exportPerson(member: string): Promise<string> {
		const opened = await fetch(`${this.sandbox.linkedInUrl}/in/${member}`);
		const [, job, title] = /<option value="([^"]+)"[^>]*>([^<]+)/.exec(await opened.text()) ?? [];
		if (!job) throw new Error('Recruiter offers no job to export to');
		await sendForm(opened.url, { job });
		return title ?? job;
	}

	/** Whether Recruiter links the member to a candidate of the ATS. */
	async isCandidate(member: string): Promise<boolean> {
		const profile = await fetch(`${this.sandbox.linkedInUrl}/in/${member}`);
		return /data-testid="ats-profile"/.test(await profile.text());
	}

	async changePhone(candidateId: string, phoneNumber: string): Promise<void> {
		await this.sandbox.control('PATCH', `/company/candidates/${candidateId}`, { phoneNumber });
	}

	/** An address of a candidate whom LinkedIn holds. */
	async emailOf(candidateId: string): Promise<string> {
		const { emailAddresses } = HeldSchema.parse(await this.atLinkedIn(candidateId));
		return emailAddresses[0];
	}

	/** What a recruiter reads on the candidate's page in SmartRecruiters. */
	async candidatePage(candidateId: string): Promise<string> {
		return await (await fetch(candidatePage(this.sandbox, candidateId))).text();
	}

	/** The candidate as LinkedIn holds it. */
	async atLinkedIn(candidateId: string): Promise<Record<string, unknown> | undefined> {
		return await candidateAtLinkedIn(this.sandbox, candidateId);
	}
}
