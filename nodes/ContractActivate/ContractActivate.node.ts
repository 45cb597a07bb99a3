import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { defineNode } from '../../src/n8n/defineNode';
import { acknowledge } from './acknowledge';
import { addContracts } from './addContracts';
import { addOrganization } from './addOrganization';
import { connectPage } from './connectPage';
import { contractChosen } from './contractChosen';
import { deactivate } from './deactivate';
import { disconnectPage } from './disconnectPage';
import { getOrganizations } from './getOrganizations';
import { getSharingRules } from './getSharingRules';
import { getStatus } from './getStatus';
import { getDepartments, getJobs } from './loadOptions';
import { moveConnection } from './moveConnection';
import { preflightOperation } from './preflight';
import { profileLink } from './profileLink';
import { profilePage } from './profilePage';
import { provision } from './provision';
import { readWidgetResult } from './readWidgetResult';
import { removeOrganization } from './removeOrganization';
import { requestAccess } from './requestAccess';
import { setSharingRules } from './setSharingRules';
import { setVisibility } from './setVisibility';
import { statusPage } from './statusPage';
import { supportBundle } from './supportBundle';

const NODE = defineNode(
	[
		{
			option: {
				name: 'Contract',
				value: 'contract',
				description: 'A Recruiter contract and the company it belongs to',
			},
			operations: [
				addContracts,
				getStatus,
				deactivate,
				supportBundle,
				moveConnection,
				preflightOperation,
				readWidgetResult,
				requestAccess,
			],
			initial: 'getStatus',
		},
		{
			option: {
				name: 'Customer App',
				value: 'customerApp',
				description: 'A customer’s own LinkedIn application, for LinkedIn partners',
			},
			operations: [provision],
		},
		{
			option: {
				name: 'Data Sharing',
				value: 'dataSharing',
				description:
					'The acknowledgement that comes before everything else, and what may be shared',
			},
			operations: [acknowledge, getSharingRules, setSharingRules, setVisibility],
		},
		{
			option: {
				name: 'Organization',
				value: 'organization',
				description:
					'Further organizations that the same workflows serve, each with its credentials',
			},
			operations: [addOrganization, getOrganizations, removeOrganization],
		},
		{
			option: {
				name: 'Page',
				value: 'page',
				description: 'Pages for the admin, behind an RSC Trigger',
			},
			operations: [
				connectPage,
				contractChosen,
				disconnectPage,
				profileLink,
				profilePage,
				statusPage,
			],
		},
	],
	'contract',
);

/** From the acknowledgement to access that is switched on. */
export class ContractActivate implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'RSC Contract Activate',
		name: 'contractActivate',
		icon: {
			light: 'file:../../icons/contractActivate.svg',
			dark: 'file:../../icons/contractActivate.dark.svg',
		},
		group: ['transform'],
		version: 1,
		description:
			'Connects LinkedIn Recruiter contracts: from the acknowledgement to access that is switched on',
		defaults: { name: 'RSC Contract Activate' },
		usableAsTool: true,
		sensitiveOutputFields: ['clientSecret'],
		...NODE.description,
		subtitle: NODE.description.subtitle ?? '',
	};

	methods = { loadOptions: { getDepartments, getJobs } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await NODE.execute(this, this.continueOnFail());
	}
}
