package secrets;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Reads secrets where their references say they are. */
@Component
class ReferencedSecrets implements Secrets {

	private static final String FORMS = "env:NAME, file:/path or kubernetes-secret:namespace/name/key";

	private final Function<String, String> environment;

	private final KubernetesSecrets kubernetes;

	@Autowired
	ReferencedSecrets(KubernetesSecrets kubernetes) {
		this(System::getenv, kubernetes);
	}

	ReferencedSecrets(Function<String, String> environment, KubernetesSecrets kubernetes) {
		this.environment = environment;
		this.kubernetes = kubernetes;
	}

	@Override
	public String resolve(String reference) {
		return find(reference).orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE, "secret reference '"
				+ reference + "' stands for nothing: " + whatIsMissing(reference) + ". Provide it and start again."));
	}

	@Override
	public Optional<String> find(String reference) {
		if (reference == null || reference.isBlank()) {
			return Optional.empty();
		}
		int colon = reference.indexOf(':');
		String scheme = colon < 0 ? "" : reference.substring(0, colon);
		String place = reference.substring(colon + 1).strip();
		if (place.isEmpty()) {
			throw malformed(reference);
		}
		return switch (scheme) {
			case "env" -> present(environment.apply(place));
			case "file" -> present(fileText(reference, place));
			case "kubernetes-secret" -> present(kubernetes.read(reference, place));
			default -> throw malformed(reference);
		};
	}

	private static Optional<String> present(String secret) {
		return Optional.ofNullable(secret).map(String::strip).filter(text -> !text.isEmpty());
	}

	private static String fileText(String reference, String path) {
		try {
			return Files.readString(Path.of(path), StandardCharsets.UTF_8);
		}
		catch (NoSuchFileException absent) {
			return null;
		}
		catch (IOException unreadable) {
			// The exception's text may only name the path, so it is safe to repeat.
			throw new PermanentFailure(FailureKind.PROFILE, "secret reference '" + reference + "' cannot be read: "
					+ unreadable.getClass().getSimpleName() + " " + unreadable.getMessage(), unreadable);
		}
	}

	/**
	 * The text of a malformed reference is not repeated: it may be the secret itself,
	 * pasted by mistake.
	 */
	private static PermanentFailure malformed(String reference) {
		int colon = reference.indexOf(':');
		String given = colon < 0 ? "without a scheme" : "with scheme '" + reference.substring(0, colon) + "'";
		return new PermanentFailure(FailureKind.PROFILE,
				"a secret reference is given " + given + ": write one of " + FORMS);
	}

	private static String whatIsMissing(String reference) {
		if (reference == null || reference.isBlank()) {
			return "no reference is given, write one of " + FORMS;
		}
		if (reference.startsWith("env:")) {
			return "the environment variable is not set";
		}
		return reference.startsWith("file:") ? "no such file, or it is empty" : "no such Secret or key, or it is empty";
	}

}
