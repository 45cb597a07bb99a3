import { SandboxClock } from '../../sandbox/core/SandboxClock';
import { VirtualTime } from '../../scripts/support/VirtualTime';

const BEGIN_MS = Date.UTC(2026, 10, 2);

it('wakes nobody before their time, even between two milliseconds', async () => {
	const time = new VirtualTime(new SandboxClock(BEGIN_MS, 'never'));
	await time.sleep(0.4);
	expect(time.now()).toBe(BEGIN_MS + 1);
	await time.sleep(2);
	expect(time.now()).toBe(BEGIN_MS + 3);
});

it('stands still while somebody is at work', async () => {
	const time = new VirtualTime(new SandboxClock(BEGIN_MS, 'never'));
	time.hold(1);
	const slept = time.sleep(60_000);
	await new Promise((resolve) => setImmediate(resolve));
	expect(time.now()).toBe(BEGIN_MS);
	time.hold(-1);
	await slept;
	expect(time.now()).toBe(BEGIN_MS + 60_000);
});
