package workflows.response;

import domain.diagnosis.Question;
import domain.profile.NamedQuery;
import domain.profile.SystemProfile;

/** Named queries that other procedures ask too. */
public final class Questions {

	private Questions() {
	}

	/** The question of a query that needs no values but its defaults. */
	public static Question usual(SystemProfile profile, NamedQuery query) {
		return QuerySteps.question(profile, query);
	}

}
