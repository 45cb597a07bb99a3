import type { Runtime } from '../../../operations/Runtime';
import type { SharingPreview } from '../../../operations/contract/previewSharing';
import type { VisibilityPreview } from '../../../pages/connectPageData';
import type { StoredSharing, VisibilityChoice } from '../../../state/Settings';
import type { PageCall } from '../PageCall';

/** What the admin of n8n chose for the connect page. */
export interface ConnectOptions {
	/** Address of the page with LinkedIn's window; empty without one. */
	onboardingPage: string;
	/** Begins the names that the LinkedIn admin sees. */
	namePrefix: string;
	/** Where LinkedIn pushes to; empty leaves what is stored. */
	callbackUrl: string;
	/** Further words of LinkedIn that mean "on". */
	onSymbols: readonly string[];
	/** Where Recruiter is. */
	webBaseUrl: string;
	/** Addresses of other pages, relative to this one; empty leaves a link out. */
	links: { status: string; disconnect: string };
}

/** One visit of the connect page. */
export interface ConnectVisit {
	runtime: Runtime;
	call: PageCall;
	options: ConnectOptions;
}

/** Who is to see jobs, as a form has it. */
export type VisibilityDraft = Omit<VisibilityChoice, 'appliedAt' | 'changedBy' | 'changedAt'>;

/** What became of the form that was sent. */
export interface ConnectOutcome {
	message?: string;
	problem?: string;
	errors?: Record<string, string>;
	/** The form was about something that has changed since: it is shown as it is now, without what was typed. */
	stale?: boolean;
	/** Rules as they would be, shown but not kept. */
	draft?: StoredSharing;
	preview?: SharingPreview;
	/** A choice of who sees jobs that is shown but not kept. */
	visibility?: { draft: VisibilityDraft; preview?: VisibilityPreview | 'everybody' };
}
