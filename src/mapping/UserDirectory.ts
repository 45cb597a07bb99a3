import type { SrUser } from '../smartrecruiters/users';
import { foldAddress, withoutTag } from './emailAddress';
import { nameKeys, type NameParts } from './personName';

/** SmartRecruiters' users by everything that a seat holder can be found with. */
export class UserDirectory {
	private readonly byId = new Map<string, SrUser>();

	private readonly byAddress = new Map<string, SrUser[]>();

	private readonly byUntagged = new Map<string, SrUser[]>();

	private readonly byName = new Map<string, SrUser[]>();

	constructor(users: Iterable<SrUser>) {
		for (const user of users) {
			if (this.byId.has(user.id)) continue;
			this.byId.set(user.id, user);
			const address = foldAddress(user.email);
			if (address) {
				add(this.byAddress, address, user);
				add(this.byUntagged, withoutTag(address), user);
			}
			for (const key of nameKeys(user)) add(this.byName, key, user);
		}
	}

	get(userId: string): SrUser | undefined {
		return this.byId.get(userId);
	}

	/** Users with a folded address. */
	withAddress(address: string): readonly SrUser[] {
		return this.byAddress.get(address) ?? [];
	}

	/** Users whose address is the same but for a tag on either side. */
	withUntagged(address: string): readonly SrUser[] {
		return this.byUntagged.get(withoutTag(address)) ?? [];
	}

	/** Users whose name is the same or like it. */
	namedLike(name: NameParts): readonly SrUser[] {
		return [...new Set(nameKeys(name).flatMap((key) => this.byName.get(key) ?? []))];
	}
}

function add(index: Map<string, SrUser[]>, key: string, user: SrUser): void {
	const known = index.get(key);
	if (known) known.push(user);
	else index.set(key, [user]);
}
