/** By how much the clocks of n8n and SmartRecruiters may differ. */
export const CLOCK_SKEW_MS = 300_000;
