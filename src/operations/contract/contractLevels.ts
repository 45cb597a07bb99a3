import type { IntegrationAnswer } from '../../linkedin/integrations';
import { CONTRACT_INTEGRATION } from '../../linkedin/integrations';
import { contractNumber } from '../../linkedin/contractUrn';
import { type IntegrationState, stateOfIntegration } from '../../linkedin/onboardingStatus';
import { FEATURES, RECRUITER_WORDS } from '../../linkedin/recruiterWords';

/** `connected`: everything works. `partly`: some of it. `waiting`: the switches in Recruiter. */
export type OverallState = 'connected' | 'partly' | 'waiting' | 'notRequested';

/** One integration as items show it. */
export interface IntegrationView {
	integrationType: string;
	context: string;
	level: 'company' | 'contract';
	/** LinkedIn's own word; empty when there is none. */
	status: string;
	state: IntegrationState;
	name: string;
}

/** Both levels of one contract, and what is missing in the admin's words. */
export interface ContractLevels {
	companyLevel: IntegrationState;
	contractLevel: IntegrationState;
	overall: OverallState;
	/** The switches that are not on, as Recruiter calls them. */
	missing: string[];
	/** What recruiters miss because of that. */
	featuresOff: string[];
	/** Where to switch them on. */
	clickPath: string;
	/** What to do next, in one or two sentences; empty when all is well. */
	whatToDo: string;
	integrations: IntegrationView[];
}

/**
 * Levels of a contract, from what LinkedIn says about the organization's integrations and the contract's.
 *
 * @param name what people call the contract; LinkedIn does not tell it (reference §2.2, §2.3)
 */
export function contractLevels(
	contractUrn: string,
	answers: readonly IntegrationAnswer[],
	onSymbols: readonly string[] = [],
	name = '',
): ContractLevels {
	const integrations = answers.map((answer) => viewOf(answer, onSymbols));
	const companyLevel = levelOf(integrations, 'company');
	const contractLevel = levelOf(integrations, 'contract');
	const number = `contract ${contractNumber(contractUrn)}`;
	const missing = [
		...(companyLevel === 'on' ? [] : [RECRUITER_WORDS.company]),
		...(contractLevel === 'on'
			? []
			: [`${RECRUITER_WORDS.contract} of ${name === '' ? number : `${name} (${number})`}`]),
	];
	const off = answers.filter((_answer, index) => integrations[index]?.state !== 'on');
	return {
		companyLevel,
		contractLevel,
		overall: overallOf(integrations, companyLevel, contractLevel),
		missing,
		featuresOff: off.map(({ integrationType }) => FEATURES[integrationType]),
		clickPath: clickPathTo(missing),
		whatToDo: whatToDo(companyLevel, contractLevel, missing, integrations),
		integrations,
	};
}

function viewOf(answer: IntegrationAnswer, onSymbols: readonly string[]): IntegrationView {
	return {
		integrationType: answer.integrationType,
		context: answer.context,
		level: answer.integrationType === CONTRACT_INTEGRATION ? 'contract' : 'company',
		status: answer.status,
		state: stateOfIntegration(answer, onSymbols),
		name: answer.integrationName,
	};
}

/** A level is on when all of it is. What is known to be off outweighs what is not known. */
function levelOf(
	integrations: readonly IntegrationView[],
	level: IntegrationView['level'],
): IntegrationState {
	const states = integrations.filter((one) => one.level === level).map(({ state }) => state);
	const all = (wanted: IntegrationState): boolean => states.every((state) => state === wanted);
	if (states.length === 0 || all('notRequested')) return 'notRequested';
	if (all('on')) return 'on';
	return states.some((state) => state === 'off' || state === 'notRequested') ? 'off' : 'unknown';
}

function overallOf(
	integrations: readonly IntegrationView[],
	companyLevel: IntegrationState,
	contractLevel: IntegrationState,
): OverallState {
	if (companyLevel === 'on' && contractLevel === 'on') return 'connected';
	if (integrations.some(({ state }) => state === 'on')) return 'partly';
	return companyLevel === 'notRequested' || contractLevel === 'notRequested'
		? 'notRequested'
		: 'waiting';
}

/** From Recruiter's start page to the switches. */
export function clickPathTo(switches: readonly string[]): string {
	const { path, edit } = RECRUITER_WORDS;
	return [...path, ...(switches.length > 0 ? [edit, switches.join(', then ')] : [])].join(' › ');
}

function whatToDo(
	companyLevel: IntegrationState,
	contractLevel: IntegrationState,
	missing: readonly string[],
	integrations: readonly IntegrationView[],
): string {
	const sentences: string[] = [];
	const unrequested = [
		...(companyLevel === 'notRequested' ? ['the company integrations'] : []),
		...(contractLevel === 'notRequested' ? ['this contract'] : []),
	];
	if (unrequested.length > 0) {
		sentences.push(
			`Request ${unrequested.join(' and ')} in LinkedIn’s widget first, as a Recruiter admin.`,
		);
	} else if (missing.length > 0) {
		sentences.push(
			`In LinkedIn Recruiter, as a Recruiter admin: ${clickPathTo(missing)}. Switch on, then check again.`,
		);
	}
	const unknown = integrations.filter(({ state }) => state === 'unknown');
	if (unknown.length > 0) {
		const symbols = [...new Set(unknown.map(({ status }) => status || 'no status'))].join(', ');
		sentences.push(
			`LinkedIn answers with ${symbols}, which this package does not know. If Recruiter shows access as on, add that word under Options > Statuses That Count as On.`,
		);
	}
	return sentences.join(' ');
}
