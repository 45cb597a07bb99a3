import { serveWebsite, type Website } from '../website';
import { makeStack, type Stack } from './makeStack';

export interface StackWithWebsite {
	/** n8n is not started yet. */
	stack: Stack;
	/** The customer's own, with LinkedIn's window. */
	website: Website;
	close: () => Promise<void>;
}

/** @param choose what is in n8n, once it is known where the website is */
export async function stackWithWebsite(
	choose: (website: Website) => Parameters<typeof makeStack>[0],
): Promise<StackWithWebsite> {
	let made: Stack | undefined = undefined;
	const running = (): Stack => {
		if (!made) throw new Error('Not started');
		return made;
	};
	const website = await serveWebsite(() => ({
		apiKey: 'sandbox-child',
		chosenUrl: `${running().n8n.url}/webhook/rsc-chosen`,
		linkedInUrl: running().sandbox.linkedInUrl,
	}));
	try {
		const stack = await makeStack(choose(website));
		made = stack;
		return {
			stack,
			website,
			close: async () => {
				await website.close();
				await stack.close();
			},
		};
	} catch (error) {
		await website.close();
		throw error;
	}
}
