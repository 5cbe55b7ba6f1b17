package targets.kubernetes;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.lifecycle.ScriptRequest;
import domain.secret.SecretRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import secrets.Mask;

/**
 * The programs of a provider, in a ready pod of a component. What they write is no log:
 * the connection brings it, and nobody keeps it.
 */
final class KeyPrograms {

	/** "Ask again in a moment", as sysexits.h has it. */
	private static final int LATER = 75;

	/** The connection does not say where an input ends: one line is read. */
	private static final String ONE_LINE = "IFS= read -r value && printf '%s\\n' \"$value\" | \"$@\"";

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:@-]+");

	private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e]+");

	private final Cluster cluster;

	private final SecretRequest request;

	private final Runnable alive;

	KeyPrograms(Cluster cluster, SecretRequest request, Runnable alive) {
		this.cluster = cluster;
		this.request = request;
		this.alive = alive;
	}

	/**
	 * What a provider has issued.
	 *
	 * @param id its name for it
	 * @param value the key
	 */
	record Issued(String id, String value) {

		/** A log may print it. */
		@Override
		public String toString() {
			return this.id;
		}

	}

	Issued issue() {
		PodExecution.Exchanged answer = run(this.request.secret().key().issue(), "", new byte[0]);
		List<String> lines = new String(answer.output(), StandardCharsets.UTF_8).lines().toList();
		check("issue", answer, lines);
		String id = lines.isEmpty() ? "" : lines.getFirst().strip();
		String value = (lines.size() < 2) ? "" : lines.get(1).strip();
		if (!ID.matcher(id).matches() || !VALUE.matcher(value).matches() || id.equals(value)) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"secret %s: what %s wrote is not the provider's name for a key in one line, and the key in the next."
						.formatted(this.request.secret().name(), this.request.secret().key().issue().getFirst()));
		}
		return new Issued(id, value);
	}

	/** Does nothing where the profile names no program. */
	void prove(String value) {
		given("prove", this.request.secret().key().prove(), "", value);
	}

	/** Does nothing where the profile names no program. */
	void revoke(String id, String value) {
		given("revoke", this.request.secret().key().revoke(), id, value);
	}

	private void given(String action, List<String> program, String id, String value) {
		if (!program.isEmpty()) {
			List<String> words = new ArrayList<>(List.of("sh", "-c", ONE_LINE, "holdfast"));
			words.addAll(program);
			check(action, run(words, id, (value + "\n").getBytes(StandardCharsets.UTF_8)), List.of(value));
		}
	}

	private PodExecution.Exchanged run(List<String> program, String id, byte[] input) {
		List<String> words = program.stream()
			.map((word) -> word.replace("{operation}", this.request.operation()).replace("{id}", id))
			.toList();
		ScriptRequest script = new ScriptRequest(this.request.run(), this.request.beside(), words,
				this.request.secret().key().within());
		return new PodScript(this.cluster, Controller.Handle.of(this.cluster, this.request.beside()), script,
				this.alive)
			.exchange(input);
	}

	private void check(String action, PodExecution.Exchanged answer, List<String> hidden) {
		if (answer.code() != 0) {
			String said = answer.errors()
				.lines()
				.filter((line) -> hidden.stream()
					.noneMatch((value) -> !value.isBlank() && line.contains(value.strip())))
				.collect(Collectors.joining("\n"));
			String words = "secret %s, %s in a pod of %s ended with code %d: %s".formatted(this.request.secret().name(),
					action, this.request.beside().component(), answer.code(), Mask.byForm().apply(said));
			throw (answer.code() == LATER) ? new TransientFailure(words, null)
					: new PermanentFailure(FailureKind.NOT_VERIFIED, words);
		}
	}

}
