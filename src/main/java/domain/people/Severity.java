package domain.people;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How urgent a message is; the profile says which channels each goes to. */
public enum Severity {

	/** Good to know. */
	@JsonProperty("information")
	INFORMATION,
	/** Somebody should look in working hours. */
	@JsonProperty("warning")
	WARNING,
	/** Somebody must act now. */
	@JsonProperty("critical")
	CRITICAL

}
