import type { FastifyInstance } from 'fastify';
import type { LinkedInRoom } from '../guard';
import { registerSettingsRoutes } from './settingsRoutes';
import { registerSignInRoutes } from './signInRoutes';

/** LinkedIn's pages for people, as far as connecting an ATS needs them. */
export function registerRecruiterPages(app: FastifyInstance, room: LinkedInRoom): void {
	registerSignInRoutes(app, room);
	registerSettingsRoutes(app, room);
}
