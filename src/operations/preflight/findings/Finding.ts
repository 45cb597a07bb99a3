/** `ok`: nothing to do. `look`: a person should look, or it cannot be told from here. `stop`: it will not work like this. */
export type Level = 'ok' | 'look' | 'stop';

export interface Finding {
	level: Level;
	/** What was found; `{name}` stands for a fact of the line. */
	says: string;
	/** What to do about it; empty when there is nothing to do. */
	whatToDo: string;
}
