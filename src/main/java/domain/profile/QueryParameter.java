package domain.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * What an operator gives to a named query.
 *
 * @param name letters and digits; {@code :name} in the query's text
 * @param pattern regular expression that the whole value must match; when absent: up to
 * 200 letters, digits and {@code . _ @ / -}
 * @param usual value when none is given; absent: one must be given
 */
public record QueryParameter(@Required String name, String pattern, @JsonProperty("default") String usual) {

	private static final int LONGEST = 500;

	public QueryParameter {
		pattern = pattern == null ? "[\\p{L}\\p{N}._@/-]{1,200}" : pattern;
	}

	/** Why a value does not fit; empty when it does. */
	public Optional<String> refusal(String value) {
		if (value.length() > LONGEST) {
			return Optional.of("at most " + LONGEST + " characters are allowed");
		}
		return value.matches(pattern) ? Optional.empty() : Optional.of("the whole of it must match " + pattern);
	}

}
