import { type Html, html } from './html';
import { postForm } from './postForm';
import type { ShownHistory } from './preflightPageData';
import { counted, duration, number } from './words';

/** What the history would come to, as far as it was looked at; a button looks at the rest. */
export function historyPreview(
	form: { address: string; key: string },
	history: ShownHistory,
): Html {
	const { counts, unseenApplications, withheld, sendingSeconds, waitingFor, goOnFrom } = history;
	const whole = goOnFrom === '';
	return html`<section aria-labelledby="history">
		<h2 id="history">What would go</h2>
		<div class="card" data-history="${whole ? 'done' : 'running'}">
			<div class="scroll" tabindex="0" role="region" aria-label="Records that would go">
				<table>
					<thead>
						<tr>
							<th scope="col">Records</th>
							<th scope="col">Would go</th>
							<th scope="col">LinkedIn would refuse</th>
							<th scope="col">In SmartRecruiters</th>
						</tr>
					</thead>
					<tbody class="numbers">
						${counts.map(
							({ words, wouldGo, refused, total }) =>
								html`<tr>
									<th scope="row">${words}</th>
									<td>${number(wouldGo)}</td>
									<td>${number(refused)}</td>
									<td>${total === null ? 'not known yet' : number(total)}</td>
								</tr>`,
						)}
					</tbody>
				</table>
			</div>
			${unseenApplications > 0 &&
			html`<p class="muted">
				${counted(unseenApplications, 'further application')} of people who have several will go,
				too: they are read one person a time later, and are not judged here.
			</p>`}
			${withheld > 0 &&
			html`<p>
				${counted(withheld, 'person is', 'people are')} kept back by what you said may be shared.
			</p>`}
			${sendingSeconds !== null &&
			html`<p>
				Sending everything takes ${duration(sendingSeconds)}, if nothing else slows it down.
			</p>`}
			${!whole &&
			html`<p class="notice" role="status">
					${waitingFor === ''
						? 'The time for one check is up. These are the records so far.'
						: `It is paused: ${waitingFor}. These are the records so far.`}
				</p>
				${postForm(
					form,
					html`<input type="hidden" name="goOnFrom" value="${goOnFrom}" />
						<button class="main" name="action" value="whatWouldGo">Look at the rest</button>`,
				)}`}
		</div>
		${refusalList(history)}
	</section>`;
}

function refusalList({ refusals, goOnFrom }: ShownHistory): Html {
	if (refusals.length === 0) {
		return html`<p>
			${goOnFrom === ''
				? 'LinkedIn would refuse none of them.'
				: 'LinkedIn would refuse none of those that were looked at.'}
		</p>`;
	}
	return html`<h3>Why LinkedIn would refuse some</h3>
		${refusals.map(
			({ word, reason, whatToDo, records, examples }) =>
				html`<article class="card">
					<p><strong>${counted(records, word)}:</strong> ${reason}.</p>
					<p class="muted">${whatToDo}</p>
					<p>
						${records > examples.length ? 'For example' : records === 1 ? 'This is' : 'These are'}
						${examples.map((id, at) => html`${at > 0 && ', '}<code>${id}</code>`)}
					</p>
				</article>`,
		)}`;
}
