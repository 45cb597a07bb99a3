import type { FaultInput } from '../../sandbox/core/FaultBoard';
import type { Verdict } from '../../scripts/resilience/ResilienceCase';
import { onStage, type Stage } from '../../scripts/resilience/Stage';
import { ConfigurationError } from '../../src/errors/ConfigurationError';

/** What marks a person, or a job by its department; and how the admin's rule is written. */
export interface Marked {
	what: 'person' | 'department';
	/** At SmartRecruiters. */
	mark: string;
	/** In the sharing rules. */
	rule: string;
}

const SECRET = {
	firstName: 'Zyxwine',
	lastName: 'Unmistakable',
	email: 'zyxwine.unmistakable@example.com',
	phoneNumber: '+49 30 99887766',
	linkedin: 'https://www.linkedin.com/in/zyxwine-unmistakable',
	employer: 'Quuxwerke Secretive',
	role: 'Keeper of the Unmentionable',
	title: 'Head of Things Nobody Knows',
	text: 'Whoever reads this sentence has read too much of it already',
	note: 'She asked that nobody hears of this talk',
} as const;

/** Who tells everything about themselves, in every field that is sent. */
function putSecrets(stage: Stage, { what, mark }: Marked): { personId: string; jobId: string } {
	const [job, other] = [stage.job(), stage.job(({ id }) => id !== stage.job().id)];
	const one = stage.person();
	const [application] = one.applications;
	if (!application) throw new Error('No application');
	const inDepartment = what === 'department';
	stage.putJob({
		...job,
		title: SECRET.title,
		department: inDepartment ? mark : job.department,
		sections: [{ name: 'jobDescription', title: '', text: `<p>${SECRET.text.repeat(4)}</p>` }],
	});
	const applications = [{ ...application, applicationId: 'a0', jobId: job.id }];
	// Somebody who is known at LinkedIn for another job as well must not carry the confidential one there.
	const both = stage.person(({ id }) => id !== one.id);
	if (inDepartment) {
		stage.put({
			...both,
			applications: [
				{ ...application, applicationId: 'b0', jobId: other.id },
				{ ...application, applicationId: 'b1', jobId: job.id },
			],
		});
	}
	stage.put({
		...one,
		...{ firstName: SECRET.firstName, lastName: SECRET.lastName, email: SECRET.email },
		...{ phoneNumber: SECRET.phoneNumber, linkedin: SECRET.linkedin },
		tags: inDepartment ? [] : ['other tag', mark],
		experience: [{ title: SECRET.role, company: SECRET.employer, current: true }],
		applications,
	});
	stage.sandbox.notes.add({
		...{ id: 'secret note', content: SECRET.note, createdOn: Date.UTC(2026, 9, 1) },
		...{ visibility: 'OPEN', candidateIds: [one.id], mailed: [] },
	});
	return { personId: one.id, jobId: job.id };
}

/** In this case the job itself is no secret. */
const NOT_OF_A_PERSON: ReadonlySet<string> = new Set([SECRET.title, SECRET.text]);

function leaks(stage: Stage, { what }: Marked, ids: readonly string[]): string[] {
	const texts = Object.values(SECRET).filter(
		(text) => what === 'department' || !NOT_OF_A_PERSON.has(text),
	);
	return [...texts, ...ids].filter((text) =>
		stage.sent.some(({ url, body = '' }) =>
			[url, body].some((part) => part.includes(text) || part.includes(encodeURIComponent(text))),
		),
	);
}

/** Through every operation that sends, no byte of who or what is confidential goes to LinkedIn, not even an id, and the others arrive. */
export async function playConfidential(marked: Marked): Promise<Verdict> {
	return await onStage(
		async (stage) => {
			const { personId, jobId } = putSecrets(stage, marked);
			if (marked.what === 'department') stage.fault(departments(marked.mark));
			await stage.share(
				marked.what === 'person'
					? { confidentialTags: [marked.rule], notes: true, reviews: true }
					: { departmentsNeverSent: [marked.rule], notes: true, reviews: true },
			);
			let arrived = 0;
			try {
				await stage.backfill();
				await stage.changes();
				await stage.records(
					{ candidateId: personId },
					{ jobId },
					{ event: 'candidate.updated', candidateId: personId },
				);
				await stage.reconcile();
				// Nor when they are deleted at SmartRecruiters, by whatever way that is heard.
				if (marked.what === 'person') stage.company.deleteCandidate(personId);
				await stage.changes();
				await stage.records({ event: 'candidate.deleted', candidateId: personId });
				await stage.reconcile();
				arrived = stage.held.candidates.size;
				await stage.disconnect();
			} catch (error) {
				// A rule that names nothing known stops everything: then nothing leaves, either.
				if (!(error instanceof ConfigurationError)) throw error;
				return { ok: false, got: `the rule is not understood: ${error.message}` };
			}
			// A person's job is no secret; a job's only applicant is one, as nothing else of theirs may leave.
			const ids = marked.what === 'person' ? [personId] : [personId, jobId];
			const found = leaks(stage, marked, ids);
			if (found.length > 0) return { ok: false, got: `in a request: ${found.join(', ')}` };
			return arrived > 5
				? { ok: true, got: 'no byte left' }
				: { ok: false, got: `${arrived} arrived` };
		},
		{ people: 24, jobs: 8 },
	);
}

/** With the id that the sandbox's jobs give it. */
function departments(label: string): FaultInput {
	const content = [
		{ id: label.toLowerCase(), label },
		{ id: 'sales', label: 'Sales' },
	];
	return {
		path: '/configuration/departments',
		kind: 'status',
		status: 200,
		body: { totalFound: content.length, content },
	};
}
