package targets.kubernetes;

import secrets.Seal;
import secrets.Secrets;
import targets.SecretPlaces;

/** The Secrets of a real cluster, for trials in other packages. */
public final class SecretPlacesForTests {

	private SecretPlacesForTests() {
	}

	public static SecretPlaces with(Secrets secrets) {
		return new KubernetesSecretPlaces(new KubernetesClients(), new Seal(secrets));
	}

}
