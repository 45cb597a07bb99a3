import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { html } from '../../core/html';
import type { LinkedInRoom } from '../guard';
import { companyRefs, contractRef, toggleIntegrations, whyNotEnable } from '../integrationState';
import type { LinkedInApp } from '../LinkedInApps';
import { qualifies } from './contracts';
import { recruiterPage, sendPage } from './layout';
import type { RecruiterPerson } from './RecruiterDirectory';
import { type AtsView, atsSettingsPage, SETTINGS } from './settingsPage';
import { readForm, signInAddress } from './signInRoutes';

/** Recruiter → Product settings → ATS, where an admin switches integrations on (LinkedIn reference §2.1, step 5). */
export function registerSettingsRoutes(app: FastifyInstance, room: LinkedInRoom): void {
	const { sessions } = room;

	app.get('/linkedin/recruiter', async (request, reply) => {
		const person = await signedIn(request, reply, '/linkedin/recruiter');
		if (!person) return;
		await sendPage(
			reply,
			recruiterPage({
				title: `Welcome, ${person.name}`,
				person,
				body: html`<p>
						Your contracts:
						${room.recruiter
							.contractsOf(person)
							.map(({ name, product }) => `${name} (${product})`)
							.join(', ')}.
					</p>
					<p><a href="${SETTINGS}" data-testid="product-settings">Product settings</a></p>`,
			}),
		);
	});

	app.get(SETTINGS, async (request, reply) => {
		const person = await admin(request, reply);
		if (person) await sendPage(reply, atsSettingsPage(room, viewOf(room, person)));
	});

	app.post(SETTINGS, async (request, reply) => {
		const person = await admin(request, reply);
		if (!person) return;
		const form = readForm(request);
		const view = viewOf(room, person);
		const refs = asked(view, form);
		const target = view.apps.find(({ clientId }) => clientId === form.get('app'));
		if (!target || !refs) {
			await refuse(reply, person, 'There is no such switch, or it is not yours.');
			return;
		}
		const enabled = form.get('enabled') === 'true';
		const reason = enabled ? whyNotEnable(room, target, refs(target)) : undefined;
		if (reason !== undefined) {
			await refuse(reply, person, reason);
			return;
		}
		toggleIntegrations(room, target, refs(target), enabled);
		await reply.redirect(SETTINGS, 303);
	});

	async function signedIn(
		request: FastifyRequest,
		reply: FastifyReply,
		here: string,
	): Promise<RecruiterPerson | undefined> {
		const person = sessions.personOf(request);
		if (!person) await reply.redirect(signInAddress(here), 303);
		return person;
	}

	async function admin(
		request: FastifyRequest,
		reply: FastifyReply,
	): Promise<RecruiterPerson | undefined> {
		const person = await signedIn(request, reply, SETTINGS);
		if (!person || person.admin) return person;
		await refuse(
			reply,
			person,
			'Only a Recruiter admin can open Product settings. Ask an admin of your contract.',
		);
		return undefined;
	}
}

async function refuse(reply: FastifyReply, person: RecruiterPerson, reason: string): Promise<void> {
	await sendPage(
		reply,
		recruiterPage({
			title: 'Product settings',
			person,
			here: SETTINGS,
			body: html`<p class="notice" role="alert" data-testid="refused">${reason}</p>`,
		}),
		403,
	);
}

/** What a person administers: their contracts, and the applications of the companies behind them. */
function viewOf(room: LinkedInRoom, person: RecruiterPerson): AtsView {
	const contracts = room.recruiter.contractsOf(person);
	const organizations = new Set(contracts.map(({ organization }) => organization));
	const apps = room.apps.children().filter(({ organization }) => organizations.has(organization));
	return { person, contracts, apps };
}

/** Which integrations a click is about; nothing for contracts that are not the person's, and for Recruiter Lite. */
function asked(
	{ contracts }: AtsView,
	form: URLSearchParams,
): ((app: LinkedInApp) => ReturnType<typeof companyRefs>) | undefined {
	const urn = form.get('contract');
	if (urn === null) return companyRefs;
	const contract = contracts.find((one) => one.urn === urn);
	if (!contract || !qualifies(contract)) return undefined;
	return (app) => (app.organization === contract.organization ? [contractRef(urn)] : []);
}
