/** `ERROR :: /title :: …` (LinkedIn reference §14.1). */
const FIELD = /^\s{0,5}(?:ERROR\s{1,5}::\s{1,5})?(\/[A-Za-z]\w{0,60})(?=[\s/:]|$)/;
/** The field stands at the beginning. */
const LOOKED_AT = 200;

/** The field that LinkedIn's text names, for example `/emailAddresses`; nothing else of the text, which may quote people. */
export function refusedField(message: string | undefined): string | undefined {
	return FIELD.exec(message?.slice(0, LOOKED_AT) ?? '')?.[1];
}
