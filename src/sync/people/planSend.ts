import type { ApplicationRecord, StageSet } from '../../linkedin/applications';
import type { CandidateRecord } from '../../linkedin/candidates';
import {
	applicationId,
	applicationToLinkedIn,
	historyToStages,
} from '../../mapping/applicationToLinkedIn';
import { NOT_TAKEN, type SentJobs } from '../../state/SentEntries';
import type { SentPeople } from '../../state/SentLedger';
import type { PeopleChoice } from '../SyncContext';
import type { Person } from './readPerson';
import { markText, readMark, recordHash, type SentMark, stagesHash } from './sentMark';

/** What LinkedIn took of what was planned, by our ids. */
export interface Taken {
	candidates: ReadonlySet<string>;
	applications: ReadonlySet<string>;
	/** Applications whose stages it took. */
	stages: ReadonlySet<string>;
}

export interface SendPlan {
	/** Of whom something else is remembered from now on. */
	news: SentPeople;
	/** What stays true of it while it is sent. */
	certain: SentPeople;
	/** Who goes; the others are at LinkedIn as they are. */
	candidates: readonly CandidateRecord[];
	/** By id; all that could go. */
	applications: ReadonlyMap<string, ApplicationRecord>;
	/** Ids of applications that are at LinkedIn as they are. */
	unchanged: ReadonlySet<string>;
	/** By application id; only those that are not what LinkedIn took before. */
	stages: ReadonlyMap<string, StageSet>;
	/** What is remembered when LinkedIn has answered. */
	settled: (taken: Taken) => SentPeople;
}

/**
 * What goes to LinkedIn of people, and what is remembered of it: most of it was sent before.
 *
 * @param mapped the candidates as LinkedIn is to have them
 * @param known what LinkedIn was sent, where that is known
 * @param isHeld whether LinkedIn says that it has a candidate: of the others, everything goes
 */
export function planSend(
	people: readonly Person[],
	mapped: ReadonlyMap<string, CandidateRecord>,
	known: SentPeople | undefined,
	isHeld: (candidateId: string) => boolean,
	choice: PeopleChoice,
): SendPlan {
	const plans = people.flatMap((person) => {
		const record = mapped.get(person.id);
		const compares = choice.onlyDiffering === true && isHeld(person.id);
		return record ? [planPerson(person, record, known?.get(person.id), compares, choice)] : [];
	});
	const parts = plans.flatMap(({ applications }) => applications);
	const news = plans.filter(({ isNews }) => isNews);
	const textsOf = (text: (part: PlannedApplication, plan: PersonPlan) => string): SentPeople =>
		new Map(
			news.map((plan) => [
				plan.record.id,
				new Map(
					plan.applications
						.filter(({ isNews }) => isNews)
						.map((part) => [part.jobId, text(part, plan)]),
				),
			]),
		);
	return {
		news: textsOf((part) => markText(markOf(part, ALL_TAKEN))),
		certain: textsOf((part) => markText(markOf(part, NONE_TAKEN))),
		candidates: plans.flatMap(({ record, goes }) => (goes ? [record] : [])),
		applications: new Map(parts.flatMap(({ id, record }) => (record ? [[id, record]] : []))),
		unchanged: new Set(parts.flatMap(({ id, goes }) => (goes ? [] : [id]))),
		stages: new Map(parts.flatMap(({ id, stages }) => (stages ? [[id, stages]] : []))),
		settled: (taken) =>
			textsOf((part, { record }) =>
				markText(
					markOf(part, {
						candidate: taken.candidates.has(record.id),
						application: taken.applications.has(part.id),
						stages: taken.stages.has(part.id),
					}),
				),
			),
	};
}

interface PersonPlan {
	record: CandidateRecord;
	goes: boolean;
	applications: PlannedApplication[];
	isNews: boolean;
}

interface PlannedApplication {
	id: string;
	jobId: string;
	/** Absent where it cannot go, or is none of those that SmartRecruiters shows. */
	record?: ApplicationRecord | undefined;
	goes: boolean;
	/** Where they go. */
	stages?: StageSet | undefined;
	before: SentMark;
	/** Hashes of what goes; of what does not, absent. */
	after: Partial<SentMark>;
	isNews: boolean;
}

function planPerson(
	person: Person,
	record: CandidateRecord,
	before: SentJobs | undefined,
	compares: boolean,
	choice: PeopleChoice,
): PersonPlan {
	const candidate = recordHash(record.fields);
	const marks = [...(before?.values() ?? [])].map(readMark);
	const isSame = marks.length > 0 && marks.every((mark) => mark.candidate === candidate);
	const goes = choice.candidates && !(compares && isSame);
	const shown = choice.applications ? person.applications : [];
	const shownIds = new Set(shown.map(({ assignment }) => assignment.job.id));
	// Applications to hidden jobs are deleted there.
	const sentTo = [...(before?.keys() ?? [])].filter(
		(jobId) =>
			!shownIds.has(jobId) &&
			!person.hiddenJobIds.includes(jobId) &&
			before?.get(jobId) !== NOT_TAKEN,
	);
	const applications = [
		...shown.map((one) => planApplication(record, one, before, compares, choice)),
		// Of an application that does not go now, too, the candidate is another one from now on.
		...sentTo.map((jobId) => unplanned(record.id, jobId, before)),
	].map((one): PlannedApplication => {
		const after = { ...one.after, ...(goes && { candidate }) };
		const text = markText(markOf({ ...one, after }, ALL_TAKEN));
		return { ...one, after, isNews: before?.get(one.jobId) !== text };
	});
	const isNews = !before || applications.some((one) => one.isNews);
	return { record, goes, applications, isNews };
}

function planApplication(
	candidate: CandidateRecord,
	{ assignment, history }: Person['applications'][number],
	sent: SentJobs | undefined,
	compares: boolean,
	{ stagesAgain = false }: PeopleChoice,
): PlannedApplication {
	const jobId = assignment.job.id;
	const id = applicationId(candidate.id, jobId);
	const record = applicationToLinkedIn(candidate.id, candidate.fields, assignment, history);
	const before = readMark(sent?.get(jobId));
	const application = record ? recordHash(record.fields) : '';
	const all = historyToStages(history);
	const stages = stagesHash(all);
	const goes = !(compares && record && before.application === application);
	const stagesGo = all.length > 0 && (stagesAgain || before.stages !== stages);
	return {
		...{ id, jobId, record, goes, before, isNews: true },
		...(stagesGo && { stages: { applicationId: id, stages: all } }),
		after: { ...(goes && { application }), ...(stagesGo && { stages }) },
	};
}

const unplanned = (
	candidateId: string,
	jobId: string,
	sent: SentJobs | undefined,
): PlannedApplication => ({
	...{ id: applicationId(candidateId, jobId), jobId, goes: false, isNews: true },
	...{ before: readMark(sent?.get(jobId)), after: {} },
});

const ALL_TAKEN = { candidate: true, application: true, stages: true } as const;
const NONE_TAKEN = { candidate: false, application: false, stages: false } as const;

/** What is remembered of an application, when LinkedIn took these parts of what went. */
function markOf(
	{ before, after }: Pick<PlannedApplication, 'before' | 'after'>,
	taken: Readonly<Record<keyof SentMark, boolean>>,
): SentMark {
	const of = (part: keyof SentMark): string =>
		after[part] === undefined ? before[part] : taken[part] ? after[part] : '';
	return { stages: of('stages'), application: of('application'), candidate: of('candidate') };
}
