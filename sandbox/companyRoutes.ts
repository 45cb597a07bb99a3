import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { caseOfJob } from './company/makeJob';
import { caseOfPerson } from './company/makeCandidate';
import { compare } from './compare/compare';
import { SharingSchema } from './compare/sharing';
import { parseBody } from './core/parseBody';
import { Problem } from './core/Problem';
import type { LinkedInRoom } from './linkedin/guard';

const Id = z.object({ id: z.string() });
const Names = z.array(z.string());
const DEFAULT_ORGANIZATION = 'urn:li:organization:1000';

/** Driving the source company, and asking whether LinkedIn holds what it should. */
export function registerCompanyRoutes(app: FastifyInstance, room: LinkedInRoom): void {
	const { context, store } = room;

	app.get('/_sandbox/compare', (request) => {
		const { pass, organization, reviews, sharing } = z
			.object({
				pass: z.enum(['fast', 'report', 'deep']).default('deep'),
				organization: z.string().default(DEFAULT_ORGANIZATION),
				reviews: z.enum(['true', 'false']).default('false'),
				/** JSON: what was agreed to be shared. */
				sharing: z.string().default('{}'),
			})
			.parse(request.query);
		return compare(
			context.company,
			store.of(organization),
			pass,
			SharingSchema.parse(JSON.parse(sharing)),
			reviews === 'true' ? context.live.reviews.values() : undefined,
		);
	});

	app.get('/_sandbox/company/summary', () => {
		const { company } = context;
		const { seed, people, jobs } = company.shape;
		const count = <K extends string>(
			total: number,
			caseOf: (seed: number, index: number) => K,
		): Record<string, number> => {
			const counts: Record<string, number> = {};
			for (let index = 0; index < total; index += 1) {
				const one = caseOf(seed, index);
				counts[one] = (counts[one] ?? 0) + 1;
			}
			return counts;
		};
		let talentPool = 0;
		let applications = 0;
		let history = 0;
		let present = 0;
		for (const candidate of company.candidates()) {
			present += 1;
			if (candidate.applications.length === 0) talentPool += 1;
			applications += candidate.applications.length;
			for (const one of candidate.applications) history += one.history.length;
		}
		return {
			people: present,
			talentPool,
			jobs,
			applications,
			history,
			personCases: count(people, caseOfPerson),
			jobCases: count(jobs, caseOfJob),
		};
	});

	app.post('/_sandbox/company/candidates/:id/merge', (request) => {
		const { id } = Id.parse(request.params);
		const { intoId } = parseBody(request, z.object({ intoId: z.string() }));
		if (!context.company.mergeCandidates(id, intoId, context.clock.now()))
			throw new Problem(404, { message: 'No such pair' });
		return { ok: true };
	});

	app.delete('/_sandbox/company/candidates/:id', (request) => {
		context.company.deleteCandidate(Id.parse(request.params).id);
		return { ok: true };
	});

	app.patch('/_sandbox/company/candidates/:id', (request) => {
		const candidate = context.company.candidateById(Id.parse(request.params).id);
		if (!candidate) throw new Problem(404, { message: 'No such candidate' });
		const { firstName, lastName, email, phoneNumber, tags, consent } = parseBody(
			request,
			z
				.object({
					firstName: z.string(),
					lastName: z.string(),
					email: z.string(),
					phoneNumber: z.string(),
					tags: Names,
					consent: z.enum(['REQUIRED', 'PENDING', 'ACQUIRED']),
				})
				.partial(),
		);
		context.company.putCandidate({
			...candidate,
			...(firstName && { firstName }),
			...(lastName && { lastName }),
			...(email && { email }),
			...(phoneNumber && { phoneNumber }),
			...(tags && { tags }),
			...(consent && { consent }),
			updatedOn: context.clock.now(),
		});
		return { ok: true };
	});

	app.patch('/_sandbox/company/jobs/:id', (request) => {
		const job = context.company.jobById(Id.parse(request.params).id);
		if (!job) throw new Problem(404, { message: 'No such job' });
		const { title, department } = parseBody(
			request,
			z.object({ title: z.string(), department: z.string() }).partial(),
		);
		context.company.changeJob({
			...job,
			...(title && { title }),
			...(department && { department }),
			updatedOn: context.clock.now(),
		});
		return { ok: true };
	});

	app.post('/_sandbox/company/jobs/:id/status', (request) => {
		const job = context.company.jobById(Id.parse(request.params).id);
		if (!job) throw new Problem(404, { message: 'No such job' });
		const { status } = parseBody(request, z.object({ status: z.string() }));
		context.company.changeJob({ ...job, status, updatedOn: context.clock.now() });
		return { ok: true };
	});

	/** Positions, for tests that want a person or job of a certain kind. */
	app.get('/_sandbox/company/find', (request) => {
		const { person, job } = z
			.object({ person: z.string().optional(), job: z.string().optional() })
			.parse(request.query);
		const { company } = context;
		const { seed, people, jobs } = company.shape;
		for (let index = 0; person && index < people; index += 1) {
			if (caseOfPerson(seed, index) === person)
				return { index, candidate: company.candidateAt(index) ?? null };
		}
		for (let index = 0; job && index < jobs; index += 1) {
			if (caseOfJob(seed, index) === job) return { index, job: company.job(index) };
		}
		throw new Problem(404, { message: 'Nothing of that kind' });
	});
}
