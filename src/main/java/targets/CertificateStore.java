package targets;

import domain.certificate.CertificateRequest;
import domain.certificate.CertificateState;
import domain.profile.CertificateProfile;

/**
 * Where certificates of one kind of issuer are kept. Every step may run twice. All
 * methods throw {@link domain.failure.PermanentFailure} and
 * {@link domain.failure.TransientFailure} as targets do.
 */
public interface CertificateStore {

	/** The kind of issuer that this is for. */
	CertificateProfile.Kind kind();

	/** How the certificate stands now. */
	CertificateState read(CertificateRequest request);

	/**
	 * Keeps an encrypted copy under the run's own name, unless it is kept already.
	 * @return where it is; null when the profile names no key
	 */
	String keepCopy(CertificateRequest request);

	/** Asks for a new one, unless it is there or under way. */
	void renew(CertificateRequest request);

	/** Puts the run's copy back; returns whether there was one. */
	boolean putBack(CertificateRequest request);

	/** Removes the run's copy; returns whether there was one. */
	boolean dropCopy(CertificateRequest request);

}
