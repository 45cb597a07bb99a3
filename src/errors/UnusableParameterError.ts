import { ConfigurationError } from './ConfigurationError';

/** A parameter of a node cannot be used as it is. Its message names it by `names`. */
export class UnusableParameterError extends ConfigurationError {
	/**
	 * @param path names of the parameter and of what is in it, as a node's description has them
	 * @param why the end of a sentence that begins with its name
	 * @param item index of the input item
	 * @param names what people call what is in the path
	 */
	constructor(
		readonly path: readonly string[],
		private readonly why: string,
		private readonly item: number,
		names: readonly string[] = path,
	) {
		super(
			`"${names.join(' > ')}" ${why} [Item ${item}]`,
			'Correct it in this node, or in the item from which it comes.',
		);
	}

	/** The same, for people who read other names. */
	called(names: readonly string[]): UnusableParameterError {
		return new UnusableParameterError(this.path, this.why, this.item, names);
	}
}
