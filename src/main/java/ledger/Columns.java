package ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Values as PostgreSQL's columns take them. */
final class Columns {

	private Columns() {
	}

	/**
	 * A moment at PostgreSQL's precision. Cut here rather than rounded by the driver, so
	 * that a moment in a key is the same from whichever side it comes.
	 */
	static OffsetDateTime moment(Instant moment) {
		return moment == null ? null : moment.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
	}

	/**
	 * Text without the one character that PostgreSQL cannot hold. A failure's words may
	 * carry it, out of a process's output.
	 */
	static String text(String text) {
		return text == null ? null : text.replace('\u0000', ' ');
	}

	/** Text in a key, where null cannot be. */
	static String keyText(String text) {
		return text == null ? "" : text(text);
	}

}
