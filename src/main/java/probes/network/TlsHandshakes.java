package probes.network;

import domain.certificate.Handshake;
import domain.certificate.HandshakeRequest;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.probe.Finding;
import domain.profile.Probe;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import org.springframework.stereotype.Component;
import probes.Handshakes;
import targets.Pem;

/**
 * A {@code tls} probe is good when the server shows the certificate itself and the probe
 * finds nothing else wrong with it; a {@code mutual-tls} probe when both sides take each
 * other's.
 */
@Component
class TlsHandshakes implements Handshakes {

	private final TlsProber tls;

	private final MutualTlsProber mutual;

	TlsHandshakes(TlsProber tls, MutualTlsProber mutual) {
		this.tls = tls;
		this.mutual = mutual;
	}

	@Override
	public List<Handshake> shake(HandshakeRequest request) {
		return request.probes().stream().map(probe -> shake(probe, request)).toList();
	}

	private Handshake shake(Probe probe, HandshakeRequest request) {
		try {
			if (probe.kind() == Probe.Kind.TLS) {
				String shown = Pem.fingerprint(tls.shown(probe).chain()[0]);
				if (!shown.equals(request.fingerprint())) {
					return new Handshake(probe.name(), false,
							"another certificate is shown: " + shown.substring(0, 16));
				}
			}
			Finding finding = probe.kind() == Probe.Kind.TLS ? tls.ask(probe, request.surroundings())
					: mutual.ask(probe, request.surroundings());
			return switch (finding) {
				case Finding.Measured measured -> new Handshake(probe.name(), true, measured.words());
				case Finding.Broken broken -> new Handshake(probe.name(), false, broken.words());
				case Finding.Unasked unasked -> new Handshake(probe.name(), false, unasked.words());
				case Finding.Impaired impaired -> new Handshake(probe.name(), false, impaired.words());
			};
		}
		catch (IOException | GeneralSecurityException | PermanentFailure | TransientFailure refused) {
			return new Handshake(probe.name(), false, String.valueOf(refused.getMessage()));
		}
	}

}
