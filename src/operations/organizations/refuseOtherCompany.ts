import { MINUTE_MS } from '../../basics/durations';
import { ConfigurationError } from '../../errors/ConfigurationError';
import { ConnectorError } from '../../errors/ConnectorError';
import { WaitLedger } from '../../http/WaitLedger';
import { getCompany } from '../../smartrecruiters/company';
import { openSmartRecruiters, type SmartRecruitersSide, type World } from '../connect';

/** So many credentials are remembered. */
const MOST_KNOWN = 1_000;

/** To which SmartRecruiters company credentials belong; asked once for each. */
export class KnownCompanies {
	private readonly known = new Map<string, string>();

	/**
	 * @param credential tells the credential from any other, also from what it was before somebody changed it
	 * @returns its identifier; `undefined` where SmartRecruiters does not tell it now
	 */
	async of(
		side: SmartRecruitersSide,
		world: World,
		credential: string,
	): Promise<string | undefined> {
		const found = this.known.get(credential);
		if (found !== undefined) return found;
		const frame = { deadlineMs: world.effects.now() + MINUTE_MS, ledger: new WaitLedger() };
		try {
			const company = await getCompany(openSmartRecruiters(side, world, frame).api);
			if (!company?.identifier) return undefined;
			if (this.known.size >= MOST_KNOWN) this.known.clear();
			this.known.set(credential, company.identifier);
			return company.identifier;
		} catch (error) {
			// What is wrong with the credential, the run itself will say.
			if (error instanceof ConnectorError) return undefined;
			throw error;
		}
	}
}

/**
 * That a run for one of several organizations reads the SmartRecruiters company with which it was added: in another one,
 * ids mean other people, or nobody.
 *
 * @param added the company's identifier in the row; empty for one that was not known
 * @param now `undefined` where it is not known now
 * @throws ConfigurationError that names the row
 */
export function refuseOtherCompany(
	organization: string,
	added: string,
	now: string | undefined,
): void {
	if (added === '' || now === undefined || added === now) return;
	throw new ConfigurationError(
		`The SmartRecruiters credential of ${organization} in rsc_organizations is of the company ${now} now; it was added with ${added}`,
		`Choose the credential of ${added} again. If the organization has moved to ${now}: with the credential of before, take everything back (workflow 08); then move with "Another SmartRecruiters company" on the page that the connect page links to, or with RSC Contract Activate › Contract › Move. Nothing was sent.`,
	);
}
