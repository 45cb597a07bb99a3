import type { ActivityEvent } from '../../linkedin/activityEvent';
import { Contracts, type Gate } from '../../state/Contracts';
import { Progress } from '../../state/Progress';
import type { Runtime } from '../Runtime';
import { EventWriter } from './EventWriter';
import type { UnreadableActivity } from './UnreadableActivity';
import type { ReviewedActivity, WriteCounts, WrittenActivity } from './WriteReport';
import type { WriteOptions } from './WriteSession';

export interface WriteInput extends WriteOptions {
	events: readonly ActivityEvent[];
	/** Set aside, and told. */
	unreadable?: readonly UnreadableActivity[];
	/** How long it may take, and wait for another run; in milliseconds. */
	timeLimitMs: number;
}

export interface WriteResult {
	/** `busy`: another run was writing up to the time limit. `waiting`, `paused`: no contract is connected. */
	state: 'done' | 'partly' | 'busy' | Exclude<Gate, 'open'>;
	/** What a person should know; empty when all is well. */
	message: string;
	/** ISO time until which another run holds the lock. */
	busyUntil?: string;
	counts: WriteCounts;
	written: WrittenActivity[];
	reviews: ReviewedActivity[];
}

/**
 * Brings InMails, notes and shared contact details onto their candidates, each once. What cannot be written now is set
 * aside with all that another try needs, so that nothing that was handed over is lost.
 *
 * @throws ConfigurationError while the sharing of data was not acknowledged
 * @throws ConnectorError when nothing can be written before a person does something; the events are set aside by then
 * @throws StateError when state cannot be kept
 */
export async function writeActivity(runtime: Runtime, input: WriteInput): Promise<WriteResult> {
	const { events, unreadable = [], timeLimitMs, ...options } = input;
	const organization = runtime.linkedIn.settings.organizationUrn;
	const gate = await new Contracts(runtime.store, organization).gate();
	const nowMs = runtime.effects.now();
	const writer = new EventWriter(runtime, options, nowMs + timeLimitMs);
	const result = (state: WriteResult['state'], message: string): WriteResult => {
		const { counts, written, reviews, notesUnreadable, unmappedSeats } = writer;
		counts.unmapped = events.filter(({ seat }) => unmappedSeats.has(seat)).length;
		const messages = [message, notesUnreadable ? NOTES_UNREADABLE : ''].filter(
			(text) => text !== '',
		);
		return { state, message: messages.join(' '), counts, written, reviews };
	};
	await writer.parkUnreadable(unreadable);
	if (gate !== 'open') {
		await writer.park(events, GATE_WORDS[gate]);
		await new Progress(runtime.store, organization).save(nowMs, [
			{
				stream: 'activityWrite',
				activity: 'Waiting for the connection',
				message: GATE_WORDS[gate],
			},
		]);
		return result(
			gate,
			`Nothing was written: ${GATE_WORDS[gate]}. It is tried again automatically.`,
		);
	}
	const end = await writer.write(events, { parked: 'always' });
	await writer.park(end.rest, end.reason);
	if (end.error) throw end.error;
	if (end.busyUntilMs !== undefined) {
		const busyUntil = new Date(end.busyUntilMs).toISOString();
		return {
			...result(
				'busy',
				'Another run was writing the whole time; this is tried again automatically.',
			),
			busyUntil,
		};
	}
	if (end.reason !== '')
		return result(
			'partly',
			`Not everything was written: ${end.reason}. It is tried again automatically.`,
		);
	return result('done', '');
}

/** Why nothing is written, for people. */
export const GATE_WORDS: Record<Exclude<Gate, 'open'>, string> = {
	waiting: 'no contract is connected yet',
	paused: 'every contract is switched off in LinkedIn',
};

/** What it means that notes cannot be read. */
export const NOTES_UNREADABLE =
	'This credential is not allowed to read notes (this takes an administrator’s role and the scope messages_read), so only rsc_activity keeps them from being written twice.';
