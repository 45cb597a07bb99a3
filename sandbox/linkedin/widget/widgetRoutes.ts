import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Html } from '../../core/html';
import type { LinkedInRoom } from '../guard';
import { sendPage } from '../recruiter/layout';
import { queryOf, readForm, signInAddress } from '../recruiter/signInRoutes';
import type { RecruiterPerson } from '../recruiter/RecruiterDirectory';
import { type ContractOption, contractOptions, defineWidgetSwitches, integrate } from './integrate';
import { chooserPage, confirmPage, donePage, framePage, refusalPage } from './widgetPages';
import { readWidgetRequest, type WidgetRequest } from './widgetRequest';

const script = (name: string): string => readFileSync(join(__dirname, name), 'utf8');

/** LinkedIn's ATS Integration Configuration Plugin (LinkedIn reference §2.2): script, extension, frame and pop-up. */
export function registerWidgetRoutes(app: FastifyInstance, room: LinkedInRoom): void {
	defineWidgetSwitches(room.context.switches);
	const scripts: Record<string, string> = {
		'/linkedin/xdoor/scripts/in.js': script('in.js'),
		'/linkedin/rsc/extensions/onboarding-widget': script('onboardingWidget.js'),
		// The older sample's address.
		'/linkedin/recruiter/widget/ATSIntegration': script('onboardingWidget.js'),
	};
	for (const [url, text] of Object.entries(scripts))
		app.get(url, async (_request, reply) => await reply.type('text/javascript').send(text));

	app.get('/linkedin/rsc/widget', async (request, reply) => {
		const asked = readWidgetRequest(room, queryOf(request));
		if (typeof asked === 'string') await sendPage(reply, refusalPage(asked), 403);
		else await sendPage(reply, framePage(asked));
	});

	app.get('/linkedin/rsc/connect', async (request, reply) => {
		const query = queryOf(request);
		const asked = readWidgetRequest(room, query);
		if (typeof asked === 'string') return await sendPage(reply, refusalPage(asked), 403);
		const person = room.sessions.personOf(request);
		if (!person)
			return await reply.redirect(signInAddress(`/linkedin/rsc/connect?${asked.query}`), 303);
		const options = choices(room, asked, person);
		if (typeof options === 'string')
			return await sendPage(reply, refusalPage(options, asked, person), 403);
		const only = options.length === 1 ? options[0]?.contract.urn : undefined;
		const chosen = query.get('contract') ?? only;
		if (chosen === undefined) return await sendPage(reply, chooserPage(asked, person, options));
		await step(reply, asked, person, options, chosen, (contract) =>
			confirmPage(asked, person, contract),
		);
	});

	app.post('/linkedin/rsc/connect', async (request, reply) => {
		const asked = readWidgetRequest(room, queryOf(request));
		if (typeof asked === 'string') return await sendPage(reply, refusalPage(asked), 403);
		const person = room.sessions.personOf(request);
		if (!person)
			return await reply.redirect(signInAddress(`/linkedin/rsc/connect?${asked.query}`), 303);
		const options = choices(room, asked, person);
		if (typeof options === 'string')
			return await sendPage(reply, refusalPage(options, asked, person), 403);
		const chosen = readForm(request).get('contract') ?? '';
		await step(reply, asked, person, options, chosen, (contract) =>
			donePage(contract, integrate(room, asked, contract)),
		);
	});
}

/** @returns the contracts to choose from, or why there is nothing to choose */
function choices(
	room: LinkedInRoom,
	asked: WidgetRequest,
	person: RecruiterPerson,
): ContractOption[] | string {
	if (!person.admin)
		return `${person.name} has a Recruiter seat, but is no Recruiter admin. Only an admin of the contract can connect it.`;
	const options = contractOptions(room, asked, person);
	return options.every(({ refusal }) => refusal !== undefined)
		? options.map(({ contract, refusal }) => `${contract.name}: ${refusal ?? ''}`).join(' ')
		: options;
}

/** Goes on with the chosen contract, if it is the person's and qualifies. */
async function step(
	reply: FastifyReply,
	asked: WidgetRequest,
	person: RecruiterPerson,
	options: readonly ContractOption[],
	chosen: string,
	next: (contract: ContractOption['contract']) => Html,
): Promise<void> {
	const option = options.find(({ contract }) => contract.urn === chosen);
	const reason = option ? option.refusal : 'This contract is not one of yours.';
	if (!option || reason !== undefined)
		await sendPage(reply, refusalPage(reason ?? '', asked, person), 403);
	else await sendPage(reply, next(option.contract));
}
