package stores.postgresql;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;

/** Tells by the words of PostgreSQL's programs what should happen next. */
final class DumpFailures {

	private static final int SHOWN = 600;

	private DumpFailures() {
	}

	static RuntimeException of(String program, String place, Tool.Answer answer) {
		String complaints = answer.complaints().strip();
		String shown = complaints.length() > SHOWN ? complaints.substring(0, SHOWN) + "..." : complaints;
		Said words = Said.of("%s of %s ended with code %d: %s", "%s de %s terminou com código %d: %s", program, place,
				answer.code(), shown);
		if (complaints.contains("No space left on device")) {
			return new TransientFailure(Said.of("no space is left: free some. %s", "não há espaço: libere. %s", words),
					null);
		}
		if (complaints.contains("password authentication failed") || complaints.contains("no password supplied")) {
			return new PermanentFailure(FailureKind.FORBIDDEN,
					Said.of("%s. Check the store's 'user' and 'password' in the profile.",
							"%s. Confira 'user' e 'password' do armazenamento no perfil.", words));
		}
		if (complaints.contains("permission denied")) {
			return new PermanentFailure(FailureKind.FORBIDDEN,
					Said.of("%s. Allow the user to read everything (role pg_read_all_data).",
							"%s. Permita que o usuário leia tudo (role pg_read_all_data).", words));
		}
		if (complaints.contains("server version mismatch")) {
			return new PermanentFailure(FailureKind.PROFILE,
					Said.of("%s. Install a newer postgresql-client on the worker.",
							"%s. Instale um postgresql-client mais novo no worker.", words));
		}
		return new TransientFailure(words, null);
	}

}
