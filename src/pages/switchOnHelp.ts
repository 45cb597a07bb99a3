import { type Html, html } from './html';

/** What admins ask themselves in front of Recruiter, and where they see the answer (LinkedIn reference §2.1). */
export function switchOnHelp(): Html {
	return html`<details>
			<summary>Am I on Recruiter or on Recruiter Lite?</summary>
			<p>
				The product’s name is at the top left of its pages. Recruiter Corporate and Recruiter
				Professional Services show <strong>Recruiter</strong>, and have Recruiter System Connect.
				Where it says <strong>Recruiter Lite</strong>, there are no such switches, and nothing here
				can bring them: ask LinkedIn to upgrade the contract.
			</p>
			<p>
				If you have several contracts, Recruiter asks for one when you sign in, or shows it behind
				your profile picture. The number that you typed here must be that of the contract.
			</p>
		</details>
		<details>
			<summary>Am I an administrator of the contract?</summary>
			<p>
				Follow the path drawn above. If you do not find <em>Integrations</em> (older: <em>ATS</em>),
				your seat has no administrator’s role in this contract. Ask whoever gives out Recruiter
				seats in your company; LinkedIn’s account team knows who that is. An administrator of
				another contract, or of the company page, is not enough.
			</p>
		</details>
		<details>
			<summary>I do not see this integration there</summary>
			<p>
				It is listed under the name that was given to it when access was requested, for example
				<em>SmartRecruiters - Acme</em>. If it is missing, you are in another contract, or access
				was requested for another company page. If SmartRecruiters’ own integration is listed and
				on, switch that one off first: two integrations double indicators, notes and exports.
			</p>
		</details>`;
}
