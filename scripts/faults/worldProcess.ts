import { liveOnce } from './worlds/liveOnce';
import type { Answer, Question } from './worlds/Pool';

// A process of the pool: lives the worlds that it is sent, one after the other.
process.on('message', ({ plan, change }: Question) => {
	liveOnce(plan, change).then(
		({ history: _history, ...rest }) => {
			send({ outcome: { ...rest, history: [] } });
		},
		(error: unknown) => {
			send({ plan, thrown: error instanceof Error ? (error.stack ?? error.message) : 'thrown' });
		},
	);
});

function send(answer: Answer): void {
	process.send?.(answer);
}
// Whoever asked is gone: nobody reads the answer.
process.on('disconnect', () => process.exit());
