package workflows.security;

import activities.Certificates;
import domain.certificate.CertificateRequest;
import domain.certificate.CertificateState;
import domain.failure.FailureKind;
import domain.people.Severity;
import domain.profile.CertificateProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import workflows.steps.Failures;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/** What the renewal of certificates is made of. */
final class CertificateSteps {

	private final Procedure procedure;

	private final Words words;

	private final List<CertificateProfile> looked;

	private final boolean named;

	private final CertificateLook look;

	private final Map<String, CertificateState> after = new LinkedHashMap<>();

	private final List<CertificateProfile> due = new ArrayList<>();

	private Consumers consumers;

	private CertificateSteps(Procedure procedure, List<CertificateProfile> looked, boolean named) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.looked = looked;
		this.named = named;
		this.look = new CertificateLook(procedure, looked);
	}

	static CertificateSteps of(CertificateRotation.Request request, Procedure procedure) {
		List<CertificateProfile> all = procedure.profile().certificates();
		if (all.isEmpty()) {
			throw Failures.input("system", request.system(),
					"its profile names no certificates: add them under 'certificates'");
		}
		if (request.certificate() == null || request.certificate().isBlank()) {
			return new CertificateSteps(procedure, all, false);
		}
		List<CertificateProfile> one = all.stream()
			.filter(certificate -> certificate.name().equals(request.certificate()))
			.toList();
		if (one.isEmpty()) {
			throw Failures.input("certificate", request.certificate(), "certificates of " + procedure.profile().name()
					+ ": " + all.stream().map(CertificateProfile::name).toList());
		}
		return new CertificateSteps(procedure, one, true);
	}

	Procedure procedure() {
		return procedure;
	}

	boolean due() {
		return !due.isEmpty();
	}

	/** Which end soon. */
	void look() {
		look.look(looked.stream().map(this::request).toList());
		looked.stream().filter(certificate -> named || look.endsSoon(certificate)).forEach(due::add);
	}

	String nothingToDo() {
		return words.say("no certificate ends soon", "nenhum certificado termina em breve");
	}

	/** Nobody is asked about what was named, or may be renewed without asking. */
	void ask() {
		List<String> asked = due.stream()
			.filter(certificate -> !named && !certificate.automatic())
			.map(certificate -> certificate.name() + " (" + look.end(look.before(certificate)) + ")")
			.toList();
		if (!asked.isEmpty()) {
			procedure.ask(new Gate.Question("certificate", "certificate", words.say(
					"These certificates end soon: %s. Approve to renew them now; %s is started anew.",
					"Estes certificados terminam em breve: %s. Aprove para renová-los agora; %s será reiniciado.",
					String.join(", ", asked), String.join(", ", consumerNames()))));
		}
		procedure.refuseInFreeze();
		procedure.tell("started", "procedure-started", Severity.INFORMATION, Map.of());
	}

	void keepOld() {
		procedure.board().phase("copy", words.say("Keeping the old certificates", "Guardando os certificados antigos"));
		procedure.undo().register(words.say("remove the copies", "remover as cópias"), this::removeCopies);
		for (CertificateProfile certificate : due) {
			procedure.gates().awaitNotHeld();
			procedure.changed(
					Steps
						.safe(Certificates.class,
								words.say("Keep the old %s, encrypted", "Guardar o %s antigo, cifrado",
										certificate.name()))
						.keepOldCertificate(request(certificate))
						.changes());
			if (certificate.copyKey() == null) {
				procedure.board()
					.note(words.say("no copy of %s is kept: the profile names no copyKey",
							"nenhuma cópia de %s é guardada: o perfil não nomeia copyKey", certificate.name()));
			}
		}
	}

	/** One after the other: an issuer's rate limits are met late, and seen early. */
	void renew() {
		consumers = new Consumers(procedure, consumerNames());
		consumers.registerReturn();
		for (CertificateProfile certificate : due) {
			procedure.refuseInFreeze();
			procedure.gates().awaitNotHeld();
			procedure.board().phase("renew", words.say("Renewing %s", "Renovando %s", certificate.name()));
			procedure.undo()
				.register(words.say("the old %s", "o %s antigo", certificate.name()), () -> putBack(certificate));
			procedure.changed(Steps
				.safe(Certificates.class, words.say("Ask for a new %s", "Pedir um novo %s", certificate.name()))
				.requestRenewal(request(certificate))
				.changes());
			if (!procedure.run().planning()) {
				CertificateState renewed = Steps
					.slow(Certificates.class,
							words.say("Wait for the new %s", "Aguardar o novo %s", certificate.name()),
							certificate.within())
					.awaitRenewal(request(certificate));
				after.put(certificate.name(), renewed);
				procedure.board()
					.note(words.say("%s: revision %d, `%s`, until %s", "%s: revisão %d, `%s`, até %s",
							certificate.name(), renewed.revision(), renewed.shortly(), look.end(renewed)));
			}
		}
	}

	private String putBack(CertificateProfile certificate) {
		boolean done = !Steps
			.undo(Certificates.class,
					words.say("Put the old %s back", "Colocar o %s antigo de volta", certificate.name()), Duration.ZERO)
			.putBackCertificate(request(certificate))
			.changes()
			.isEmpty();
		return done ? words.say("the old %s is back", "o %s antigo está de volta", certificate.name())
				: words.say("%s stays as it is now", "%s fica como está", certificate.name());
	}

	/** Each once, though several certificates are theirs. */
	private Set<String> consumerNames() {
		Set<String> consumers = new LinkedHashSet<>();
		due.forEach(certificate -> consumers.addAll(certificate.consumers()));
		return consumers;
	}

	void restartConsumers() {
		consumers.restartInOrder();
	}

	void prove() {
		if (!procedure.run().planning()) {
			procedure.board().phase("prove", words.say("Shaking hands", "Verificando por handshake"));
			CertificateProof proof = new CertificateProof(procedure);
			due.forEach(certificate -> proof.require(certificate, after.get(certificate.name()).fingerprint()));
		}
	}

	/** From here on nothing is taken back: the new certificates are in use. */
	void dropOld() {
		procedure.keepWhatWasDone();
		removeCopies();
	}

	private String removeCopies() {
		due.forEach(
				certificate -> Steps
					.undo(Certificates.class,
							words.say("Remove the copy of the old %s", "Remover a cópia do %s antigo",
									certificate.name()),
							Duration.ZERO)
					.dropOldCertificate(request(certificate)));
		return words.say("no copy is left", "nenhuma cópia restou");
	}

	String close() {
		String summary = procedure.run().planning()
				? words.say("would be renewed: %s", "seriam renovados: %s",
						String.join(", ", due.stream().map(CertificateProfile::name).toList()))
				: words.say("renewed: %s", "renovados: %s",
						String.join(", ",
								after.values()
									.stream()
									.map(state -> state.name() + " (" + look.end(state) + ", " + state.shortly() + ")")
									.toList()));
		procedure.tell("done", "procedure-done", Severity.INFORMATION, Map.of("summary", summary));
		return summary;
	}

	private CertificateRequest request(CertificateProfile certificate) {
		return new CertificateRequest(procedure.run(),
				procedure.profile()
					.target(certificate.target())
					.orElseThrow(() -> Failures.of(FailureKind.PROFILE,
							"certificate " + certificate.name() + ": there is no target " + certificate.target())),
				certificate, look.before(certificate));
	}

}
