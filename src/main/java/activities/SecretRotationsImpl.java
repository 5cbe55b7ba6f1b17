package activities;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.release.Changes;
import domain.run.Change;
import domain.secret.SecretRequest;
import domain.secret.Sessions;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.spring.boot.ActivityImpl;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import stores.Logins;
import targets.Backoff;
import targets.SecretPlaces;

/**
 * The only place in which a new value exists, for the time of one step. An attempt that
 * finds the next user in place and able to log in leaves everything as it is.
 */
@Component
@ActivityImpl(taskQueues = "operations")
class SecretRotationsImpl implements SecretRotations {

	private static final String SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

	/** 40 signs of 57: over 230 bits, and nothing that a URL or a shell would change. */
	private static final int LENGTH = 40;

	private final List<Logins> logins;

	private final SecretPlaces places;

	private final SecureRandom random = new SecureRandom();

	SecretRotationsImpl(List<Logins> logins, SecretPlaces places) {
		this.logins = logins;
		this.places = places;
	}

	private Logins logins(SecretRequest request) {
		return logins.stream()
			.filter(each -> each.kind() == request.store().kind())
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE,
					"secret " + request.secret().name() + ": nothing rotates logins of " + request.store().kind()));
	}

	@Override
	public String readCurrentUser(SecretRequest request) {
		return user(request, places.read(request));
	}

	private static String user(SecretRequest request, Map<String, String> values) {
		String user = values.get(request.secret().userKey());
		if (user == null || values.get(request.secret().passwordKey()) == null) {
			throw new PermanentFailure(FailureKind.NOT_FOUND, "secret/%s has no keys %s and %s"
				.formatted(request.secret().secret(), request.secret().userKey(), request.secret().passwordKey()));
		}
		return user;
	}

	@Override
	public Changes bringNextIntoUse(SecretRequest request) {
		String next = request.next();
		if (!request.run().planning() && !inUse(request)) {
			// Not when an earlier attempt has written: then the old one is kept already.
			if (!readCurrentUser(request).equals(next)) {
				places.keepCopy(request);
			}
			char[] value = value();
			try {
				logins(request).give(request, next, value);
				places.write(request, next, value);
			}
			finally {
				Arrays.fill(value, ' ');
			}
		}
		return changes("login in secret/" + request.secret().secret(), request.before(), next + ", a new value");
	}

	private boolean inUse(SecretRequest request) {
		Map<String, String> values = places.read(request);
		return user(request, values).equals(request.next()) && works(request, values);
	}

	private boolean works(SecretRequest request, Map<String, String> values) {
		return logins(request).works(request, user(request, values),
				values.get(request.secret().passwordKey()).toCharArray());
	}

	private char[] value() {
		char[] value = new char[LENGTH];
		for (int index = 0; index < value.length; index++) {
			value[index] = SIGNS.charAt(random.nextInt(SIGNS.length()));
		}
		return value;
	}

	@Override
	public Sessions proveNext(SecretRequest request) {
		Map<String, String> values = places.read(request);
		if (!user(request, values).equals(request.next()) || !works(request, values)) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED,
					"a consumer that starts now cannot log in as %s with what secret/%s holds".formatted(request.next(),
							request.secret().secret()));
		}
		return logins(request).sessions(request);
	}

	@Override
	public Sessions awaitOldUnused(SecretRequest request) {
		ActivityExecutionContext context = Activity.getExecutionContext();
		Backoff backoff = new Backoff(() -> context.heartbeat(null));
		Instant end = Instant.now().plus(request.secret().settle());
		while (true) {
			Sessions sessions = logins(request).sessions(request);
			if (sessions.old() == 0 || Instant.now().isAfter(end)) {
				return sessions;
			}
			backoff.pause();
		}
	}

	@Override
	public Changes putOldBack(SecretRequest request) {
		if (request.run().planning()) {
			return new Changes(List.of());
		}
		boolean done = places.putBack(request);
		// Whether or not it was read: an earlier attempt may have died before this.
		places.dropCopy(request);
		return done ? changes("login in secret/" + request.secret().secret(), request.next(), request.before())
				: new Changes(List.of());
	}

	@Override
	public Changes revokeOld(SecretRequest request) {
		if (!request.run().planning()) {
			logins(request).revoke(request, request.before());
			places.dropCopy(request);
		}
		return changes("user " + request.before() + " of " + request.secret().store(), "can log in", "revoked");
	}

	private static Changes changes(String what, String before, String after) {
		return new Changes(List.of(new Change(what, before, after)));
	}

}
