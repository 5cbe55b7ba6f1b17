package workflows.security;

import activities.Certificates;
import domain.certificate.Handshake;
import domain.certificate.HandshakeRequest;
import domain.failure.FailureKind;
import domain.probe.Surroundings;
import domain.profile.CertificateProfile;
import java.time.Duration;
import java.util.List;
import workflows.steps.Failures;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/** Whether renewed certificates are in use: shown in a handshake, not only issued. */
final class CertificateProof {

	/** A pod sees a changed Secret after a minute or so. */
	private static final Duration SHOWN_WITHIN = Duration.ofMinutes(3);

	private final Procedure procedure;

	private final Words words;

	CertificateProof(Procedure procedure) {
		this.procedure = procedure;
		this.words = procedure.words();
	}

	/** A certificate that no handshake proves is only believed, which is said. */
	void require(CertificateProfile certificate, String fingerprint) {
		if (certificate.handshakes().isEmpty()) {
			procedure.board()
				.note(words.say("%s is proven by no handshake: the profile names none",
						"%s não é provado por handshake: o perfil não nomeia nenhum", certificate.name()));
			return;
		}
		List<Handshake> seen = Steps
			.probe(Certificates.class,
					words.say("Is the new %s shown?", "O novo %s é apresentado?", certificate.name()), SHOWN_WITHIN)
			.proveCertificate(handshakes(certificate, fingerprint));
		List<String> bad = seen.stream()
			.filter(each -> !each.good())
			.map(each -> each.probe() + ": " + each.words())
			.toList();
		if (!bad.isEmpty()) {
			throw Failures.of(FailureKind.NOT_VERIFIED, words.say("the new %s is not in use: %s",
					"o novo %s não está em uso: %s", certificate.name(), String.join("; ", bad)));
		}
		seen.forEach(each -> procedure.board().note(each.probe() + ": " + each.words()));
	}

	private HandshakeRequest handshakes(CertificateProfile certificate, String fingerprint) {
		return new HandshakeRequest(procedure.run(), fingerprint, certificate.handshakes(),
				new Surroundings(procedure.profile().stores(), procedure.profile().targets(),
						procedure.profile().monitoring()),
				SHOWN_WITHIN);
	}

}
