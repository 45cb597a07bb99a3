import {
	CURRENT_TEXT_VERSION,
	DATA_SHARING_TEXTS,
} from '../../../src/operations/contract/dataSharingTexts';
import {
	choiceField,
	formPage,
	formRedirect,
	formStart,
	htmlField,
	PAGES_CREDENTIAL,
	textField,
} from '../formPages';
import type { TemplateNode } from '../nodes';

export { CURRENT_TEXT_VERSION, PAGES_CREDENTIAL };

export const ANOTHER = 'Add another contract';
export const LEAVE = 'Leave, and come back to this address later';
export const PROGRESS = 'See how the history is getting on';
const AGAIN = 'Check again';
const REQUEST = 'Request access';

/** What the dropdown says, and what the node understands. */
export const PRODUCTS: Readonly<Record<string, string>> = {
	'Recruiter Corporate': 'recruiterCorporate',
	'Recruiter Professional Services': 'recruiterProfessionalServices',
	'Recruiter Lite': 'recruiterLite',
	'I do not know': 'unknown',
};

const acknowledgement = DATA_SHARING_TEXTS[CURRENT_TEXT_VERSION].split('\n\n')
	.map((paragraph) => `<p>${paragraph}</p>`)
	.join('');

/** Where somebody is, as the latest run of that node says. */
const here = (field: string): string => `$('Where Are We').first().json.${field}`;
const listing = `{{ ${here('listing')} }}`;

const addPage = `<p>A contract is what your company has with LinkedIn for Recruiter. Recruiter Corporate and Recruiter Professional Services can be connected; Recruiter Lite cannot.</p>
{{ $('Nothing Came').isExecuted ? '<p><b>No contract was added.</b> Choose one in LinkedIn, or type its number in digits.</p>' : '' }}
{{ $('Settings').first().json.onboardingPage
	? '<h3>Choose it in LinkedIn</h3><p><a href="' + $('Settings').first().json.onboardingPage + '#key=' + ${here('chooseKey')} + '" target="_blank">Open the LinkedIn page</a>, sign in as a Recruiter admin, and choose the contract. Then come back here, leave the fields below empty, and continue.</p>'
	: '<p>Access to the contract has to be requested in LinkedIn’s window first. Ask whoever set this connection up for the page with it.</p>' }}
<h3>Or type it</h3><p>If access was requested in LinkedIn before.</p>`;

/** The pages of the journey, in its order; texts can be edited in n8n. */
export const journeyPages: TemplateNode[] = [
	formStart('Connect Page', [0, 0], 'rsc-connect', '7c0d3a61-5b1f-4f0e-9a34-0c7b5f1e0101', {
		title: 'Connect LinkedIn Recruiter with SmartRecruiters',
		button: 'Start, or go on where you were',
		fields: [
			htmlField(
				'<p>You need to be an admin of SmartRecruiters and of LinkedIn Recruiter. It takes about ten minutes:</p><ol><li>Acknowledge that data are shared.</li><li>Add your Recruiter contract.</li><li>Request access.</li><li>Switch it on in LinkedIn.</li></ol><p>Your jobs, candidates and applications then go to Recruiter by themselves. You can leave at any time and come back to this address.</p>',
			),
		],
	}),
	formPage('Acknowledge', [1800, -400], 'acknowledge', {
		title: 'Before data are shared',
		button: 'Acknowledge and continue',
		fields: [
			htmlField(acknowledgement),
			choiceField(
				'acknowledged',
				'Acknowledgement',
				['I have read this, and acknowledge it for my company'],
				'checkbox',
			),
			textField('name', 'Your name', { requiredField: true }),
			textField('email', 'Your e-mail address', { fieldType: 'email', requiredField: true }),
		],
	}),
	formPage('Add a Contract', [1800, -200], 'addContract', {
		title: 'Add a Recruiter contract',
		button: 'Continue',
		fields: [
			htmlField(`=${addPage}`),
			textField('number', 'Contract number', { placeholder: '555000111' }),
			choiceField('product', 'Product', Object.keys(PRODUCTS), 'dropdown'),
			textField('name', 'What you call it', { placeholder: 'Acme Europe' }),
		].map((field) =>
			field.fieldName === 'product'
				? { ...field, requiredField: false, defaultValue: 'I do not know' }
				: field,
		),
	}),
	formPage('Request Access', [1800, 0], 'request', {
		title: 'Request access',
		button: 'Continue (this can take a minute)',
		fields: `={{ JSON.stringify([
	{ fieldType: 'html', html: '<p>Next, LinkedIn is told what SmartRecruiters asks for. Nothing is switched on by that.</p>' + ${here('listing')} },
	{ fieldName: 'chosen', fieldLabel: 'Contracts to connect (untick what was added by mistake)', fieldType: 'checkbox',
		defaultValue: ${here('contracts')}.filter(({ toBeRequested }) => toBeRequested).map(({ label }) => label).join(','),
		fieldOptions: { values: ${here('contracts')}.filter(({ toBeRequested }) => toBeRequested).map(({ label }) => ({ option: label }) ) } },
	{ fieldName: 'next', fieldLabel: 'What next?', fieldType: 'radio', requiredField: true, defaultValue: '${REQUEST}', fieldOptions: { values: [{ option: '${REQUEST}' }, { option: '${ANOTHER}' }] } },
	{ fieldName: 'page', fieldType: 'hiddenField', fieldValue: 'request' },
]) }}`,
	}),
	formPage('Requested', [3200, 400], 'requested', {
		title: 'LinkedIn has been asked',
		button: 'Finish',
		fields: [
			htmlField(
				'=<p>What was accepted has to be switched on in LinkedIn now; the next page says how.</p>{{ $json.listing }}',
			),
		],
	}),
	formPage('Switch It On', [1800, 200], 'switchOn', {
		title: 'Switch it on in LinkedIn',
		button: 'Continue',
		fields: [
			htmlField(
				`=<p>The rest happens in <a href="{{ ${here('recruiterUrl')} }}" target="_blank">LinkedIn Recruiter</a>. There are two switches: company level first, then contract level, once for each contract.</p>${listing}`,
			),
			choiceField('next', 'What next?', [AGAIN, ANOTHER, LEAVE]),
		],
	}),
	formPage('Connected', [1800, 400], 'connected', {
		title: 'Connected',
		button: 'Continue',
		fields: [
			htmlField(
				`=${listing}<p>Jobs, candidates and applications that you already have are now sent to Recruiter, by themselves, in the background.</p>`,
			),
			choiceField('next', 'What next?', [PROGRESS, ANOTHER]),
		],
	}),
	formPage('LinkedIn Did Not Answer', [1600, 600], 'problem', {
		title: 'LinkedIn could not be asked',
		button: 'Try again',
		fields: [
			htmlField(
				"=<p>{{ $('Check Status').first().json.problem.replace(/[<>&{}$]/g, ' ') }}</p><p>What you have done so far is kept.</p>",
			),
		],
	}),
	formRedirect(
		'To the Status Page',
		[2600, 700],
		"={{ $execution.resumeFormUrl.replace(/\\/form-waiting\\/.*$/, '/webhook/rsc-status') }}",
	),
];
