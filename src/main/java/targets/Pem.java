package targets;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** Certificates in PEM: the first of a chain is the one that counts. */
public final class Pem {

	private Pem() {
	}

	/**
	 * The first certificate of a chain.
	 * @param where what it was read from, for the failure
	 */
	public static X509Certificate first(String chain, String where) {
		try {
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(chain.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException unreadable) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED, where + " holds no certificate in PEM", unreadable);
		}
	}

	/** SHA-256 of a certificate, in hexadecimal. */
	public static String fingerprint(X509Certificate certificate) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
		}
		catch (GeneralSecurityException impossible) {
			throw new IllegalStateException("every Java has SHA-256, and what was read can be written", impossible);
		}
	}

}
