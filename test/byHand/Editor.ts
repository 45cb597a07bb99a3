import type { Page } from 'playwright-core';
import { Canvas } from './Canvas';
import { CredentialDialog } from './CredentialDialog';
import { Home } from './Home';
import { NodeCreator } from './NodeCreator';
import { NodePanel } from './NodePanel';
import { Person } from './Person';
import { Screens } from './Screens';

/** n8n in one tab, as somebody uses it who has only the browser. */
export class Editor {
	readonly person: Person;
	readonly home: Home;
	readonly credentials: CredentialDialog;
	readonly creator: NodeCreator;
	readonly canvas: Canvas;
	readonly panel: NodePanel;
	readonly screens: Screens;

	constructor(
		readonly page: Page,
		/** Of the pictures, in `.run/`. */
		folder: string,
	) {
		this.person = new Person(page);
		this.home = new Home(this.person);
		this.credentials = new CredentialDialog(this.person);
		this.creator = new NodeCreator(this.person);
		this.canvas = new Canvas(this.person);
		this.panel = new NodePanel(this.person);
		this.screens = new Screens(page, folder);
	}
}
