import { ConnectorError } from '../../errors/ConnectorError';
import { PauseSignal } from '../../errors/PauseSignal';
import { EXPORT_REVIEWS, EXPORT_WARNINGS } from '../../mapping/ExportReview';
import type { DecisionSearch, DecisionsPageData } from '../../pages/decisionsPageData';
import type { Runtime } from '../Runtime';
import { type Decided, type DecisionKind, decideExport } from './decideExport';
import { readExportOptions } from './keptExportOptions';
import { openExportState } from './ExportWork';
import { listDecisions } from './listDecisions';
import { searchChoices } from './searchChoices';
import { reasonOf } from './reviewExport';

/** Browsers and proxies give up after a minute. */
const TIME_LIMIT_MS = 30_000;
const ID = /^[\w-]+$/;

type Message = NonNullable<DecisionsPageData['message']>;

/** What a person sent with one of the page's forms. */
export interface DecisionForm {
	action: 'decide' | 'search';
	exportKey: string;
	/** `link:{id}`, `create`, `again`, `ignore`, or empty. */
	choice: string;
	jobId: string;
	candidateText: string;
	jobText: string;
	/** What the jobs that were shown had been searched by; empty when none were. */
	searchedJob: string;
}

/** Carries out what a person sent, if anything, and gives the page anew, without a form as it is: what waits for a decision, and what became of it. */
export async function showDecisions(
	runtime: Runtime,
	form?: DecisionForm,
): Promise<DecisionsPageData> {
	let message: Message | undefined;
	let search: DecisionSearch | undefined;
	if (form) {
		const { action: _action, searchedJob, ...typed } = form;
		// A job that was typed and not looked for must not become the one of before.
		const isUnsearched = form.jobText.trim() !== '' && form.jobText.trim() !== searchedJob.trim();
		try {
			if (form.action === 'search' || isUnsearched) {
				const texts = { candidate: form.candidateText, job: form.jobText };
				search = { ...typed, ...(await searchChoices(runtime, texts)) };
				if (form.action === 'decide')
					message = {
						kind: 'problem',
						text: 'Nothing was done yet: choose the job from those that were found, and press “Do it” again.',
					};
			} else {
				message = await decide(runtime, form);
				if (message.kind === 'problem') search = typed;
			}
		} catch (error) {
			message = problemOf(error);
			search = typed;
		}
	}
	return {
		nowMs: runtime.effects.now(),
		...(await listDecisions(runtime)),
		...(search && { search }),
		...(message && { message }),
	};
}

async function decide(runtime: Runtime, form: DecisionForm): Promise<Message> {
	const decision = kindOf(form.choice);
	const candidateId = decision === 'link' ? form.choice.slice('link:'.length) : '';
	if (!decision || (decision === 'link' && !ID.test(candidateId)))
		return { kind: 'problem', text: 'First choose what to do.' };
	if (form.jobId !== '' && !ID.test(form.jobId))
		return { kind: 'problem', text: 'Choose the job from those that were found.' };
	const decided = await decideExport(runtime, {
		exportKey: form.exportKey,
		decision,
		candidateId,
		jobId: form.jobId,
		timeLimitMs: TIME_LIMIT_MS,
	});
	const organization = runtime.linkedIn.settings.organizationUrn;
	const { profileUrl } = await readExportOptions(openExportState(runtime.store, organization));
	return messageOf(decided, profileUrl);
}

function kindOf(choice: string): DecisionKind | undefined {
	if (choice.startsWith('link:')) return 'link';
	if (choice === 'create' || choice === 'again' || choice === 'ignore') return choice;
	return undefined;
}

function messageOf({ state, decided, result, row }: Decided, profileUrl: string): Message {
	if (!decided)
		return {
			kind: 'open',
			text:
				state === 'queued'
					? 'This export is being worked on just now. Look again in a minute.'
					: 'This export had been decided before. Nothing was changed.',
		};
	if (result?.kind === 'exported') {
		const { warnings, jobTitle, candidateId } = result;
		const linked = warnings.includes('NOT_SHARED') ? '' : ', and linked on both sides';
		const warningTexts = warnings.map((warning) => EXPORT_WARNINGS[warning]);
		return {
			kind: 'done',
			text: [
				`Done: the person is in SmartRecruiters on “${jobTitle}”${linked}.`,
				...warningTexts,
			].join(' '),
			url: profileUrl.replaceAll('{candidateId}', encodeURIComponent(candidateId)),
		};
	}
	if (result?.kind === 'review') {
		const { whatToDo } = EXPORT_REVIEWS[result.code];
		const reason = reasonOf(result.code, result.detail);
		return { kind: 'open', text: `It still needs a decision. ${reason}. ${whatToDo}` };
	}
	if (state === 'ignored')
		return {
			kind: 'done',
			text: 'Ignored: nothing was written to SmartRecruiters or LinkedIn.',
		};
	if (state === 'exported')
		return { kind: 'done', text: 'Done: the person is in SmartRecruiters.' };
	if (state === 'waiting')
		return {
			kind: 'open',
			text: `It could not be carried out now, and is tried again automatically. ${row.message}`,
		};
	return {
		kind: 'open',
		text: 'The decision is stored, and is carried out automatically within a minute.',
	};
}

/** @throws what is no trouble of this call */
function problemOf(error: unknown): Message {
	if (error instanceof ConnectorError)
		return { kind: 'problem', text: `${error.message}. ${error.advice}` };
	if (error instanceof PauseSignal)
		return { kind: 'problem', text: `Paused: ${error.limitText}. Try again in a minute.` };
	throw error;
}
