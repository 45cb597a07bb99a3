import {
	CONFIGURATION_NAMES,
	type ConfigurationName,
	CONFIGURED_ON,
	getConfigurations,
	removeConfigurations,
} from '../../linkedin/configurations';
import { RECRUITER_PATH, RECRUITER_WORDS } from '../../linkedin/recruiterWords';
import type { LinkedInSide, World } from '../connect';
import { clickPathTo } from './contractLevels';
import { type ContractRefusal, refuse } from './contractRefusal';
import { openForPerson } from './openForPerson';

export interface DeactivationInput {
	/** Where Recruiter is, for example `https://www.linkedin.com`. */
	webBaseUrl: string;
}

/** What was taken back at LinkedIn. It counts for the organization, so for all of its contracts. */
export interface Deactivation {
	organization: string;
	state: 'disconnected';
	/** For example `ONE_CLICK_EXPORT.CALLBACK_URL`; empty when nothing was stored. */
	removed: string[];
	whatToDo: string;
	clickPath: string;
	recruiterUrl: string;
	/** ISO 8601. */
	deactivatedAt: string;
}

/**
 * Removes the callback URL and the viewers, so that LinkedIn pushes nothing more and recruiters see no job or application
 * of the ATS. The switches themselves are LinkedIn's side: the item says where they are. Repeated, it removes nothing.
 */
export async function deactivateAccess(
	side: LinkedInSide,
	world: World,
	input: DeactivationInput,
): Promise<{ deactivated: Deactivation[]; refused: ContractRefusal[] }> {
	const nowMs = world.effects.now();
	const { organizationUrn } = side.settings;
	const api = openForPerson(side, world);
	const stored = [...(await getConfigurations(api)).keys()];
	const refusals = await removeConfigurations(api, stored);
	const left = stored.length > 0 ? [...(await getConfigurations(api)).keys()] : [];
	const refused = [...new Set([...left, ...refusals.map(({ name }) => name)])].map((name) => {
		const status = refusals.find((one) => one.name === name)?.status;
		return refuse(
			organizationUrn,
			'',
			status === undefined ? 'notKept' : 'notAccepted',
			spell(name) + (status === undefined ? ' is still there' : `, status ${status}`),
		);
	});
	if (refused.length > 0) return { deactivated: [], refused };
	const clickPath = clickPathTo([RECRUITER_WORDS.company, RECRUITER_WORDS.contract]);
	return {
		deactivated: [
			{
				organization: organizationUrn,
				state: 'disconnected',
				removed: CONFIGURATION_NAMES.filter((name) => stored.includes(name)).map(spell),
				whatToDo: `The switches in LinkedIn Recruiter are still as they were: only a Recruiter admin can turn them off. Go to ${clickPath}, and switch both off.`,
				clickPath,
				recruiterUrl: input.webBaseUrl + RECRUITER_PATH,
				deactivatedAt: new Date(nowMs).toISOString(),
			},
		],
		refused: [],
	};
}

function spell(name: ConfigurationName): string {
	return `${CONFIGURED_ON[name]}.${name}`;
}
