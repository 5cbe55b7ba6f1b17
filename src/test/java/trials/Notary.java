package trials;

import activities.Certificates;
import domain.certificate.CertificateRequest;
import domain.certificate.CertificateState;
import domain.certificate.Handshake;
import domain.certificate.HandshakeRequest;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.release.Changes;
import domain.run.Change;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An issuer of certificates in memory, and the server that shows them. */
final class Notary implements Certificates {

	/** What happened, in order; reads and repeats leave nothing. */
	final List<String> effects = new CopyOnWriteArrayList<>();

	volatile Instant end = Instant.EPOCH;

	volatile int revision = 1;

	/** What the issuer says instead of giving a new one. */
	volatile String refusal;

	/** Whether the server goes on showing the old one. */
	volatile boolean stale;

	private volatile boolean copied;

	String state() {
		return "revision " + revision + ", copied " + copied;
	}

	@Override
	public List<CertificateState> readCertificates(List<CertificateRequest> requests) {
		return requests.stream().map(request -> state(request.certificate().name())).toList();
	}

	private CertificateState state(String name) {
		return new CertificateState(name, revision, "0123456789abcdef0" + revision, Instant.EPOCH, end, true, false,
				null, "Ready");
	}

	@Override
	public synchronized Changes keepOldCertificate(CertificateRequest request) {
		if (!request.run().planning() && !copied) {
			copied = true;
			effects.add("copy");
		}
		return changes("copy");
	}

	@Override
	public synchronized Changes requestRenewal(CertificateRequest request) {
		if (!request.run().planning() && revision == request.before().revision() && refusal == null) {
			revision++;
			effects.add("renew");
		}
		return changes("certificate");
	}

	@Override
	public CertificateState awaitRenewal(CertificateRequest request) {
		if (refusal != null) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED, refusal);
		}
		return state(request.certificate().name());
	}

	@Override
	public List<Handshake> proveCertificate(HandshakeRequest request) {
		boolean shown = !stale && request.fingerprint().endsWith("0" + revision);
		return request.probes().stream().map(probe -> new Handshake(probe.name(), shown, "seen")).toList();
	}

	@Override
	public synchronized Changes putBackCertificate(CertificateRequest request) {
		if (copied && revision > request.before().revision()) {
			revision = (int) request.before().revision();
			effects.add("put back");
			return changes("certificate");
		}
		return new Changes(List.of());
	}

	@Override
	public synchronized Changes dropOldCertificate(CertificateRequest request) {
		if (copied) {
			copied = false;
			effects.add("copy removed");
		}
		return changes("copy");
	}

	private static Changes changes(String what) {
		return new Changes(List.of(new Change(what, "one", "another")));
	}

}
