package stores.postgresql;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;

/** Tells by the words of PostgreSQL's programs what should happen next. */
final class DumpFailures {

	private static final int SHOWN = 600;

	private DumpFailures() {
	}

	static RuntimeException of(String program, String place, Tool.Answer answer) {
		String complaints = answer.complaints().strip();
		String shown = complaints.length() > SHOWN ? complaints.substring(0, SHOWN) + "..." : complaints;
		String words = program + " of " + place + " ended with code " + answer.code() + ": " + shown;
		if (complaints.contains("No space left on device")) {
			return new TransientFailure("no space is left: free some. " + words, null);
		}
		if (complaints.contains("password authentication failed") || complaints.contains("no password supplied")) {
			return new PermanentFailure(FailureKind.FORBIDDEN,
					words + ". Check the store's 'user' and 'password' in the profile.");
		}
		if (complaints.contains("permission denied")) {
			return new PermanentFailure(FailureKind.FORBIDDEN,
					words + ". Allow the user to read everything (role pg_read_all_data).");
		}
		if (complaints.contains("server version mismatch")) {
			return new PermanentFailure(FailureKind.PROFILE,
					words + ". Install a newer postgresql-client on the worker.");
		}
		return new TransientFailure(words, null);
	}

}
