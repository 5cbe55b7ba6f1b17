package activities;

import java.util.List;
import stores.Logins;
import targets.SecretPlaces;

/** The real rotation of logins, for trials in other packages. */
public final class SecretRotationsForTests {

	private SecretRotationsForTests() {
	}

	public static SecretRotations on(Logins logins, SecretPlaces places) {
		return new SecretRotationsImpl(List.of(logins), places);
	}

}
