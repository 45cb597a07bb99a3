import type { LinkedInRoom } from '../guard';
import type { LinkedInApp } from '../LinkedInApps';

const COMPANY_BUNDLE = 'RECRUITER_SYSTEM_CONNECT_COMPANY';
const CONTRACT_BUNDLE = 'RECRUITER_SYSTEM_CONNECT_CONTRACT';

/** What the hosting page asks the widget for. */
export interface WidgetRequest {
	app: LinkedInApp;
	/** The hosting page's; messages go nowhere else. */
	origin: string;
	company: boolean;
	contract: boolean;
	/** The same, as a query string, for the next page. */
	query: string;
}

/** Reads and checks a widget page's parameters (LinkedIn reference §2.2). @returns a sentence when it may not be shown */
export function readWidgetRequest(
	room: LinkedInRoom,
	parameters: URLSearchParams,
): WidgetRequest | string {
	const apiKey = parameters.get('api_key') ?? '';
	const origin = parameters.get('origin') ?? '';
	const types = parameters.get('types') ?? '';
	const app = room.apps.byClientId(apiKey);
	if (app?.kind !== 'child')
		return `There is no customer application with the API key "${apiKey}".`;
	if (!isListed(app.jsDomains, origin))
		return `This page's origin, ${origin}, is not in the application's list of domains (validJsSdkDomains).`;
	const bundles = types.split(',').map((type) => type.trim());
	const unknown = bundles.find((type) => type !== COMPANY_BUNDLE && type !== CONTRACT_BUNDLE);
	if (unknown !== undefined)
		return `"${unknown}" is no bundle that can be requested here. Ask for ${COMPANY_BUNDLE} and ${CONTRACT_BUNDLE} in data-supported-bundled-integration-types.`;
	return {
		app,
		origin,
		company: bundles.includes(COMPANY_BUNDLE),
		contract: bundles.includes(CONTRACT_BUNDLE),
		query: new URLSearchParams({ api_key: apiKey, origin, types }).toString(),
	};
}

/** An entry is an origin as it stands; `:*` at its end, the sandbox's own addition, means any port. */
export function isListed(domains: readonly string[], origin: string): boolean {
	const withoutPort = origin.replace(/:\d+$/, '');
	return domains.some(
		(domain) => domain === origin || (domain.endsWith(':*') && domain.slice(0, -2) === withoutPort),
	);
}
