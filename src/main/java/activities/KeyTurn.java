package activities;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.KeyProfile;
import domain.release.Changes;
import domain.secret.SecretRequest;
import domain.secret.Sessions;
import targets.IssuedKeys;

/** A key that a provider issues, or that is made at random where it is used. */
final class KeyTurn implements SecretTurn {

	/** What stands for a key whose provider's name is not known begins so. */
	private static final String FINGERPRINT = "fingerprint ";

	private final IssuedKeys keys;

	KeyTurn(IssuedKeys keys) {
		this.keys = keys;
	}

	@Override
	public String current(SecretRequest request) {
		String current = keys.current(request);
		KeyProfile key = request.secret().key();
		if (current.startsWith(FINGERPRINT) && key.revoke().stream().anyMatch(word -> word.contains("{id}"))) {
			throw new PermanentFailure(FailureKind.NOT_FOUND,
					"%s does not say which key of the provider its %s is, so it could not be revoked. Write the provider's name for it there once, under %s."
						.formatted(request.secret().place(), key.name(), key.idName()));
		}
		return current;
	}

	@Override
	public Changes bringNextIntoUse(SecretRequest request, Runnable alive) {
		String next = request.run().planning() ? "a new one" : keys.bringNextIntoUse(request, alive);
		return SecretTurn.changes(key(request), request.before(), next);
	}

	private static String key(SecretRequest request) {
		return request.secret().key().name() + " in " + request.secret().place();
	}

	/** Nobody can be counted: consumers that are well again must do. */
	@Override
	public Sessions prove(SecretRequest request, Runnable alive) {
		keys.prove(request, alive);
		return sessions(request);
	}

	@Override
	public Sessions sessions(SecretRequest request) {
		return new Sessions(0, 0);
	}

	@Override
	public Changes putOldBack(SecretRequest request, Runnable alive) {
		boolean done = !request.run().planning() && keys.putOldBack(request, alive);
		return done ? SecretTurn.changes(key(request), "the new one", request.before()) : SecretTurn.none();
	}

	@Override
	public Changes discardNext(SecretRequest request, Runnable alive) {
		if (request.run().planning()) {
			return SecretTurn.none();
		}
		keys.discardNext(request, alive);
		return SecretTurn.changes("the new key of " + request.secret().name(), "issued", ended(request));
	}

	@Override
	public Changes revokeOld(SecretRequest request, Runnable alive) {
		if (!request.run().planning()) {
			keys.revokeOld(request, alive);
		}
		return SecretTurn.changes("key " + request.before() + " of " + request.secret().name(), "kept", ended(request));
	}

	private static String ended(SecretRequest request) {
		return request.secret().key().revoke().isEmpty() ? "forgotten" : "revoked";
	}

}
