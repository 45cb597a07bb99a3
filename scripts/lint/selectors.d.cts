/** For `no-restricted-syntax`. */
export interface Selector {
	selector: string;
	message: string;
}
export const forNodes: Selector[];
export const itemIndexInErrors: Selector;
