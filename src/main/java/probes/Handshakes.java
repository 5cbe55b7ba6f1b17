package probes;

import domain.certificate.Handshake;
import domain.certificate.HandshakeRequest;
import java.util.List;

/** Asks servers to show their certificates. */
public interface Handshakes {

	/** Every probe once; none that fails keeps another from being asked. */
	List<Handshake> shake(HandshakeRequest request);

}
