package trials;

import activities.SecretRotations;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.release.Changes;
import domain.run.Change;
import domain.secret.SecretRequest;
import domain.secret.Sessions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A database's users, or a provider's keys, and the place that names one of them, in
 * memory.
 */
final class Safe implements SecretRotations {

	/** What happened, in order; reads and repeats leave nothing. */
	final List<String> effects = new CopyOnWriteArrayList<>();

	volatile String current = "shop_a";

	/** Connections that stay with the old user. */
	volatile int stubborn;

	/** Whether the new value does not log in. */
	volatile boolean wrong;

	private final Set<String> able = new TreeSet<>(Set.of("shop_a"));

	/** A provider's key is in use in place of a user. */
	void holdKey() {
		current = "key-1";
		able.clear();
		able.add(current);
	}

	private static String next(SecretRequest request) {
		return request.secret().key() == null ? request.next() : "key-2";
	}

	synchronized String state() {
		return "current " + current + ", able " + able;
	}

	@Override
	public String readCurrentUser(SecretRequest request) {
		return current;
	}

	@Override
	public synchronized Changes bringNextIntoUse(SecretRequest request) {
		if (!request.run().planning() && !current.equals(next(request))) {
			able.add(next(request));
			current = next(request);
			effects.add("next " + current);
		}
		return new Changes(List.of(new Change("login", request.before(), next(request))));
	}

	@Override
	public Sessions proveNext(SecretRequest request) {
		if (wrong) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED, "cannot log in as " + current);
		}
		return new Sessions(1, 1);
	}

	@Override
	public Sessions awaitOldUnused(SecretRequest request) {
		return new Sessions(stubborn, 3);
	}

	@Override
	public synchronized Changes putOldBack(SecretRequest request) {
		if (!current.equals(request.before())) {
			current = request.before();
			effects.add("back to " + current);
		}
		return changes();
	}

	@Override
	public synchronized Changes discardNext(SecretRequest request) {
		if (able.remove(next(request))) {
			effects.add("ended " + next(request));
		}
		return changes();
	}

	@Override
	public synchronized Changes revokeOld(SecretRequest request) {
		if (!request.run().planning() && able.remove(request.before())) {
			effects.add("revoked " + request.before());
		}
		return changes();
	}

	private static Changes changes() {
		return new Changes(List.of(new Change("login", "one", "another")));
	}

}
