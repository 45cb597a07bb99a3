import type { Switches } from '../../core/Switches';
import type { LinkedInRoom } from '../guard';
import {
	companyRefs,
	contractRef,
	integrationOf,
	requestIntegrations,
	statusOf,
} from '../integrationState';
import { qualifies, type RecruiterContract } from '../recruiter/contracts';
import type { RecruiterPerson } from '../recruiter/RecruiterDirectory';
import type { WidgetRequest } from './widgetRequest';

/** What the reference leaves open about the callback's elements (LinkedIn reference §2.2). */
export function defineWidgetSwitches(switches: Switches): void {
	switches.define('li§2.2 nested key name', '');
	switches.define('li§2.2 dataProvider present', false);
	switches.define('li§2.2 status field', 'onboardingStatus');
	switches.define('li§2.2 onboardingStatus symbol', '');
}

/** A contract in the chooser, and why it cannot be chosen. */
export interface ContractOption {
	contract: RecruiterContract;
	refusal?: string;
}

/** The person's contracts: Recruiter Lite and other companies' are shown, and refused with the reason. */
export function contractOptions(
	room: LinkedInRoom,
	{ app }: WidgetRequest,
	person: RecruiterPerson,
): ContractOption[] {
	return room.recruiter.contractsOf(person).map((contract) => {
		if (!qualifies(contract))
			return {
				contract,
				refusal:
					'Recruiter Lite does not include Recruiter System Connect. Recruiter Corporate and Recruiter Professional Services do.',
			};
		return contract.organization === app.organization
			? { contract }
			: {
					contract,
					refusal: 'This contract belongs to another company than the one that asks here.',
				};
	});
}

/** Requests the bundles, and makes the list that the hosting page's function receives. */
export function integrate(
	room: LinkedInRoom,
	{ app, company, contract: wantsContract }: WidgetRequest,
	contract: RecruiterContract,
): Array<Record<string, unknown>> {
	const refs = [
		...(company ? companyRefs(app) : []),
		...(wantsContract ? [contractRef(contract.urn)] : []),
	];
	requestIntegrations(room, app, refs);
	const { switches } = room.context;
	const nested = switches.text('li§2.2 nested key name');
	return refs.map((ref) => {
		const state = integrationOf(room, app.organization, ref);
		const key = {
			...ref,
			tenantType: 'RECRUITER',
			...(switches.boolean('li§2.2 dataProvider present') && { dataProvider: 'ATS' }),
		};
		const symbol = switches.text('li§2.2 onboardingStatus symbol') || statusOf(switches, state);
		return {
			...(nested === '' ? key : { [nested]: key }),
			...(symbol !== 'absent' && { [switches.text('li§2.2 status field')]: symbol }),
		};
	});
}
