package workflows.release;

import domain.configuration.Edit;
import domain.configuration.SecretNames;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import workflows.steps.Failures;

/** What can be asked of a change of configuration. */
final class ConfigurationInput {

	private static final String EXAMPLE = "for example {\"configMap\": \"orchestrator-config\", \"set\": {\"LOG_LEVEL\": \"debug\"}}";

	private ConfigurationInput() {
	}

	static void check(Edit edit) {
		if (edit == null) {
			throw Failures.input("change", null, EXAMPLE);
		}
		List<String> places = Stream
			.of(edit.configMap() == null ? null : "configMap", edit.secret() == null ? null : "secret",
					edit.file() == null ? null : "file", edit.env().isEmpty() ? null : "env")
			.filter(Objects::nonNull)
			.toList();
		if (places.size() > 1) {
			throw Failures.input("change", places, "exactly one of configMap, secret, file, env is allowed");
		}
		if (edit.secret() != null && !edit.set().isEmpty()) {
			// What was typed would stay in the history for all to read.
			throw Failures.input("change.set", edit.set().keySet(),
					"values of a Secret are never typed: give references in \"from\", for example {\"password\": \"env:NEW_PASSWORD\"}");
		}
		if (edit.secret() == null && edit.file() == null && !edit.from().isEmpty()) {
			throw Failures.input("change.from", edit.from().keySet(), "\"from\" is for a Secret; use \"set\"");
		}
		List<String> typed = edit.set().keySet().stream().filter(SecretNames::include).sorted().toList();
		if (edit.file() != null && !typed.isEmpty()) {
			throw Failures.input("change.set", typed,
					"values of such names are never typed: give references in \"from\", for example {\"DB_PASSWORD\": \"env:NEW_PASSWORD\"}");
		}
		boolean single = !edit.set().isEmpty() || !edit.from().isEmpty() || !edit.env().isEmpty()
				|| !edit.remove().isEmpty();
		if (!single && edit.restore() == null) {
			throw Failures.input("change", edit.place(), "say what: set, from, env, remove or restore; " + EXAMPLE);
		}
		if (single && edit.restore() != null) {
			throw Failures.input("change.restore", edit.restore(), "a copy is put back whole: leave the rest out");
		}
	}

}
