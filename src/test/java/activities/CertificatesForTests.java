package activities;

import java.util.List;
import targets.CertificateStore;

/** The steps on certificates of one store, for tests in other packages. */
public final class CertificatesForTests {

	private CertificatesForTests() {
	}

	/** Nobody shakes hands. */
	public static Certificates on(CertificateStore store) {
		return new CertificatesImpl(List.of(store), request -> List.of());
	}

}
