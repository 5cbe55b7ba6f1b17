package domain.profile;

import java.time.Duration;

/**
 * How long backups are kept. One that any of the rules keeps is kept, and so is, whatever
 * the rules say, the newest verified one.
 *
 * @param keepFor age up to which all are kept; 30 days when nothing else is said
 * @param keepLast number of the newest that are kept
 * @param daily number of days of which the newest is kept
 * @param weekly number of weeks of which the newest is kept
 * @param monthly number of months of which the newest is kept
 */
public record Retention(Duration keepFor, Integer keepLast, Integer daily, Integer weekly, Integer monthly) {

	private static final Duration USUAL = Duration.ofDays(30);

	public Retention {
		if (keepFor == null && keepLast == null && daily == null && weekly == null && monthly == null) {
			keepFor = USUAL;
		}
		keepFor = keepFor == null ? Duration.ZERO : keepFor;
		keepLast = keepLast == null ? 0 : keepLast;
		daily = daily == null ? 0 : daily;
		weekly = weekly == null ? 0 : weekly;
		monthly = monthly == null ? 0 : monthly;
	}

	/** That of a store whose profile says nothing. */
	public static Retention usual() {
		return new Retention(null, null, null, null, null);
	}

}
