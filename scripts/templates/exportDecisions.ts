import { formEnd, formPage, formStart, htmlField } from './formPages';
import {
	core,
	createTable,
	CREDENTIALS,
	make,
	own,
	rows,
	runWorkflow,
	sticky,
	type TemplateNode,
	when,
} from './nodes';
import type { Link, WorkflowDraft } from './workflow';

const ORGANIZATION = "={{ $('Get Connection').first().json.organization }}";
const NEW = 'Create a new candidate';
const OTHER = 'It is a candidate whose ID I enter below';
const AGAIN = 'Try again: I have put it right';
const IGNORE = 'Ignore the export';

/** What came from LinkedIn, as text that cannot be markup. */
const SAFE = "String(text ?? '').replace(/[<>&{}$\"]/g, ' ').trim()";

/** The parked exports, oldest first, with what a person needs to tell them apart. */
const WAITING = `((safe) => ({ waiting: $('Parked Exports').all().map(({ json }) => json).filter(({ recordKey }) => recordKey).map((row, at) => { const kept = JSON.parse(row.payload || '{}'); const person = JSON.parse(kept.exported || '{}'); const name = safe([person.firstName, person.lastName].filter(Boolean).join(' ')) || 'Somebody without a name'; return { label: (at + 1) + '. ' + name + ': ' + row.reason, recordKey: row.recordKey, exportKey: row.recordKey.replace(/^export:/, ''), name, headline: safe(person.headline), employers: safe((person.employers ?? []).join(', ')), place: safe(person.location?.text ?? person.location?.city), profileUrl: safe(person.profileUrl), reason: row.reason, whatToDo: row.whatToDo, exported: kept.exported ?? '', candidateIds: kept.candidateIds ?? [], candidateUrls: kept.candidateUrls ?? [], jobId: kept.jobId ?? '' }; }) }))((text) => ${SAFE})`;

const all = "$('What Waits').first().json.waiting";
const chosen = `${all}.find(({ label }) => label === $('Choose One').first().json.export)`;
const it = (field: string): string => `$('The Export').first().json.${field}`;
const choices = `(${it('exported')} ? [...${it('candidateIds')}.map((id, at) => 'It is candidate ' + (at + 1) + ' (' + id + ')'), '${OTHER}', '${NEW}', '${AGAIN}', '${IGNORE}'] : ['${AGAIN}', '${IGNORE}'])`;

const detail = `'<h3>' + ${it('name')} + '</h3><p>' + [${it('headline')}, ${it('employers')}, ${it('place')}].filter(Boolean).join('<br>') + '</p>'
	+ (${it('profileUrl')} ? '<p><a href="' + ${it('profileUrl')} + '" target="_blank">Profile on LinkedIn</a></p>' : '')
	+ '<p><b>' + ${it('reason')} + '.</b> ' + ${it('whatToDo')} + '</p>'
	+ (${it('candidateUrls')}.length ? '<p>' + ${it('candidateUrls')}.map((url, at) => '<a href="' + url + '" target="_blank">Candidate ' + (at + 1) + ' in SmartRecruiters</a>').join('<br>') + '</p>' : '')`;

/** The id at the end of an address, or as it is. */
const typedId = "($json.candidate ?? '').trim().split('/').filter(Boolean).pop() ?? ''";
const DECISION = `((choice, typed, job) => ({ ...${"$('The Export').first().json"}, choice, typed, jobId: job, candidateId: choice.startsWith('It is candidate ') ? choice.replace(/^.*\\((.*)\\)$/, '$1') : choice === '${OTHER}' ? typed : '', decision: choice === '${NEW}' ? 'create' : choice === '${AGAIN}' ? 'again' : choice === '${IGNORE}' ? 'ignore' : 'link' }))($json.what, ${typedId}, ($json.job ?? '').trim())`;

const thisExport = { organization: ORGANIZATION, exportKey: '={{ $json.exportKey }}' };
const outcome = `((row) => row.state === 'exported' ? 'Done: the person is in SmartRecruiters on the job, and linked on both sides.' : row.state === 'review' ? 'It still needs a decision: ' + row.message + '. Open this page again.' : row.message ? 'It waits, and is tried again by itself: ' + row.message : 'It is in the queue, and follows by itself.')($json)`;

const nodes: TemplateNode[] = [
	sticky(
		'About',
		[-620, -340],
		[520, 560],
		'## Exports that need a decision\n\nThe counterpart of workflow 05. Some exports cannot go by themselves: several candidates could be the person, the e-mail address has another last name, the job is filled. They are parked with their reason, and this page lets an admin decide: **it is this candidate**, **create a new one**, **try again**, or **ignore**.\n\n**Before you publish it**\n1. Choose the credential in **Get Connection**, and a user name and password for the page in **Decide Page**.\n2. Publish it. The address of the page is in that node.\n\nThe page shows names: give its address to those who may see candidates. What LinkedIn told of the person stays in *rsc_parked* until it is decided, and goes with the decision.',
		5,
	),
	formStart('Decide Page', [0, 0], 'rsc-exports', '7c0d3a61-5b1f-4f0e-9a34-0c7b5f1e0502', {
		title: 'Exports that need a decision',
		button: 'Show them',
		fields: [
			htmlField(
				'<p>Recruiters exported these people from LinkedIn Recruiter, and it could not be told what to do with them.</p>',
			),
		],
	}),
	own(
		'Get Connection',
		'historicalSync',
		[200, 0],
		{ operation: 'getConnection' },
		{ credentials: CREDENTIALS.linkedIn, executeOnce: true },
	),
	createTable('rsc_parked', [400, 0]),
	createTable('rsc_exports', [600, 0]),
	rows('Parked Exports', [800, 0], 'rsc_parked', 'get', {
		filter: { organization: ORGANIZATION, kind: 'export' },
		alwaysOutputData: true,
		executeOnce: true,
	}),
	make('What Waits', [1000, 0], WAITING, { executeOnce: true }),
	when('Anything?', [1200, 0], '$json.waiting.length > 0'),
	formEnd(
		'Nothing to Decide',
		[1400, 160],
		'Nothing to decide',
		'No export waits for a decision. You can close this page.',
	),
	formPage('Choose One', [1400, -40], 'choose', {
		title: 'Which export?',
		button: 'Continue',
		fields: `={{ JSON.stringify([
	{ fieldName: 'export', fieldLabel: 'Exports that wait', fieldType: 'radio', requiredField: true, defaultValue: ${all}[0].label,
		fieldOptions: { values: ${all}.map(({ label }) => ({ option: label })) } },
]) }}`,
	}),
	make('The Export', [1600, -40], chosen),
	formPage('Decide', [1800, -40], 'decide', {
		title: 'Decide',
		button: 'Do it',
		fields: `={{ JSON.stringify([
	{ fieldType: 'html', html: ${detail} },
	{ fieldName: 'what', fieldLabel: 'What is to be done?', fieldType: 'radio', requiredField: true, fieldOptions: { values: ${choices}.map((option) => ({ option })) } },
	{ fieldName: 'candidate', fieldLabel: 'ID or address of the candidate in SmartRecruiters, if you chose that', fieldType: 'text' },
	{ fieldName: 'job', fieldLabel: 'ID of another job, if it is not to be the one that the recruiter chose', fieldType: 'text' },
]) }}`,
	}),
	make('Decision', [2000, -40], DECISION),
	when('Can It Be Done?', [2200, -40], "$json.decision !== 'link' || $json.candidateId !== ''"),
	when('Ignore?', [2400, -60], "$json.decision === 'ignore'"),
	rows('Mark as Ignored', [2600, -160], 'rsc_exports', 'update', {
		filter: thisExport,
		values: {
			state: 'ignored',
			payload: '',
			decision: '',
			message: 'Ignored by a person',
			doneAt: '={{ $now.toISO() }}',
		},
		alwaysOutputData: true,
	}),
	rows('Forget It', [2800, -160], 'rsc_parked', 'deleteRows', {
		filter: { organization: ORGANIZATION, recordKey: `={{ ${it('recordKey')} }}` },
		alwaysOutputData: true,
		executeOnce: true,
	}),
	formEnd(
		'Ignored',
		[3000, -160],
		'Ignored',
		'Nothing was written to SmartRecruiters or LinkedIn.',
	),
	rows('Back into the Queue', [2600, 20], 'rsc_exports', 'update', {
		filter: thisExport,
		values: {
			state: 'waiting',
			payload: '={{ $json.exported }}',
			decision:
				'={{ JSON.stringify({ decision: $json.decision, candidateId: $json.candidateId, jobId: $json.jobId }) }}',
			nextTryAtMs: 0,
			message: '',
		},
		alwaysOutputData: true,
	}),
	rows('Not Parked Any More', [2800, 20], 'rsc_parked', 'deleteRows', {
		filter: { organization: ORGANIZATION, recordKey: `={{ ${it('recordKey')} }}` },
		alwaysOutputData: true,
		executeOnce: true,
	}),
	runWorkflow('Work on the Queue', [3000, 20], 'rscExport', {
		alwaysOutputData: true,
		executeOnce: true,
		onError: 'continueRegularOutput',
	}),
	rows('What Became of It', [3200, 20], 'rsc_exports', 'get', {
		filter: { organization: ORGANIZATION, exportKey: `={{ ${it('exportKey')} }}` },
		limit: 1,
		alwaysOutputData: true,
		executeOnce: true,
	}),
	formEnd('Told', [3400, 20], 'Decided', `={{ ${outcome} }}`),
	core('No Candidate Named', 'noOp', 1, [2400, 180], {}),
];

const links: Link[] = [
	['Decide Page', 'Get Connection'],
	['Get Connection', 'Create rsc_parked'],
	['Create rsc_parked', 'Create rsc_exports'],
	['Create rsc_exports', 'Parked Exports'],
	['Parked Exports', 'What Waits'],
	['What Waits', 'Anything?'],
	['Anything?', 0, 'Choose One'],
	['Anything?', 1, 'Nothing to Decide'],
	['Choose One', 'The Export'],
	['The Export', 'Decide'],
	['Decide', 'Decision'],
	['Decision', 'Can It Be Done?'],
	['Can It Be Done?', 0, 'Ignore?'],
	['Can It Be Done?', 1, 'No Candidate Named'],
	// The same page again, as often as it takes.
	['No Candidate Named', 'Decide'],
	['Ignore?', 0, 'Mark as Ignored'],
	['Ignore?', 1, 'Back into the Queue'],
	['Mark as Ignored', 'Forget It'],
	['Forget It', 'Ignored'],
	['Back into the Queue', 'Not Parked Any More'],
	['Not Parked Any More', 'Work on the Queue'],
	['Work on the Queue', 'What Became of It'],
	['What Became of It', 'Told'],
];

/** A page for exports that went to review. */
export const EXPORT_DECISIONS: WorkflowDraft = {
	id: 'rscExportDecisions',
	name: 'RSC 05b Export Decisions',
	file: '05b-export-decisions',
	nodes,
	links,
};
