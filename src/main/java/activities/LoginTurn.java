package activities;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.release.Changes;
import domain.secret.SecretRequest;
import domain.secret.Sessions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import stores.Logins;
import targets.SecretPlaces;

/**
 * Two users of a store take turns. The only place in which a new value exists, for the
 * time of one step. An attempt that finds the next user in place and able to log in
 * leaves everything as it is.
 */
final class LoginTurn implements SecretTurn {

	private static final String SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

	/** 40 signs of 57: over 230 bits, and nothing that a URL or a shell would change. */
	private static final int LENGTH = 40;

	private final Logins logins;

	private final SecretPlaces places;

	private final SecureRandom random = new SecureRandom();

	LoginTurn(Logins logins, SecretPlaces places) {
		this.logins = logins;
		this.places = places;
	}

	@Override
	public String current(SecretRequest request) {
		return user(request, places.read(request));
	}

	private static String user(SecretRequest request, Map<String, String> values) {
		String user = values.get(request.secret().userKey());
		if (user == null || values.get(request.secret().passwordKey()) == null) {
			throw new PermanentFailure(FailureKind.NOT_FOUND, "%s has no keys %s and %s"
				.formatted(request.secret().place(), request.secret().userKey(), request.secret().passwordKey()));
		}
		return user;
	}

	@Override
	public Changes bringNextIntoUse(SecretRequest request, Runnable alive) {
		String next = request.next();
		if (!request.run().planning() && !inUse(request)) {
			// Not when an earlier attempt has written: then the old one is kept already.
			if (!current(request).equals(next)) {
				places.keepCopy(request);
			}
			char[] value = value();
			try {
				logins.give(request, next, value);
				places.write(request, next, value);
			}
			finally {
				Arrays.fill(value, ' ');
			}
		}
		return SecretTurn.changes(login(request), request.before(), next + ", a new value");
	}

	private static String login(SecretRequest request) {
		return "login in " + request.secret().place();
	}

	private boolean inUse(SecretRequest request) {
		Map<String, String> values = places.read(request);
		return user(request, values).equals(request.next()) && works(request, values);
	}

	private boolean works(SecretRequest request, Map<String, String> values) {
		return logins.works(request, user(request, values), values.get(request.secret().passwordKey()).toCharArray());
	}

	private char[] value() {
		char[] value = new char[LENGTH];
		for (int index = 0; index < value.length; index++) {
			value[index] = SIGNS.charAt(random.nextInt(SIGNS.length()));
		}
		return value;
	}

	@Override
	public Sessions prove(SecretRequest request, Runnable alive) {
		Map<String, String> values = places.read(request);
		if (!user(request, values).equals(request.next()) || !works(request, values)) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED,
					"a consumer that starts now cannot log in as %s with what %s holds".formatted(request.next(),
							request.secret().place()));
		}
		return logins.sessions(request);
	}

	@Override
	public Sessions sessions(SecretRequest request) {
		return logins.sessions(request);
	}

	@Override
	public Changes putOldBack(SecretRequest request, Runnable alive) {
		if (request.run().planning()) {
			return SecretTurn.none();
		}
		boolean done = places.putBack(request);
		// Whether or not it was read: an earlier attempt may have died before this.
		places.dropCopy(request);
		return done ? SecretTurn.changes(login(request), request.next(), request.before()) : SecretTurn.none();
	}

	/** Both users can log in: the next rotation gives this one another value. */
	@Override
	public Changes discardNext(SecretRequest request, Runnable alive) {
		return SecretTurn.none();
	}

	@Override
	public Changes revokeOld(SecretRequest request, Runnable alive) {
		if (!request.run().planning()) {
			logins.revoke(request, request.before());
			places.dropCopy(request);
		}
		return SecretTurn.changes("user " + request.before() + " of " + request.secret().store(), "can log in",
				"revoked");
	}

}
