package monitors;

import java.util.Optional;
import secrets.Secrets;

/** For servers that ask for no token. */
public final class NoSecrets implements Secrets {

	@Override
	public String resolve(String reference) {
		throw new IllegalStateException("no secret is expected here, asked for " + reference);
	}

	@Override
	public Optional<String> find(String reference) {
		return Optional.empty();
	}

}
