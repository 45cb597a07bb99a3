import { type Html, html } from './html';

const NUMBER = new Intl.NumberFormat('en-US');

/** 12,345 */
export const number = (value: number): string => NUMBER.format(Math.round(value));

/** "1 record", "2 records" */
export const counted = (value: number, one: string, many = `${one}s`): string =>
	`${number(value)} ${value === 1 ? one : many}`;

/** "about 3 hours", for a time that is an estimate. */
export function duration(seconds: number): string {
	if (seconds < 60) return 'less than a minute';
	if (seconds < 5400) return `about ${counted(Math.round(seconds / 60), 'minute')}`;
	if (seconds < 129_600) return `about ${counted(Math.round(seconds / 3600), 'hour')}`;
	return `about ${counted(Math.round(seconds / 86_400), 'day')}`;
}

/** "12 seconds ago" with the exact time behind it; nothing for a time that is none. */
export function ago(iso: string, nowMs: number): Html | undefined {
	const ms = Date.parse(iso);
	if (Number.isNaN(ms)) return undefined;
	return html`<time datetime="${iso}" title="${new Date(ms).toUTCString()}"
		>${sinceWords(nowMs - ms)}</time
	>`;
}

function sinceWords(ms: number): string {
	const seconds = Math.max(0, Math.round(ms / 1000));
	if (seconds < 5) return 'just now';
	if (seconds < 60) return `${counted(seconds, 'second')} ago`;
	if (seconds < 3600) return `${counted(Math.floor(seconds / 60), 'minute')} ago`;
	if (seconds < 86_400) return `${counted(Math.floor(seconds / 3600), 'hour')} ago`;
	return `${counted(Math.floor(seconds / 86_400), 'day')} ago`;
}

/** The number at the end of a LinkedIn URN. */
export const urnNumber = (urn: string): string => urn.slice(urn.lastIndexOf(':') + 1);

/** How the two levels of access are told. */
const LEVEL_WORDS = new Map([
	['on', 'On'],
	['off', 'Off'],
	['notRequested', 'Not requested'],
	['unknown', 'Not known'],
]);
export const levelWord = (level: string): string => LEVEL_WORDS.get(level) ?? 'Not checked yet';
