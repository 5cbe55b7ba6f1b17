package domain.certificate;

import java.time.Duration;
import java.time.Instant;

/**
 * A certificate as it is kept at this moment. Its key is nowhere in it.
 *
 * @param name name in the profile
 * @param revision how often it was issued, as its issuer counts; 0 where nobody counts
 * @param fingerprint SHA-256 of the certificate itself, in hexadecimal; null when there
 * is none yet
 * @param notBefore from when it is valid; null when there is none yet
 * @param notAfter until when it is valid; null when there is none yet
 * @param ready whether its issuer says that it is as asked for
 * @param issuing whether a new one is being issued
 * @param failed when issuing failed last; null when it did not
 * @param words its issuer's own words; null when it says nothing
 */
public record CertificateState(String name, long revision, String fingerprint, Instant notBefore, Instant notAfter,
		boolean ready, boolean issuing, Instant failed, String words) {

	/** Whether it ends within a time; one that is not there has ended. */
	public boolean endsWithin(Duration time, Instant now) {
		return notAfter == null || notAfter.isBefore(now.plus(time));
	}

	/** Whether this is another certificate, issued later than the one before. */
	public boolean replaces(CertificateState before) {
		boolean counted = before.revision() == 0 && revision == 0 || revision > before.revision();
		boolean other = fingerprint != null && !fingerprint.equals(before.fingerprint());
		boolean later = before.notBefore() == null || notBefore != null && !notBefore.isBefore(before.notBefore());
		return ready && !issuing && counted && other && later;
	}

	/** The beginning of the fingerprint, as people compare it. */
	public String shortly() {
		return fingerprint == null ? "-" : fingerprint.substring(0, 16);
	}

}
