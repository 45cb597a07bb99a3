import type { ConnectPageData, SharingForm } from './connectPageData';
import { type Html, html } from './html';
import { postForm } from './postForm';
import { selectField } from './selectField';
import { textField } from './textField';
import { tickBox } from './tickBox';
import { ago, counted, number } from './words';

/** The name of the field that says that the form holds all departments. */
export const DEPARTMENTS_SHOWN = 'departmentsShown';

const RULES = [
	['', 'Shared'],
	['keptPrivate', 'Inside Recruiter only'],
	['neverSent', 'Never sent'],
] as const;

/** Which departments and jobs leave SmartRecruiters, and who. One place for all that sends or deletes. */
export function sharingSection(data: ConnectPageData): Html {
	const { sharing, step, sent, nowMs } = data;
	const open = step === 'share' || ['rules', 'preview'].includes(sent);
	return html`<section aria-labelledby="share">
		<h2 id="share">What may be shared</h2>
		<details class="card" ${open && html` open`}>
			<summary>
				${sharing.changedAt === ''
					? 'Nobody has decided yet: everything is shared, except what is marked confidential'
					: html`Decided by ${sharing.changedBy}, ${ago(sharing.changedAt, nowMs)}`}
			</summary>
			<p>What a rule excludes is not sent, and is deleted at LinkedIn if it was sent before.</p>
			${sharing.preview && preview(sharing.preview)} ${form(data)}
		</details>
	</section>`;
}

function form(data: ConnectPageData): Html {
	const { sharing, errors } = data;
	const first = Object.keys(errors)[0];
	const text = (
		name: 'jobsNeverSent' | 'jobsKeptPrivate' | 'confidentialTags' | 'doNotContactTags',
		label: string,
		hint: string,
		rows?: number,
	): Html =>
		textField({
			name,
			label,
			hint,
			value: data.typed[name] ?? sharing[name],
			error: errors[name],
			focus: first === name,
			...(rows !== undefined && { rows }),
		});
	return postForm(data, [
		html`<input type="hidden" name="seenAt" value="${sharing.changedAt}" />`,
		selectField({
			name: 'jobVisibility',
			label: 'Jobs',
			value: sharing.jobVisibility,
			options: [
				['PRIVATE_TO_ATS_INTEGRATION', 'Seen only inside Recruiter'],
				['PUBLIC', 'Open jobs with a public ad are listed on LinkedIn'],
			],
		}),
		departments(sharing),
		text('jobsNeverSent', 'Jobs that are never sent', 'SmartRecruiters IDs, one per line.', 2),
		text('jobsKeptPrivate', 'Jobs inside Recruiter only', 'SmartRecruiters IDs, one per line.', 2),
		text(
			'confidentialTags',
			'Confidential tags',
			'Candidates with one of these tags are never sent. Separate tags with commas.',
		),
		text(
			'doNotContactTags',
			'Do-not-contact tags',
			'LinkedIn is told not to contact candidates with one of these tags. Separate tags with commas.',
		),
		selectField({
			name: 'consent',
			label: 'Candidates without consent in SmartRecruiters',
			value: sharing.consent,
			options: [
				['everyone', 'Are shared'],
				['markDoNotContact', 'Are shared as do-not-contact'],
				['onlyAcquired', 'Are never sent'],
			],
		}),
		tickBox({
			name: 'reviews',
			label: 'Share reviews as interview feedback',
			checked: sharing.reviews,
		}),
		tickBox({ name: 'notes', label: 'Share notes on candidates', checked: sharing.notes }),
		html`<p>
			<button name="action" value="preview">Preview</button>
			<button class="main" name="action" value="rules">Store these rules</button>
		</p>`,
	]);
}

function departments({ departments: all }: SharingForm): Html | undefined {
	if (all === undefined) return undefined;
	const marker = html`<input type="hidden" name="${DEPARTMENTS_SHOWN}" value="yes" />`;
	if (all.length === 0) return marker;
	return html`${marker}
		<fieldset>
			<legend>Departments</legend>
			${all.map(({ id, label, rule }) =>
				selectField({ name: `department:${id}`, label, value: rule, options: RULES }),
			)}
		</fieldset>`;
}

function preview({
	jobs,
	more,
	jobsNeverSent,
	jobsKeptPrivate,
	rules,
}: NonNullable<SharingForm['preview']>): Html {
	return html`<div class="good" role="status" data-testid="preview">
		<p>
			Of ${more && 'the first '}${counted(jobs, 'job')}, ${number(jobsNeverSent)} are never sent,
			and ${number(jobsKeptPrivate)} are visible inside Recruiter only. Not stored yet.
		</p>
		${rules.length > 0 &&
		html`<div class="scroll">
			<table>
				<tr>
					<th scope="col">Rule</th>
					<th scope="col">Jobs</th>
					<th scope="col">Who applied to them</th>
				</tr>
				${rules.map(
					({ label, rule, jobs: own, people }) =>
						html`<tr>
							<td>${label}: ${rule === 'neverSent' ? 'never sent' : 'inside Recruiter only'}</td>
							<td>${number(own)}</td>
							<td>
								${rule !== 'neverSent'
									? 'still shared'
									: people === undefined
										? 'not counted'
										: `${number(people)}; those who applied elsewhere still go`}
							</td>
						</tr>`,
				)}
			</table>
		</div>`}
	</div>`;
}
