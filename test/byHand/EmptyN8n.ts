import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, selectors } from 'playwright-core';
import { N8nProcess } from '../../scripts/n8n/N8nProcess';
import { installPackage, packPackage } from '../../scripts/n8n/packPackage';
import { SandboxProcess } from '../../scripts/n8n/SandboxProcess';
import { launchBrowser } from '../../scripts/support/browser';
import { Effort as PageEffort } from '../../scripts/support/Effort';
import { Editor } from './Editor';
import type { Effort } from './Person';

/** What the README asks to set, besides the address that n8n is reached at. */
const VARIABLES = {
	N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	N8N_FORMDATA_FILE_SIZE_MAX: '1',
	EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
};

/** An empty n8n with the package, the sandbox with nothing connected, and somebody with a browser. */
export class EmptyN8n {
	readonly sandbox = new SandboxProcess({
		people: 60,
		jobs: 5,
		taskDelayMs: 300,
		notConnected: true,
	});

	readonly n8n: N8nProcess;

	private readonly folder = mkdtempSync(join(tmpdir(), 'rsc-by-hand-'));

	/** On pages beside the editor. */
	readonly effort = new PageEffort();

	private before: Effort = { clicks: 0, fields: 0 };

	private opened: { browser: Browser; editor: Editor } | undefined;

	/** @param pictures folder in `.run/` */
	constructor(private readonly pictures: string) {
		this.n8n = new N8nProcess({ folder: this.folder, env: VARIABLES });
	}

	get editor(): Editor {
		return this.open.editor;
	}

	get browser(): Browser {
		return this.open.browser;
	}

	async start(): Promise<void> {
		selectors.setTestIdAttribute('data-test-id');
		installPackage(packPackage(join(this.folder, 'pack')), this.folder);
		const [browser] = await Promise.all([launchBrowser(), this.sandbox.start(), this.n8n.start()]);
		const context = await browser.newContext({ viewport: { width: 1500, height: 1300 } });
		context.setDefaultTimeout(60_000);
		this.opened = { browser, editor: new Editor(await context.newPage(), this.pictures) };
	}

	/** In the editor and on the pages together. */
	get effortSoFar(): Effort {
		const { clicks, fields } = this.editor.person.effort;
		const onPages = this.effort.soFar;
		return { clicks: clicks + onPages.clicks, fields: fields + onPages.fields };
	}

	/** Prints what the last step cost a person, and keeps a picture of where it ended. */
	async note(title: string): Promise<void> {
		const { clicks, fields } = this.effortSoFar;
		process.stdout.write(
			`… ${title}: ${clicks - this.before.clicks} clicks, ${fields - this.before.fields} fields typed\n`,
		);
		this.before = { clicks, fields };
		await this.editor.screens.keep(`after ${title}`);
	}

	async stop(): Promise<void> {
		await this.opened?.browser.close();
		await this.n8n.stop();
		await this.sandbox.stop();
		rmSync(this.folder, { recursive: true, force: true });
	}

	private get open(): { browser: Browser; editor: Editor } {
		if (!this.opened) throw new Error('Not started');
		return this.opened;
	}
}
