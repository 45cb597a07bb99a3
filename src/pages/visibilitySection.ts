import type { ConnectPageData, VisibilityForm, VisibilityPreview } from './connectPageData';
import { type Html, html } from './html';
import { postForm } from './postForm';
import { selectField } from './selectField';
import { textField } from './textField';
import { tickBox } from './tickBox';
import { ago, counted, number } from './words';

const WHO = [
	['everybody', 'Everybody with a Recruiter seat'],
	['team', 'The hiring team and administrators'],
] as const;

/** Who sees jobs and applications in Recruiter. A choice is previewed first; what was previewed is what is stored. */
export function visibilitySection(data: ConnectPageData): Html | undefined {
	const { visibility, sharing, sent, nowMs } = data;
	if (sharing.changedAt === '') return undefined;
	const open = ['visibility', 'previewVisibility'].includes(sent);
	const { storedWho, changedBy, changedAt } = visibility;
	const words = WHO.find(([who]) => who === storedWho)?.[1] ?? '';
	return html`<section aria-labelledby="visibility">
		<h2 id="visibility">Who sees jobs and applications in Recruiter</h2>
		<details class="card" ${open && html` open`}>
			<summary>
				${words}${changedAt !== '' &&
				html`, decided ${changedBy !== '' && `by ${changedBy}, `}${ago(changedAt, nowMs)}`}
			</summary>
			<p>
				With the hiring team and administrators, a person sees in Recruiter what they may see in
				SmartRecruiters. Whose Recruiter seat is mapped to no SmartRecruiters user then sees only
				the jobs that everybody sees.
			</p>
			${visibility.preview && confirmation(data, visibility.preview)} ${choice(data)}
		</details>
	</section>`;
}

const SCHEMES = [
	['person', 'A group for each person'],
	['accessGroup', 'A group for each access group'],
] as const;

function choice(data: ConnectPageData): Html {
	const { who, openDepartments, openJobs, confidentialToTeam, changedAt } = data.visibility;
	return postForm(data, [
		html`<input type="hidden" name="visibilitySeenAt" value="${changedAt}" />`,
		selectField({
			name: 'visibleTo',
			label: 'Jobs and applications are seen by',
			value: who,
			options: WHO,
		}),
		textField({
			name: 'openDepartments',
			label: 'Departments whose jobs everybody sees all the same',
			hint: 'Names or SmartRecruiters IDs, one per line.',
			value: openDepartments,
			rows: 2,
		}),
		textField({
			name: 'openJobs',
			label: 'Jobs that everybody sees all the same',
			hint: 'SmartRecruiters IDs, one per line.',
			value: openJobs,
			rows: 2,
		}),
		tickBox({
			name: 'confidentialToTeam',
			label:
				'Share confidential jobs with their hiring team alone. Without it, jobs that are never sent stay out for everybody.',
			checked: confidentialToTeam,
		}),
		advanced(data.visibility),
		html`<button name="action" value="previewVisibility">Preview</button>`,
	]);
}

/** How LinkedIn is told, which hardly anybody has to choose. */
function advanced({ scheme, accessGroups }: VisibilityForm): Html {
	const isChanged = scheme !== 'person' || accessGroups !== '';
	return html`<details ${isChanged && html` open`}>
		<summary>Advanced: groups and access groups</summary>
		<p>
			LinkedIn takes at most 10 groups a person. With a group for each person, everybody needs one
			or two. Choose a group for each access group only if LinkedIn refuses that: then hiring teams
			do not count, and a person sees the jobs of the departments of their access groups.
		</p>
		${selectField({ name: 'scheme', label: 'LinkedIn is told', value: scheme, options: SCHEMES })}
		${textField({
			name: 'accessGroups',
			label: 'Departments of access groups',
			hint: 'The SmartRecruiters ID of the access group, a colon, and its departments by name or ID, separated by commas; one access group per line. Whoever is in it sees their jobs, too.',
			value: accessGroups,
			rows: 2,
		})}
	</details>`;
}

/** What the choice does, and the button that stores exactly this choice. */
function confirmation(
	data: ConnectPageData,
	preview: NonNullable<VisibilityForm['preview']>,
): Html {
	const { who, openDepartments, openJobs, changedAt } = data.visibility;
	const { confidentialToTeam, scheme, accessGroups } = data.visibility;
	const hidden = {
		...{ visibleTo: who, openDepartments, openJobs, visibilitySeenAt: changedAt },
		...{ scheme, accessGroups, confidentialToTeam: confidentialToTeam ? 'yes' : '' },
	};
	const isRefused = preview !== 'everybody' && preview.inTooManyGroups > 0;
	const asks = preview !== 'everybody' && (preview.toNobody > 0 || preview.more);
	return html`<div class="good" role="status" data-testid="visibility-preview">
		${preview === 'everybody'
			? html`<p>
					Everybody with a Recruiter seat would see all jobs that are sent. Not stored yet.
				</p>`
			: counts(preview)}
		${!isRefused &&
		postForm(data, [
			...Object.entries(hidden).map(
				([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
			),
			asks &&
				tickBox({
					name: 'allowsNobody',
					label:
						preview.toNobody > 0
							? 'Some jobs may be visible to nobody in Recruiter'
							: 'Jobs that were not looked at may be visible to nobody in Recruiter',
					required: true,
				}),
			html`<button class="main" name="action" value="visibility">Store this choice</button>`,
		])}
	</div>`;
}

function counts(preview: VisibilityPreview): Html {
	const { jobs, more, toEverybody, toTeam, toTeamAlone, toNobody, notSent } = preview;
	const { membersWithoutSeat, people, seeEveryJob, inTooManyGroups, unread } = preview;
	const row = (words: string, count: number): Html =>
		html`<tr>
			<td>${words}</td>
			<td>${number(count)}</td>
		</tr>`;
	return html`<p>
			Of ${more && 'the first '}${counted(jobs, 'job')}, this is who would see them. Not stored yet.
		</p>
		<div class="scroll">
			<table>
				<tr>
					<th scope="col">Jobs visible to</th>
					<th scope="col">Jobs</th>
				</tr>
				${row('Everybody with a Recruiter seat', toEverybody)}
				${row('Their hiring team and administrators', toTeam)}
				${toTeamAlone > 0 &&
				row('Their hiring team alone, because they are confidential', toTeamAlone)}
				${row('Nobody', toNobody)}
				${notSent > 0 && row('Nobody, because they are never sent', notSent)}
				${unread > 0 && row('Not known: their team could not be read', unread)}
			</table>
		</div>
		<p>
			${counted(people, 'person', 'people')} with a mapped Recruiter seat would see jobs of their
			teams, and ${number(seeEveryJob)} of them every job. Places in hiring teams without a mapped
			Recruiter seat: ${number(membersWithoutSeat)}.
		</p>
		${inTooManyGroups > 0 &&
		html`<p class="notice" role="alert">
			${counted(inTooManyGroups, 'person', 'people')} would be in more than 10 groups, and LinkedIn
			takes no more. Name fewer access groups; this choice cannot be stored.
		</p>`}`;
}
