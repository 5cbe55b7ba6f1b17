package activities;

import domain.certificate.CertificateRequest;
import domain.certificate.CertificateState;
import domain.certificate.Handshake;
import domain.certificate.HandshakeRequest;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.release.Changes;
import domain.run.Change;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.spring.boot.ActivityImpl;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import probes.Handshakes;
import targets.Backoff;
import targets.CertificateStore;

/** Finds whoever keeps a kind of certificate, and heartbeats while it waits. */
@Component
@ActivityImpl(taskQueues = "operations")
class CertificatesImpl implements Certificates {

	private final List<CertificateStore> stores;

	private final Handshakes handshakes;

	CertificatesImpl(List<CertificateStore> stores, Handshakes handshakes) {
		this.stores = stores;
		this.handshakes = handshakes;
	}

	private CertificateStore store(CertificateRequest request) {
		return stores.stream()
			.filter(store -> store.kind() == request.certificate().kind())
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE, "certificate " + request.certificate().name()
					+ ": nothing renews certificates of kind " + request.certificate().kind()));
	}

	@Override
	public List<CertificateState> readCertificates(List<CertificateRequest> requests) {
		return requests.stream().map(request -> store(request).read(request)).toList();
	}

	@Override
	public Changes keepOldCertificate(CertificateRequest request) {
		String where = request.run().planning() ? null : store(request).keepCopy(request);
		return changes(where != null, "copy of certificate " + request.certificate().name(), "none", where);
	}

	@Override
	public Changes requestRenewal(CertificateRequest request) {
		if (!request.run().planning()) {
			store(request).renew(request);
		}
		return changes(true, "certificate " + request.certificate().name(),
				"until " + request.before().notAfter() + ", " + request.before().shortly(), "a new one");
	}

	@Override
	public CertificateState awaitRenewal(CertificateRequest request) {
		ActivityExecutionContext context = Activity.getExecutionContext();
		Backoff backoff = new Backoff(() -> context.heartbeat(null));
		Instant end = Instant.now().plus(request.certificate().within());
		while (true) {
			CertificateState now = store(request).read(request);
			if (now.replaces(request.before())) {
				return now;
			}
			// Against what stood there before, and not a clock: the cluster has its own.
			boolean failed = now.failed() != null && !now.failed().equals(request.before().failed());
			if (failed && !now.issuing()) {
				throw new PermanentFailure(FailureKind.NOT_VERIFIED,
						"certificate %s: its issuer gave no new one: %s".formatted(now.name(), now.words()));
			}
			if (Instant.now().isAfter(end)) {
				throw new PermanentFailure(FailureKind.NOT_READY,
						"certificate %s: no new one within %s; revision %d, %s, %s".formatted(now.name(),
								request.certificate().within(), now.revision(), now.shortly(), now.words()));
			}
			backoff.pause();
		}
	}

	@Override
	public List<Handshake> proveCertificate(HandshakeRequest request) {
		ActivityExecutionContext context = Activity.getExecutionContext();
		Backoff backoff = new Backoff(() -> context.heartbeat(null));
		Instant end = Instant.now().plus(request.within());
		while (true) {
			List<Handshake> seen = handshakes.shake(request);
			if (seen.stream().allMatch(Handshake::good) || Instant.now().isAfter(end)) {
				return seen;
			}
			backoff.pause();
		}
	}

	@Override
	public Changes putBackCertificate(CertificateRequest request) {
		boolean done = !request.run().planning() && store(request).putBack(request);
		return changes(done, "certificate " + request.certificate().name(), "a new one",
				request.before().shortly() + " again");
	}

	@Override
	public Changes dropOldCertificate(CertificateRequest request) {
		boolean done = !request.run().planning() && store(request).dropCopy(request);
		return changes(done, "copy of certificate " + request.certificate().name(), "kept", "removed");
	}

	private static Changes changes(boolean made, String what, String before, String after) {
		return new Changes(made ? List.of(new Change(what, before, after)) : List.of());
	}

}
