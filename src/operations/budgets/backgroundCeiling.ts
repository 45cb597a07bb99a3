/** Work that may wait stops at this part of LinkedIn's requests a day, of all that is sent: the rest is left to live changes. */
export const BACKGROUND_CEILING = 0.85;
