package systems;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a profile may schedule; whoever knows the procedures says so. */
public interface Procedures {

	/** Where nobody knows the procedures, every one is taken for known. */
	Procedures ANY = new Procedures() {

		@Override
		public boolean knows(String procedure) {
			return true;
		}

		@Override
		public List<String> names() {
			return List.of();
		}

		@Override
		public Optional<Refusal> refusal(String procedure, Map<String, Object> input) {
			return Optional.empty();
		}

	};

	boolean knows(String procedure);

	/** The names of all, sorted. */
	List<String> names();

	/** Why a procedure would not take this input; empty when it takes it. */
	Optional<Refusal> refusal(String procedure, Map<String, Object> input);

	/**
	 * What is wrong with an input.
	 *
	 * @param field the field, or an empty text for the input as a whole
	 * @param reason what was given, what is allowed
	 */
	record Refusal(String field, String reason) {

	}

}
