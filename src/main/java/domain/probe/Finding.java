package domain.probe;

import java.time.Duration;

/** What asking a probe's question brought, before it is held against limits. */
public sealed interface Finding {

	/**
	 * It answered, and this is the number that counts.
	 *
	 * @param value the value
	 * @param unit its unit
	 * @param words what was seen
	 */
	record Measured(double value, String unit, String words) implements Finding {

	}

	/**
	 * It answered, and says itself that it is not quite well.
	 *
	 * @param words what was seen
	 */
	record Impaired(String words) implements Finding {

	}

	/**
	 * It does not answer, or not as it must.
	 *
	 * @param words what was seen
	 */
	record Broken(String words) implements Finding {

	}

	/**
	 * It could not be asked: we lack a secret or a right, or the source of the value is
	 * away. That says nothing about the system.
	 *
	 * @param words why
	 */
	record Unasked(String words) implements Finding {

	}

	/** It answered, and only the time counts. */
	static Finding took(Duration time, String words) {
		return new Measured(time.toNanos() / 1e9, "s", words);
	}

}
