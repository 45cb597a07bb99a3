import { CREDENTIALS, own, type TemplateNode } from '../nodes';
import { sharingOf } from '../sharing';

export const BOTH = { credentials: { ...CREDENTIALS.linkedIn, ...CREDENTIALS.smartRecruiters } };
export const SETTINGS = "$('Settings').first().json";
export const EVENT = "$('What Happened').first().json";
export const ORGANIZATION = "={{ $('Get Connection').first().json.organization }}";

/** What every sending operation is told. */
export const sending = {
	authentication: 'smartRecruitersOAuth2Api',
	jobVisibility: `={{ ${SETTINGS}.jobVisibility }}`,
	tombstones: `={{ ${EVENT}.deleted }}`,
	sharing: sharingOf(SETTINGS),
};

export const sync = (name: string, parameters: Record<string, unknown>): TemplateNode =>
	own(name, 'historicalSync', [0, 0], parameters, BOTH);
