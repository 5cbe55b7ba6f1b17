package domain.diagnosis;

import domain.profile.NamedQuery;
import domain.profile.Probe;
import java.util.Map;

/**
 * A named query with values for its parameters, all of them checked.
 *
 * @param query the query
 * @param values a value for each of its parameters
 * @param source the probe whose address is asked, or null where the query names none
 */
public record Question(NamedQuery query, Map<String, String> values, Probe source) {

	public Question {
		values = values == null ? Map.of() : Map.copyOf(values);
	}

}
