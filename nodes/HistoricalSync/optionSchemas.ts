import { z } from 'zod';
import { textParameter } from '../../src/n8n/readParameters';

/** Empty counts as the default: an expression may give nothing. */
const numberOption = (initial: number) =>
	z.preprocess(
		(value) => (value === '' || value === null ? undefined : value),
		z.coerce.number().nonnegative().default(initial),
	);

/** The options that several operations have, as the form gives them. */
export const OPTION_SCHEMAS = {
	chunkSize: numberOption(1000),
	jobCheckDelay: numberOption(300),
	profileUrl: textParameter,
	timeLimit: numberOption(5),
};
