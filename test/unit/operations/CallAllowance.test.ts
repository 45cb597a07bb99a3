import { CallAllowance } from '../../../src/operations/push/CallAllowance';

describe('what one key is good for', () => {
	it('is so many calls, each key for itself', () => {
		const allowance = new CallAllowance(2);
		expect(['a', 'a', 'a', 'b', 'a'].map((key) => allowance.take(key))).toEqual([
			true,
			true,
			false,
			true,
			false,
		]);
	});

	it('forgets only keys that were not used for long', () => {
		const allowance = new CallAllowance(2);
		allowance.take('often');
		for (let at = 0; at < 999; at += 1) allowance.take(`key ${at}`);
		expect(allowance.take('often')).toBe(true);
		allowance.take('one more');
		expect(allowance.take('often')).toBe(false);
	});
});
