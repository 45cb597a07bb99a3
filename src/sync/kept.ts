/** A look-up for everybody who asks while it is under way; one that fails is forgotten, and made anew by the next. */
export async function kept<T>(lookUp: Promise<T>, forget: () => void): Promise<T> {
	try {
		return await lookUp;
	} catch (error) {
		forget();
		throw error;
	}
}
