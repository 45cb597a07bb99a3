import { HttpStatusError } from '../errors/HttpStatusError';

/** LinkedIn refused a whole batch for what is in it: one record may have spoiled it for all (LinkedIn reference §4.3). */
export class BatchRefusedError extends HttpStatusError {
	constructor(
		status: number,
		endpoint: string,
		code: string | undefined,
		/** The field that LinkedIn names, for example `/title`. */
		readonly field: string | undefined,
	) {
		super('LinkedIn', status, endpoint, code);
	}
}
