package domain.diagnosis;

import domain.probe.Surroundings;
import domain.run.Run;
import java.util.List;

/**
 * A question to be asked, its answer to be kept.
 *
 * @param run the run it belongs to
 * @param question the question
 * @param surroundings what it refers to
 * @param secrets references of the secrets that may not stand in the answer
 */
public record QueryRequest(Run run, Question question, Surroundings surroundings, List<String> secrets) {

	public QueryRequest {
		secrets = secrets == null ? List.of() : List.copyOf(secrets);
	}

}
