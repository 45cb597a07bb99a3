import { connectPage } from '../../../src/pages/connectPage';
import { CONNECT_STEPS } from '../../../src/pages/connectPageData';
import { disconnectPage } from '../../../src/pages/disconnectPage';
import { explainPage } from '../../../src/pages/explainPage';
import { messagePage } from '../../../src/pages/messagePage';
import { preflightPage } from '../../../src/pages/preflightPage';
import { profileLinkPage } from '../../../src/pages/profileLinkPage';
import {
	CONNECT_DATA,
	disconnectData,
	EXPLAIN_DATA,
	PREFLIGHT_DATA,
} from '../../support/pageExamples';

/** Ends an attribute, an element and a text area; is an expression of n8n; is a pattern of `replace`. */
const EVIL = `"'></textarea></option><img src=x onerror=alert(1)>{{ $json }}$'$&`;

/** Every text of the data is hostile, but for words of our own that choose between forms. */
function hostile<T>(value: T, kept: readonly string[] = []): T {
	const change = (one: unknown): unknown => {
		if (typeof one === 'string') return EVIL;
		if (Array.isArray(one)) return one.map(change);
		if (typeof one !== 'object' || one === null) return one;
		return Object.fromEntries(
			Object.entries(one).map(([name, inner]) => [
				name,
				kept.includes(name) ? inner : change(inner),
			]),
		);
	};
	return change(value) as T;
}

function expectHarmless(page: string): void {
	expect(page.split('onerror').length).toBeGreaterThan(1);
	const shown = page.replace(/<style>[\s\S]*?<\/style>/g, '');
	for (const harm of ['<img', '{{', '$', `"'>`, '</textarea></option>']) {
		expect({ harm, found: shown.includes(harm) }).toEqual({ harm, found: false });
	}
}

describe('a page shows hostile text as text:', () => {
	it.each(CONNECT_STEPS.map(([step]) => step))('the connect page at %s', (step) => {
		const errors = Object.fromEntries(
			['acknowledged', 'name', 'number', 'contracts', 'jobsNeverSent'].map((one) => [one, EVIL]),
		);
		const data = hostile(CONNECT_DATA, ['step', 'state', 'sent', 'rule']);
		expectHarmless(connectPage({ ...data, step, errors }));
		expectHarmless(connectPage({ ...data, step, errors, onboardingLink: '' }));
	});

	it.each(['connected', 'removing', 'disconnected'] as const)(
		'the disconnect page when %s',
		(state) => {
			expectHarmless(disconnectPage(hostile(disconnectData(state), ['state'])));
		},
	);

	it.each(['lines', 'history'] as const)('the preflight page with its %s', (shown) => {
		const { [shown === 'lines' ? 'history' : 'groups']: _other, ...one } = hostile(PREFLIGHT_DATA, [
			'level',
		]);
		expectHarmless(preflightPage(one));
	});

	it('the page that explains', () => {
		expectHarmless(explainPage(hostile(EXPLAIN_DATA, ['question', 'field', 'state'])));
	});

	it('a message, and the way to the profile page', () => {
		expectHarmless(messagePage(EVIL, [EVIL]));
		expectHarmless(profileLinkPage(EVIL, EVIL));
	});
});
