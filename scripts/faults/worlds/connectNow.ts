import { connectOrganization } from '../../support/historyRuntime';
import type { World } from './World';

/** The admin acknowledges, and LinkedIn is connected. */
export async function connectNow(world: World): Promise<void> {
	await connectOrganization(world.store);
	world.ready = true;
}
