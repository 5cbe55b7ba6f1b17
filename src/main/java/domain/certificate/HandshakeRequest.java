package domain.certificate;

import domain.probe.Surroundings;
import domain.profile.Probe;
import domain.run.Run;
import java.time.Duration;
import java.util.List;

/**
 * A proof that a certificate is in use.
 *
 * @param run the run it belongs to
 * @param fingerprint the certificate that must be shown
 * @param probes the handshakes, all of which must succeed
 * @param surroundings what the probes refer to
 * @param within how long it may take until all do
 */
public record HandshakeRequest(Run run, String fingerprint, List<Probe> probes, Surroundings surroundings,
		Duration within) {

}
