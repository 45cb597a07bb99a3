import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packPackage } from '../../scripts/n8n/packPackage';

/** Before the tests on a real n8n: builds and packs the package for all files, which must not build side by side. */
export default function packOnce(): void {
	process.env.RSC_PACKED = packPackage(mkdtempSync(join(tmpdir(), 'rsc-packed-')));
}
