import type { SandboxContext } from '../core/SandboxContext';
import type { NoteStore } from './NoteStore';
import type { ReportStore } from './reports/ReportStore';
import type { Account, SmartRecruitersAccounts } from './SmartRecruitersAccounts';

export interface SmartRecruitersRoom {
	context: SandboxContext;
	accounts: SmartRecruitersAccounts;
	notes: NoteStore;
	reports: ReportStore;
}

/** One route, as data: what it needs and what it does. */
export interface SrRoute {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Below `/smartrecruiters`. */
	path: string;
	scope: string;
	/** Only administrators may call it. */
	administrator?: boolean;
	limit?: 'list' | 'publication';
	/** Status of success; 204 sends no body. */
	status?: number;
	handle: (call: SrCall) => unknown;
}

export interface SrCall {
	context: SandboxContext;
	account: Account;
	/** Path parameters. */
	params: Record<string, string>;
	query: URLSearchParams;
	/** Parsed JSON, or undefined. */
	body: unknown;
	/** Of the request, in lower case. */
	headers: Readonly<Record<string, string | undefined>>;
	/** Adds a header to the answer. */
	header: (name: string, value: string) => void;
	/** Answers with another status than that of the route. */
	status: (code: number) => void;
}
