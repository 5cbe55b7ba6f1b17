package probes;

import domain.diagnosis.Question;
import domain.diagnosis.Rows;
import domain.probe.Surroundings;
import domain.profile.NamedQuery;

/** Asks named queries of one kind. */
public interface Inquirer {

	/** The kind that it asks. */
	NamedQuery.Kind kind();

	/**
	 * Asks, changes nothing where it asks, keeps no connection, and takes no longer than
	 * the query allows; interrupted when that time is over. Gives no more rows than its
	 * limit.
	 * @throws domain.failure.PermanentFailure when the question itself is refused
	 * @throws Exception when there is no answer
	 */
	Rows ask(Question question, Surroundings around) throws Exception;

}
