/** Something that was handed over and is no event. */
export interface UnreadableActivity {
	/** Empty where not even that can be read. */
	activityId: string;
	/** The first field that cannot be used. */
	field: string;
	/** Which of the items it was. */
	item: number;
	/** As it came, as JSON. */
	payload: string;
}
