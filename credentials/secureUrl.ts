/**
 * An expression for a base URL of a credential, with a path behind it. Secrets go there: anything but HTTPS gives no
 * address, except on this machine, where the sandbox runs.
 *
 * @param holder n8n's name for the credential's fields: `$self` in a property, `$credentials` in a test
 */
export function secureUrl(holder: '$self' | '$credentials', field: string, path = ''): string {
	const value = `String(${holder}["${field}"] ?? "").trim().replace(/\\/+$/, "")`;
	const isSecure = `/^(https:\\/\\/|http:\\/\\/(127\\.0\\.0\\.1|localhost|\\[::1\\])(:|\\/|$))/i.test(${value})`;
	return `={{ ${isSecure} ? ${value} : "insecure:" }}${path}`;
}
