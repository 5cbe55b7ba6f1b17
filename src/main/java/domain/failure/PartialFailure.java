package domain.failure;

/**
 * A backup that lacks something and can be restored all the same: a person says whether
 * it is. The message says what it lacks.
 */
public class PartialFailure extends PermanentFailure {

	public PartialFailure(String message) {
		super(FailureKind.NOT_VERIFIED, message);
	}

}
