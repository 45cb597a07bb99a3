import type { RejectionCode } from './Rejection';

/** A record in the other vendor's words, or why it cannot go. */
export type Mapped<T> =
	| {
			ok: true;
			value: T;
			/** Optional fields that were given, but that LinkedIn would refuse: the record goes without them. */
			leftOut: string[];
	  }
	| {
			ok: false;
			code: RejectionCode;
			/** The field to look at, where the code alone does not say it. */
			field?: string;
	  };
