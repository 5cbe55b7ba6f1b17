package domain.certificate;

import domain.profile.CertificateProfile;
import domain.profile.TargetProfile;
import domain.run.Run;

/**
 * A step on a certificate.
 *
 * @param run the run it belongs to
 * @param place where it is kept
 * @param certificate what the profile says of it
 * @param before how it stood when the run began: a failure that it had then is not ours;
 * null for a first look
 */
public record CertificateRequest(Run run, TargetProfile place, CertificateProfile certificate,
		CertificateState before) {

}
