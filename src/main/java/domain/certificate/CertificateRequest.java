package domain.certificate;

import domain.profile.CertificateProfile;
import domain.profile.TargetProfile;
import domain.run.Run;
import java.time.Instant;

/**
 * A step on a certificate.
 *
 * @param run the run it belongs to
 * @param place where it is kept
 * @param certificate what the profile says of it
 * @param before how it stood when the run began; null for a first look
 * @param since when the run asked for a new one: a failure before that is not ours
 */
public record CertificateRequest(Run run, TargetProfile place, CertificateProfile certificate, CertificateState before,
		Instant since) {

}
