import { connectPage } from '../../../src/pages/connectPage';
import { CONNECT_STEPS, type ConnectPageData } from '../../../src/pages/connectPageData';
import { disconnectPage, type DisconnectPageData } from '../../../src/pages/disconnectPage';
import { explainPage, type ExplainPageData } from '../../../src/pages/explainPage';
import { messagePage } from '../../../src/pages/messagePage';
import { preflightPage } from '../../../src/pages/preflightPage';
import type { PreflightPageData } from '../../../src/pages/preflightPageData';
import { profileLinkPage } from '../../../src/pages/profileLinkPage';
import { contractRow, NOW_MS } from './fixtures';

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

const connect: ConnectPageData = {
	step: 'acknowledge',
	text: ['text'],
	textVersion: '1',
	acknowledgedBy: 'Ada',
	acknowledgedAt: '2026-11-24T11:00:00Z',
	sharing: {
		changedBy: 'Ada',
		changedAt: '2026-11-24T11:00:00Z',
		departments: [{ id: 'd1', label: 'Sales', rule: 'neverSent' }],
		jobsNeverSent: 'j1',
		jobsKeptPrivate: 'j2',
		confidentialTags: 'c',
		doNotContactTags: 'd',
		consent: 'everyone',
		jobVisibility: 'PUBLIC',
		reviews: true,
		notes: true,
		preview: {
			jobs: 1,
			more: true,
			jobsNeverSent: 1,
			jobsKeptPrivate: 1,
			rules: [{ label: 'Sales', rule: 'neverSent', jobs: 1, people: 2 }],
		},
	},
	contracts: ['chosen', 'waiting', 'refused', 'connected'].map((state) => ({
		...contractRow({ state, missing: 'x', whatToDo: 'y' }),
		product: 'unknown',
	})),
	onboardingLink: 'https://careers.example.com/#key=1',
	recruiterUrl: 'https://www.linkedin.com/recruiter',
	clickPaths: [{ title: 't', beginsAtFace: false, places: ['one', 'two', 'three'] }],
	switches: { company: 'c', contract: 'd' },
	message: 'm',
	problem: 'p',
	errors: {},
	typed: { name: 'n', number: '1', called: 'c', jobsNeverSent: 'j' },
	sent: 'preview',
	address: 'rsc-connect',
	key: 'k',
	links: { status: 'rsc-status', preflight: 'rsc-preflight' },
	nowMs: NOW_MS,
};

describe('a page shows hostile text as text:', () => {
	it.each(CONNECT_STEPS.map(([step]) => step))('the connect page at %s', (step) => {
		const errors = Object.fromEntries(
			['acknowledged', 'name', 'number', 'contracts', 'jobsNeverSent'].map((one) => [one, EVIL]),
		);
		const data = hostile(connect, ['step', 'state', 'sent', 'rule']);
		expectHarmless(connectPage({ ...data, step, errors }));
		expectHarmless(connectPage({ ...data, step, errors, onboardingLink: '' }));
	});

	it.each(['connected', 'removing', 'disconnected'] as const)(
		'the disconnect page when %s',
		(state) => {
			const disconnect: DisconnectPageData = {
				state,
				people: { count: 3, more: true },
				removal: {
					done: 1,
					total: 2,
					rejected: 1,
					activity: 'a',
					message: 'm',
					startedAt: 's',
					finishedAt: state === 'disconnected' ? 'f' : '',
				},
				proofs: { count: 1, more: false },
				linkedInHolds: true,
				clickPath: 'c',
				recruiterUrl: 'r',
				message: 'm',
				problem: 'p',
				errors: { confirmation: 'wrong' },
				typed: { confirmation: 'no' },
				address: 'a',
				key: 'k',
				links: { status: 's', connect: 'c' },
				nowMs: NOW_MS,
			};
			expectHarmless(disconnectPage(hostile(disconnect, ['state'])));
		},
	);

	it.each(['lines', 'history'] as const)('the preflight page with its %s', (shown) => {
		const data: PreflightPageData = {
			groups: [
				{
					title: 'LinkedIn',
					lines: [{ check: 'ownIntegration', level: 'stop', says: 's', whatToDo: 'w' }],
				},
			],
			history: {
				counts: [{ words: 'Jobs', wouldGo: 1, refused: 1, total: null }],
				unseenApplications: 1,
				withheld: 1,
				refusals: [{ word: 'job', reason: 'r', whatToDo: 'w', records: 2, examples: ['1', '2'] }],
				sendingSeconds: 1,
				waitingFor: 'w',
				goOnFrom: '{}',
			},
			problem: 'p',
			asksOwnIntegration: true,
			address: 'a',
			key: 'k',
			links: { connect: 'c' },
		};
		const { [shown === 'lines' ? 'history' : 'groups']: _other, ...one } = hostile(data, ['level']);
		expectHarmless(preflightPage(one));
	});

	it('the page that explains', () => {
		const explain: ExplainPageData = {
			address: 'a',
			key: 'k',
			question: 'activity',
			typed: { holder: 'h', about: 'a', candidate: 'c', job: 'j', day: 'd' },
			problem: { field: 'day', text: 't' },
			choice: { field: 'holder', options: [['v', 'l']] },
			answer: {
				isWell: false,
				reason: 'r',
				fix: 'f',
				chain: [{ link: 'l', state: 'broken', detail: 'd' }],
			},
		};
		expectHarmless(explainPage(hostile(explain, ['question', 'field', 'state'])));
	});

	it('a message, and the way to the profile page', () => {
		expectHarmless(messagePage(EVIL, [EVIL]));
		expectHarmless(profileLinkPage(EVIL, EVIL));
	});
});
