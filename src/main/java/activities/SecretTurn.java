package activities;

import domain.release.Changes;
import domain.run.Change;
import domain.secret.SecretRequest;
import domain.secret.Sessions;
import java.util.List;

/**
 * How one kind of secret takes its turn: the steps of {@link SecretRotations}, each of
 * which may be done twice and none of which changes anything in a plan.
 */
interface SecretTurn {

	String current(SecretRequest request);

	Changes bringNextIntoUse(SecretRequest request, Runnable alive);

	Sessions prove(SecretRequest request, Runnable alive);

	Sessions sessions(SecretRequest request);

	Changes putOldBack(SecretRequest request, Runnable alive);

	Changes discardNext(SecretRequest request, Runnable alive);

	Changes revokeOld(SecretRequest request, Runnable alive);

	static Changes changes(String what, String before, String after) {
		return new Changes(List.of(new Change(what, before, after)));
	}

	static Changes none() {
		return new Changes(List.of());
	}

}
