package probes.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that were issued a moment ago, by a clock that is not this machine's. */
class DoubtTest {

	@TempDir
	Path folder;

	private static String reason(String trusted, X509Certificate... shown) throws Exception {
		Doubt doubt = Doubt.of(trusted);
		doubt.checkServerTrusted(shown, "ECDHE_ECDSA");
		return doubt.reason();
	}

	@Test
	void oneThatBeginsInAFewMinutesIsTrustedAndOneThatBeginsLaterIsNot() throws Exception {
		Certificates certificates = new Certificates(folder);
		String authority = certificates.authority("authority");
		String other = certificates.make("leaf", "-1d", 91, "dns:localhost");
		X509Certificate issuer = Certificates.read(authority);
		X509Certificate before = certificates.issued("leaf", "authority", "-5M");
		X509Certificate justNow = certificates.issued("leaf", "authority", "+5M");
		X509Certificate later = certificates.issued("leaf", "authority", "+1H");
		assertThat(reason(authority, before, issuer)).isNull();
		assertThat(reason(authority, justNow, issuer)).as("issued by a clock that is ahead").isNull();
		assertThat(reason(authority, later, issuer)).isNotNull();
		assertThat(reason(other, justNow, issuer)).as("trust is asked for all the same").isNotNull();
	}

}
