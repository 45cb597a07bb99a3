/** As in package.json, which a node cannot read; a test holds them together. */
export const PACKAGE_VERSION = '0.1.0';
