package activities;

import domain.certificate.CertificateRequest;
import domain.certificate.CertificateState;
import domain.certificate.Handshake;
import domain.certificate.HandshakeRequest;
import domain.release.Changes;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/**
 * Renews certificates and proves that the new ones are in use. Keys never leave the place
 * on which they are kept, but for copies, which are encrypted.
 */
@ActivityInterface
public interface Certificates {

	/** How certificates stand, in the order of the question. */
	List<CertificateState> readCertificates(List<CertificateRequest> requests);

	/** Keeps an encrypted copy of what is there under the run's own name, once. */
	Changes keepOldCertificate(CertificateRequest request);

	/** Asks the issuer for a new one, once; what is under way already is adopted. */
	Changes requestRenewal(CertificateRequest request);

	/**
	 * Waits until a new one is there.
	 * @throws domain.failure.PermanentFailure {@code NOT_VERIFIED} when the issuer says
	 * no, {@code NOT_READY} when it takes longer than the profile allows
	 */
	CertificateState awaitRenewal(CertificateRequest request);

	/** Shakes hands until every probe is shown the certificate, or the time is over. */
	List<Handshake> proveCertificate(HandshakeRequest request);

	/** Puts the copy back; nothing happens when there is none. */
	Changes putBackCertificate(CertificateRequest request);

	/** Removes the copy; nothing happens when there is none. */
	Changes dropOldCertificate(CertificateRequest request);

}
