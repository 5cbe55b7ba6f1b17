package domain.probe;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How well something is, from best to worst. */
public enum Health {

	/** It answers as it must. */
	@JsonProperty("healthy")
	HEALTHY,
	/** It answers, worse than it should. */
	@JsonProperty("degraded")
	DEGRADED,
	/**
	 * Nobody can say: it could not be asked, or the answer holds no value. Never taken
	 * for healthy.
	 */
	@JsonProperty("unknown")
	UNKNOWN,
	/** It does not answer, or not as it must. */
	@JsonProperty("failed")
	FAILED

}
