/** Parameters of a Schedule Trigger that goes off so often: tests do not wait for a minute to be over. */
export const everySeconds = (secondsInterval: number) => ({
	rule: { interval: [{ field: 'seconds', secondsInterval }] },
});
