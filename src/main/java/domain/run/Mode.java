package domain.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a procedure changes anything. */
public enum Mode {

	/** Steps do what they say. */
	@JsonProperty("execute")
	EXECUTE,
	/** Steps change nothing and return the changes they would make. */
	@JsonProperty("plan")
	PLAN

}
