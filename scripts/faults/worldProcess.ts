import { liveOnce } from './worlds/liveOnce';
import type { Plan } from './worlds/Plan';
import type { Answer } from './worlds/Pool';

// A process of the pool: lives the worlds that it is sent, one after the other.
process.on('message', (plan: Plan) => {
	liveOnce(plan).then(
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
