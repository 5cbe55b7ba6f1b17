package systems;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows problems of profiles at start-up as lines instead of a stack trace. */
class InvalidProfilesAnalyzer extends AbstractFailureAnalyzer<InvalidProfiles> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidProfiles cause) {
		return new FailureAnalysis("Profiles of systems have problems:\n\n" + cause.getMessage(),
				"Correct the files named above; docs/profiles.md explains every field.", cause);
	}

}
