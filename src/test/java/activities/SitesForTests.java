package activities;

import java.util.List;
import stores.Machines;

/** The real preparation of hosts, for tests in other packages. */
public final class SitesForTests {

	private SitesForTests() {
	}

	public static Sites on(Machines machines) {
		return new SitesImpl(List.of(machines));
	}

}
