import { rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Removes what `packOnce` packed. */
export default function removePacked(): void {
	if (process.env.RSC_PACKED) rmSync(dirname(process.env.RSC_PACKED), { recursive: true });
}
