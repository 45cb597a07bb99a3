import { HOUR_MS, MINUTE_MS } from '../../basics/durations';
import { ConnectorError } from '../../errors/ConnectorError';
import { foldWords } from '../../mapping/personName';
import { getCandidate } from '../../smartrecruiters/candidates';
import { getJobState, searchJobs } from '../../smartrecruiters/jobs';
import { searchCandidates } from '../../smartrecruiters/searchCandidates';
import { connect } from '../connect';
import type { Runtime } from '../Runtime';
import type { Explanation } from './causes';
import { explainActivity } from './explainActivity';
import { ExplainedState } from './ExplainedState';
import { explainCandidate, explainJob } from './explainRecord';

/** What somebody who knows names, and no ids, asks. */
export interface TypedQuestion {
	question: 'activity' | 'candidate' | 'job';
	/** Names as they were typed. */
	holder: string;
	about: string;
	candidate: string;
	job: string;
	/** The seat holder who does not see the job; may be empty. */
	viewer: string;
	/** `2026-11-24` */
	day: string;
	/** What was chosen where a name fits several; empty where nothing was. */
	chosen: Readonly<Partial<Record<NameField, string>>>;
}
export type NameField = 'holder' | 'about' | 'candidate' | 'job' | 'viewer';

export interface NameChoice {
	field: NameField;
	options: ReadonlyArray<readonly [id: string, label: string]>;
}

export type TypedAnswer =
	| { kind: 'answer'; explanation: Explanation }
	/** Several fit. */
	| { kind: 'choose'; choice: NameChoice }
	| { kind: 'problem'; field: NameField | 'day'; problem: string }
	/** A vendor refuses, or state cannot be read: what happened, and what to do. */
	| { kind: 'failed'; reason: string; fix: string };

/** A day, wherever on earth it was. */
const HALF_DAY_MS = 14 * HOUR_MS;
/** A person waits for the answer. */
const PATIENCE_MS = MINUTE_MS;
/** What SmartRecruiters' ids look like. */
const ID = /^[\w-]{16,}$/;
/** More than these are no choice. */
const MOST_CHOICES = 25;

/** Answers a question in which people and jobs are named as they are called; asks back where a name fits several. */
export async function answerQuestion(runtime: Runtime, typed: TypedQuestion): Promise<TypedAnswer> {
	try {
		return { kind: 'answer', explanation: await new Answering(runtime, typed).explain() };
	} catch (error) {
		if (error instanceof AskBack) return error.answer;
		if (!(error instanceof ConnectorError)) throw error;
		return { kind: 'failed', reason: error.message, fix: error.advice };
	}
}

/** Thrown where a question cannot be answered as it is. */
class AskBack extends Error {
	constructor(readonly answer: Exclude<TypedAnswer, { kind: 'answer' }>) {
		super('The question is not clear');
	}

	static problem(field: NameField | 'day', problem: string): AskBack {
		return new AskBack({ kind: 'problem', field, problem });
	}
}

class Answering {
	private readonly state: ExplainedState;

	constructor(
		private readonly runtime: Runtime,
		private readonly typed: TypedQuestion,
	) {
		this.state = new ExplainedState(runtime.store, runtime.linkedIn.settings.organizationUrn);
	}

	async explain(): Promise<Explanation> {
		const { runtime, typed } = this;
		switch (typed.question) {
			case 'activity':
				return await this.explainActivity();
			case 'candidate': {
				const recordId = await this.candidate('candidate');
				if (recordId === '') throw AskBack.problem('candidate', 'Type the candidate’s name.');
				return await explainCandidate(runtime, { recordId, timeLimitMs: PATIENCE_MS });
			}
			case 'job': {
				const recordId = await this.job();
				const seat = typed.viewer === '' ? '' : (await this.holder('viewer')).seat;
				const viewer = { seat, userId: '' };
				return await explainJob(runtime, { recordId, viewer, timeLimitMs: PATIENCE_MS });
			}
		}
	}

	private async explainActivity(): Promise<Explanation> {
		const { typed, runtime } = this;
		const { seat, contract } = await this.holder('holder');
		const dayMs = /^\d{4}-\d{2}-\d{2}$/.test(typed.day) ? Date.parse(typed.day) : Number.NaN;
		if (Number.isNaN(dayMs))
			throw AskBack.problem('day', 'Type the day like 2026-11-24: year, month, day.');
		return await explainActivity(runtime, {
			...{ seat, contract },
			aboutMs: dayMs + 12 * HOUR_MS,
			giveOrTakeMs: 12 * HOUR_MS + HALF_DAY_MS,
			candidateId: await this.candidate('about'),
			intervalMs: HOUR_MS / 2,
			timeLimitMs: PATIENCE_MS,
		});
	}

	private async holder(field: 'holder' | 'viewer'): Promise<{ seat: string; contract: string }> {
		const { chosen, [field]: holder } = this.typed;
		if (holder === '') throw AskBack.problem(field, 'Type who wrote it or received it.');
		const seats = await this.state.seats();
		const found = seats.filter(({ seatName, seatEmail }) =>
			[seatName, seatEmail].some((text) => folded(text).includes(folded(holder))),
		);
		const options = found.map(({ seat, seatName, seatEmail }): [string, string] => [
			seat,
			seatEmail ? `${seatName} (${seatEmail})` : seatName,
		]);
		const seat = only(
			field,
			options,
			chosen[field],
			'No seat holder of this name is known. Check the spelling; the mapping page (workflow 02) reads the seat holders again.',
		);
		return { seat, contract: found.find((one) => one.seat === seat)?.contract ?? '' };
	}

	/** Empty when no name was typed. */
	private async candidate(field: 'about' | 'candidate'): Promise<string> {
		const name = this.typed[field];
		if (name === '') return '';
		const api = this.smartRecruiters();
		// An id finds those, too, whom the search does not show: people in the talent pool only.
		if (ID.test(name) && (await getCandidate(api, name))) return name;
		const { content } = await searchCandidates(api, name);
		const options = content.map(
			({ id, firstName = '', lastName = '', email }): [string, string] => [
				id,
				`${firstName} ${lastName}${email ? ` (${email})` : ''}`,
			],
		);
		return only(
			field,
			options,
			this.typed.chosen[field],
			'SmartRecruiters finds no candidate of this name. It does not list people who have not applied for a job: type the id of such a candidate, from the address of the profile.',
		);
	}

	private async job(): Promise<string> {
		const { job, chosen } = this.typed;
		if (job === '') throw AskBack.problem('job', 'Type the job’s title.');
		const api = this.smartRecruiters();
		// Jobs that are over are not found by their title, and are explained by their id.
		if (ID.test(job) && (await getJobState(api, job))) return job;
		const { content } = await searchJobs(api, job);
		const fitting = content.filter(({ title }) => folded(title).includes(folded(job)));
		const options = (fitting.length > 0 ? fitting : content).map(
			({ id, title, refNumber }): [string, string] => [
				id,
				refNumber ? `${title} (${refNumber})` : title,
			],
		);
		return only(
			'job',
			options,
			chosen.job,
			'SmartRecruiters finds no open job of this title. For a job that is filled or cancelled, type the id from its address.',
		);
	}

	private smartRecruiters() {
		const { runtime } = this;
		return connect(runtime, runtime.effects.now() + PATIENCE_MS).smartRecruiters;
	}
}

const folded = (text: string): string => foldWords(text).join(' ');

/** @throws AskBack unless exactly one is meant */
function only(
	field: NameField,
	options: ReadonlyArray<readonly [string, string]>,
	chosen: string | undefined,
	none: string,
): string {
	const [first, second] = options;
	if (!first) throw AskBack.problem(field, none);
	if (!second) return first[0];
	const wanted = options.find(([id]) => id === chosen);
	if (wanted) return wanted[0];
	throw new AskBack({ kind: 'choose', choice: { field, options: options.slice(0, MOST_CHOICES) } });
}
