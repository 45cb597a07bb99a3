import type { Sandbox } from '../../sandbox/createSandbox';
import type { Connection } from '../../src/operations/connect';

/** A fresh sandbox for one check, and the product's way to it. */
export interface Stage {
	sandbox: Sandbox;
	/** Both vendors, as the customer's application, living on the sandbox's clock. */
	connection: Connection;
}

/** Something that really runs, and decides whether a rule holds. */
export interface Check {
	/** Ids of the rules that it decides. */
	rules: readonly string[];
	/** What is done and looked at, in one sentence. */
	what: string;
	/** Whether everything is requested and switched on at LinkedIn from the start; default: nothing is. */
	connected?: boolean;
	/** How many people the company has; default 20. */
	people?: number;
	/** Throws when the rule does not hold; the message says why. */
	run: (stage: Stage) => Promise<void>;
}
