package domain.check;

/** What one look at a check says. Empty, NaN and missing series are never a pass. */
public enum Verdict {

	/** The value is within its limit, on enough samples. */
	PASS,
	/** The value is beyond its limit, or the judge erred. */
	FAIL,
	/** Nobody used the version in the window. */
	NO_TRAFFIC,
	/** Used, but too little to judge. */
	TOO_FEW_SAMPLES,
	/** Used, but the series of the check is missing, empty or not a number. */
	NO_DATA,
	/** The metrics source cannot be asked. */
	SOURCE_DOWN

}
