/** ITU-T E.164 has 15 digits at most; extensions and ways to write them need some room. */
const LONGEST = 40;

/** A phone number as people write it, or `undefined` for what is none: "n/a", "on request". */
export function phoneNumber(text: string | undefined): string | undefined {
	const typed =
		text
			?.normalize('NFKC')
			.replace(/\p{Default_Ignorable_Code_Point}/gu, '')
			.trim() ?? '';
	if (typed.length > LONGEST || !/^[+\d(][\d\s().,/+#*x;=ext:-]*$/i.test(typed)) return undefined;
	const digits = typed.replace(/\D/g, '').length;
	return digits >= 3 && digits <= 20 ? typed : undefined;
}
