import { z } from 'zod';
import { readYaml } from './readYaml';

const ServiceSchema = z
	.object({
		image: z.string(),
		build: z.object({ context: z.string() }).strict().optional(),
		command: z.array(z.string()).optional(),
		restart: z.literal('unless-stopped'),
		stop_grace_period: z.string().optional(),
		security_opt: z.array(z.string()).optional(),
		ports: z.array(z.string()).default([]),
		environment: z.record(z.string()).default({}),
		secrets: z.array(z.string()).default([]),
		volumes: z.array(z.string()).default([]),
		networks: z.array(z.string()),
		depends_on: z
			.union([
				z.array(z.string()),
				z.record(z.object({ condition: z.literal('service_healthy') }).strict()),
			])
			.optional(),
		healthcheck: z
			.object({
				test: z.array(z.string()),
				interval: z.string().optional(),
				retries: z.number().optional(),
			})
			.strict()
			.optional(),
		deploy: z.object({ replicas: z.number() }).strict().optional(),
	})
	.strict();

const ComposeSchema = z
	.object({
		services: z.record(ServiceSchema),
		networks: z.record(z.object({ internal: z.boolean().optional() }).strict()),
		volumes: z.record(z.object({}).strict()),
		secrets: z.record(z.object({ file: z.string() }).strict()),
	})
	.catchall(z.unknown());

export type Service = z.infer<typeof ServiceSchema>;
export type ComposeFile = z.infer<typeof ComposeSchema>;

/** A compose file of `deploy/`, with nothing in its services that the tests do not know. */
export function composeFile(name: string): ComposeFile {
	return ComposeSchema.parse(readYaml(`deploy/${name}`));
}
