package monitors;

import domain.profile.MonitoringProfile;
import java.time.Duration;
import java.util.List;

/** The alerts that are firing. */
public interface Alerts {

	/**
	 * Alerts that are active, not silenced, not inhibited, and match every filter of the
	 * profile's {@code criticalAlerts}.
	 * @param timeout longest time to the answer
	 */
	Answer critical(MonitoringProfile source, Duration timeout);

	/** What the source of alerts answered. */
	sealed interface Answer {

		/**
		 * It answered.
		 *
		 * @param alerts each in one line: name, labels, since when; empty when none fires
		 */
		record Firing(List<String> alerts) implements Answer {

		}

		/**
		 * It refused the question: a filter is wrong.
		 *
		 * @param why which source, and its own words
		 */
		record Refused(String why) implements Answer {

		}

		/**
		 * It cannot be asked.
		 *
		 * @param why which source, and what it answered
		 */
		record Down(String why) implements Answer {

		}

	}

}
