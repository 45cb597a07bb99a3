import type { Sandbox } from '../../sandbox/createSandbox';
import type { TestRuntime } from '../support/historyRuntime';

/** A fresh sandbox for one check, and the product's way to it. */
export interface Stage {
	sandbox: Sandbox;
	/**
	 * Both vendors, as the customer's application, living on the sandbox's clock; and the product's own state, which
	 * begins empty, or with a connected contract.
	 */
	runtime: TestRuntime;
}

/** Something that really runs, and decides whether a rule holds. */
export interface Check {
	/** Ids of the rules that it decides. */
	rules: readonly string[];
	/** What is done and looked at, in one sentence. */
	what: string;
	/** Whether a contract is acknowledged, requested and switched on from the start, on both sides; default: nothing is. */
	connected?: boolean;
	/** How many people the company has; default 20. */
	people?: number;
	/** Throws when the rule does not hold; the message says why. */
	run: (stage: Stage) => Promise<void>;
}
