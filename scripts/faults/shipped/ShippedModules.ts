import Module, { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { ROOT } from '../../n8n/paths';

/** Another text for a file: a way to break the package. */
export interface Change {
	/** Below the package's folder. */
	file: string;
	from: string;
	to: string;
}

/** What a process of n8n gives the package's modules in place of the machine's own. */
export interface Surroundings {
	Date: DateConstructor;
	Math: Math;
	/** Modules from outside the package, by name. */
	modules: Readonly<Record<string, object>>;
}

type Compiled = (...given: unknown[]) => void;
const GIVEN = ['exports', 'require', 'module', '__filename', '__dirname', 'Date', 'Math'];
const requireHere = createRequire(__filename);

/** Files compiled so far in this process of Node, which all processes of n8n share; by path, and the change that is in it. */
const compiled = new Map<string, Compiled>();

/**
 * The package's own modules, loaded anew: as a process of n8n that has just started, it knows nothing of what others
 * remember in their modules. Its clock, its chance and its waiting are those of the world.
 */
export class ShippedModules {
	private readonly loaded = new Map<string, { exports: unknown }>();

	constructor(
		private readonly surroundings: Surroundings,
		private readonly change?: Change,
	) {}

	/** @param file below the package's folder, without its ending */
	load(file: string): unknown {
		return this.at(join(ROOT, `${file}.ts`));
	}

	private at(path: string): unknown {
		const known = this.loaded.get(path);
		if (known) return known.exports;
		const module = { exports: {} };
		this.loaded.set(path, module);
		const { Date: OwnDate, Math: ownMath } = this.surroundings;
		const folder = dirname(path);
		compile(path, this.change)(
			module.exports,
			(name: string) => this.asked(folder, name),
			module,
			path,
			folder,
			OwnDate,
			ownMath,
		);
		return module.exports;
	}

	private asked(folder: string, name: string): unknown {
		if (!name.startsWith('.')) return this.surroundings.modules[name] ?? requireHere(name);
		const path = join(folder, name);
		return path.endsWith('.json') ? requireHere(path) : this.at(`${path}.ts`);
	}
}

function compile(path: string, change?: Change): Compiled {
	const mine = change && join(ROOT, change.file) === path ? change : undefined;
	const key = mine ? `${path} ${mine.from} ${mine.to}` : path;
	const known = compiled.get(key);
	if (known) return known;
	const code = mine ? changedCode(path, mine) : codeOf(path);
	const made = compileFunction(code, GIVEN, { filename: path }) as Compiled;
	compiled.set(key, made);
	return made;
}

/** @throws Error when its text is not there any more */
function changedCode(path: string, { from, to }: Change): string {
	const whole = readFileSync(path, 'utf8');
	if (!whole.includes(from)) throw new Error(`The text of a mutant is gone from ${path}`);
	// A function: "$" has a meaning in a text that replaces.
	return transpileModule(
		whole.replace(from, () => to),
		{
			fileName: path,
			compilerOptions: {
				module: ModuleKind.CommonJS,
				target: ScriptTarget.ES2022,
				esModuleInterop: true,
			},
		},
	).outputText;
}

interface Loader {
	_extensions: Record<string, ((module: object, path: string) => void) | undefined>;
}

/** As the loader of this process of Node reads it: nothing is run. */
function codeOf(path: string): string {
	if (!existsSync(path)) throw new Error(`${path} is not there`);
	const loader: unknown = Module;
	const read = (loader as Loader)._extensions['.ts'];
	if (!read) throw new Error('Worlds are lived under tsx');
	let code = '';
	read(
		Object.assign(new Module(path), {
			_compile: (text: string) => {
				code = text;
			},
		}),
		path,
	);
	return code;
}
