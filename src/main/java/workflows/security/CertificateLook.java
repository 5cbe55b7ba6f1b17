package workflows.security;

import activities.Certificates;
import domain.certificate.CertificateRequest;
import domain.certificate.CertificateState;
import domain.people.Severity;
import domain.profile.CertificateProfile;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import workflows.steps.Board;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/** How the certificates stand when a run begins, and which of them end soon. */
final class CertificateLook {

	private static final Duration LOOK = Duration.ofMinutes(5);

	private final Procedure procedure;

	private final Words words;

	private final List<CertificateProfile> looked;

	private final Map<String, CertificateState> before = new LinkedHashMap<>();

	CertificateLook(Procedure procedure, List<CertificateProfile> looked) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.looked = looked;
	}

	/** Those that end very soon are told as an emergency. */
	void look(List<CertificateRequest> requests) {
		procedure.board().phase("look", words.say("Looking at the certificates", "Verificando os certificados"));
		Steps.slow(Certificates.class, words.say("How the certificates stand", "Como estão os certificados"), LOOK)
			.readCertificates(requests)
			.forEach(state -> before.put(state.name(), state));
		procedure.board().table(table());
		for (CertificateProfile certificate : looked) {
			CertificateState state = before(certificate);
			if (state.endsWithin(certificate.critical(), Board.now())) {
				procedure.tell("certificate-ends/" + certificate.name(), "certificate-ends", Severity.CRITICAL,
						Map.of("certificate", certificate.name(), "until", end(state)));
			}
		}
	}

	boolean endsSoon(CertificateProfile certificate) {
		return before(certificate).endsWithin(certificate.warn(), Board.now());
	}

	/** How it stood; null before anybody has looked. */
	CertificateState before(CertificateProfile certificate) {
		return before.get(certificate.name());
	}

	/** When one ends, for people. */
	String end(CertificateState state) {
		return state.notAfter() == null ? "-" : words.time(state.notAfter());
	}

	private String table() {
		StringBuilder table = new StringBuilder(words.say("| certificate | until | days | state |\n|---|---|---|---|\n",
				"| certificado | até | dias | estado |\n|---|---|---|---|\n"));
		before.values()
			.forEach(state -> table.append("| %s | %s | %s | %s |%n".formatted(state.name(), end(state), days(state),
					state.ready() ? words.say("ready", "pronto") : String.valueOf(state.words()).replace('|', '/'))));
		return table.toString();
	}

	private static String days(CertificateState state) {
		return state.notAfter() == null ? "-" : Long.toString(Duration.between(Board.now(), state.notAfter()).toDays());
	}

}
