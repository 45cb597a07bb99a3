/*
 * How the mapping page searches users, in the browser: source that the page holds as text (see mapPeople.ts).
 */

/** A user to choose from: id, name, e-mail address. */
export type PageUser = [id: string, name: string, email: string];

export interface FoundUsers {
	users: PageUser[];
	/** How many more there are. */
	more: number;
}

/** Without accents and case, so that "zoe nunez" finds "Zoé Núñez". */
export function fold(text: string): string {
	return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Every typed word begins a word of the name, or stands in the address; whole words and names come first. */
export function searchUsers(all: readonly PageUser[], typed: string, most: number): FoundUsers {
	const parts = fold(typed).split(/\s+/).filter(Boolean);
	if (parts.length === 0) return { users: [], more: 0 };
	const scoreOf = ([, name, email]: PageUser): number | undefined => {
		const words = fold(name)
			.split(/[^\p{L}\p{N}]+/u)
			.filter(Boolean);
		const address = fold(email);
		let score = 0;
		for (const part of parts) {
			const word = words.find((one) => one.startsWith(part));
			if (word !== undefined) score += word === part ? 0 : 1;
			else if (address.includes(part)) score += 3;
			else return undefined;
		}
		return score;
	};
	const hits = all.flatMap((user) => {
		const score = scoreOf(user);
		return score === undefined ? [] : [{ user, score }];
	});
	hits.sort((a, b) => a.score - b.score || a.user[1].localeCompare(b.user[1]));
	return {
		users: hits.slice(0, most).map(({ user }) => user),
		more: Math.max(0, hits.length - most),
	};
}
