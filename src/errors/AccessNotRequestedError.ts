import { ConfigurationError } from './ConfigurationError';

/** LinkedIn does not know the integration of this organization yet: access has not been requested. */
export class AccessNotRequestedError extends ConfigurationError {}
