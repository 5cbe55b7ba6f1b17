package domain.failure;

import domain.people.Said;

/**
 * A backup that lacks something and can be restored all the same: a person says whether
 * it is. The message says what it lacks.
 */
public class PartialFailure extends PermanentFailure {

	public PartialFailure(Said said) {
		super(FailureKind.NOT_VERIFIED, said);
	}

}
