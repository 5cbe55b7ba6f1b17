package activities;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.release.Changes;
import domain.secret.SecretRequest;
import domain.secret.Sessions;
import io.temporal.activity.Activity;
import io.temporal.spring.boot.ActivityImpl;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import stores.Logins;
import targets.Backoff;
import targets.IssuedKeys;
import targets.SecretPlaces;

/** Finds out what kind of secret it is and where consumers read it. */
@Component
@ActivityImpl(taskQueues = "operations")
class SecretRotationsImpl implements SecretRotations {

	private final List<Logins> logins;

	private final List<SecretPlaces> places;

	private final List<IssuedKeys> keys;

	SecretRotationsImpl(List<Logins> logins, List<SecretPlaces> places, List<IssuedKeys> keys) {
		this.logins = logins;
		this.places = places;
		this.keys = keys;
	}

	private SecretTurn turn(SecretRequest request) {
		if (request.secret().key() != null) {
			return new KeyTurn(
					one(keys, request, each -> each.takes(request.place().kind()), "keys on " + place(request)));
		}
		return new LoginTurn(
				one(logins, request, each -> each.kind() == request.store().kind(),
						"logins of " + request.store().kind()),
				one(places, request, each -> each.takes(request.place().kind()), "logins on " + place(request)));
	}

	private static String place(SecretRequest request) {
		return request.place().kind().toString();
	}

	private static <T> T one(List<T> all, SecretRequest request, Predicate<T> fits, String what) {
		return all.stream()
			.filter(fits)
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE,
					"secret " + request.secret().name() + ": nothing rotates " + what));
	}

	@Override
	public String readCurrentUser(SecretRequest request) {
		return turn(request).current(request);
	}

	@Override
	public Changes bringNextIntoUse(SecretRequest request) {
		return turn(request).bringNextIntoUse(request, SecretRotationsImpl::alive);
	}

	@Override
	public Sessions proveNext(SecretRequest request) {
		return turn(request).prove(request, SecretRotationsImpl::alive);
	}

	@Override
	public Sessions awaitOldUnused(SecretRequest request) {
		SecretTurn turn = turn(request);
		Backoff backoff = new Backoff(SecretRotationsImpl::alive);
		Instant end = Instant.now().plus(request.secret().settle());
		while (true) {
			Sessions sessions = turn.sessions(request);
			if (sessions.old() == 0 || Instant.now().isAfter(end)) {
				return sessions;
			}
			backoff.pause();
		}
	}

	@Override
	public Changes putOldBack(SecretRequest request) {
		return turn(request).putOldBack(request, SecretRotationsImpl::alive);
	}

	@Override
	public Changes discardNext(SecretRequest request) {
		return turn(request).discardNext(request, SecretRotationsImpl::alive);
	}

	@Override
	public Changes revokeOld(SecretRequest request) {
		return turn(request).revokeOld(request, SecretRotationsImpl::alive);
	}

	private static void alive() {
		Activity.getExecutionContext().heartbeat(null);
	}

}
