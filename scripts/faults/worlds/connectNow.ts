import { connectOrganization } from '../../support/historyRuntime';
import type { WorldView } from './WorldView';

/** The admin acknowledges, and LinkedIn is connected. */
export async function connectNow(world: WorldView): Promise<void> {
	await connectOrganization(world.store);
	world.ready = true;
	world.note('ready', {});
}
