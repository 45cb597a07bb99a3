import { ConfigurationError } from '../../errors/ConfigurationError';
import type { NewApplication } from '../../linkedin/provisioning';

const LONGEST_NAME = 50;

/**
 * Holds what is asked for against LinkedIn's rules (LinkedIn reference §1.4), tidied.
 *
 * @throws ConfigurationError naming the parameter
 */
export function checkNewApplication(wanted: NewApplication): NewApplication {
	const uniqueForeignId = wanted.uniqueForeignId.trim();
	const name = wanted.name.trim();
	const description = wanted.description.trim();
	for (const [field, value] of Object.entries({
		'Customer ID': uniqueForeignId,
		Name: name,
		Description: description,
	})) {
		if (!value) throw new ConfigurationError(`"${field}" is empty`, 'LinkedIn requires it.');
	}
	if (name.length > LONGEST_NAME || /linkedin/i.test(name)) {
		throw new ConfigurationError(
			name.length > LONGEST_NAME
				? `"Name" has ${name.length} characters`
				: '"Name" must not contain "LinkedIn"',
			'LinkedIn allows at most 50 characters, in the form "ATS - Customer", without "LinkedIn".',
		);
	}
	return {
		uniqueForeignId,
		name,
		description,
		validJsSdkDomains: unique(wanted.validJsSdkDomains).map(checkDomain),
		oauth2AuthorizedCallbackUrls: unique(wanted.oauth2AuthorizedCallbackUrls).map(checkUrl),
	};
}

/** A domain as LinkedIn wants it: an origin, without a slash at the end. */
function checkDomain(text: string): string {
	const origin = text.replace(/\/+$/, '');
	if (!URL.canParse(origin) || new URL(origin).origin !== origin.toLowerCase()) {
		throw new ConfigurationError(
			`"Widget Domains" contains something that is not an origin`,
			'Enter scheme and host, for example https://connect.example.com, one per line or separated by commas.',
		);
	}
	return origin;
}

function checkUrl(text: string): string {
	if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
		throw new ConfigurationError(
			'"Sign-in Callback URLs" contains something that is not a web address',
			'Enter whole addresses, for example https://n8n.example.com/rest/oauth2-credential/callback.',
		);
	}
	return text;
}

function unique(texts: readonly string[]): string[] {
	return [...new Set(texts.map((text) => text.trim()).filter(Boolean))];
}
