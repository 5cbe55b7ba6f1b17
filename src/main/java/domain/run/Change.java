package domain.run;

/**
 * One thing that a step changed, or in plan mode would change.
 *
 * @param what the object and field, for example {@code deployment/agente-api replicas}
 * @param before the value found, in words
 * @param after the value wanted, in words
 */
public record Change(String what, String before, String after) {

	@Override
	public String toString() {
		return what + ": " + before + " -> " + after;
	}

}
