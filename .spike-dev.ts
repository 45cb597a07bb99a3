import { writeFileSync } from 'node:fs';
import { makeStack, type Stack } from './scripts/n8n/makeStack';
import { readTemplates, withSettings } from './scripts/n8n/connectStack';
import { serveOnboardingPage } from './scripts/onboardingPage';
let stack: Stack;
async function main() {
	const onboarding = await serveOnboardingPage(() => ({ apiKey: 'sandbox-child', chosenUrl: `${stack.n8n.url}/webhook/rsc-chosen`, linkedInUrl: stack.sandbox.linkedInUrl }));
	stack = await makeStack({ people: 120, notConnected: true, workflows: ['rscConnectContract', 'rscHistoricalSync'], settings: { onboardingPage: onboarding.url, nameInRecruiter: 'SmartRecruiters - Acme' } });
	await stack.n8n.start();
	writeFileSync('/tmp/spike/dev.json', JSON.stringify({ n8n: stack.n8n.url, sandbox: stack.sandbox.url, folder: stack.n8n.folder, onboarding: onboarding.url }));
	console.log('up');
	process.on('SIGHUP', () => void (async () => {
		for (const t of readTemplates().filter(({ id }) => ['rscConnectContract', 'rscHistoricalSync'].includes(id))) {
			const w = withSettings(t, { onboardingPage: onboarding.url, nameInRecruiter: 'SmartRecruiters - Acme', jobCheckDelaySeconds: 1 }) as any;
			await stack.n8n.api('PUT', `/workflows/${t.id}`, { name: w.name, nodes: w.nodes, connections: w.connections, settings: w.settings });
			await stack.n8n.api('POST', `/workflows/${t.id}/activate`);
		}
		writeFileSync('/tmp/spike/pushed', String(Date.now()));
	})().catch((e) => console.log('push failed', e)));
	const stop = () => void stack.close().then(() => process.exit(0));
	process.on('SIGTERM', stop);
	setTimeout(stop, 40 * 60_000);
}
void main();
