package systems;

/** How times are written in a profile. None of them can be negative. */
final class SchemaPatterns {

	static final String DURATION = "^P(?=[0-9T])([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+([.][0-9]+)?S)?)?$";

	static final String DATE_TIME = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$";

	static final String TIME = "^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$";

	private SchemaPatterns() {
	}

}
