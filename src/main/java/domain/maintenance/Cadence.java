package domain.maintenance;

/** How often a routine comes; the name in lower case is that of its list in a profile. */
public enum Cadence {

	DAILY, WEEKLY, MONTHLY, QUARTERLY

}
