import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../n8n/paths';
import { COVERAGE_PAGE, coveragePage } from './coveragePage';
import { DOCS_WITH_TABLES, withTables } from './tables';

for (const path of DOCS_WITH_TABLES) {
	const file = join(ROOT, path);
	writeFileSync(file, withTables(readFileSync(file, 'utf8')));
	console.log(path);
}
writeFileSync(join(ROOT, COVERAGE_PAGE), coveragePage());
console.log(COVERAGE_PAGE);
