package people;

/** What a channel said to a letter. */
public sealed interface Receipt {

	/** The channel has it. */
	record Taken() implements Receipt {
	}

	/**
	 * The channel will never take it.
	 *
	 * @param why what the server answered, or what is not set up; without secrets
	 */
	record Refused(String why) implements Receipt {
	}

}
