package workflows.security;

import activities.SecretRotations;
import domain.failure.FailureKind;
import domain.lifecycle.Workload;
import domain.people.Severity;
import domain.profile.SecretProfile;
import domain.release.Changes;
import domain.secret.SecretRequest;
import domain.secret.Sessions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import workflows.steps.Failures;
import workflows.steps.Gate;
import workflows.steps.Parts;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/** What the rotation of a login, or of a key, is made of. */
final class SecretSteps {

	private final Procedure procedure;

	private final Words words;

	private final SecretProfile secret;

	private final Consumers consumers;

	private String before;

	/** The next user, or what stands for the new key. */
	private String next;

	private boolean oldIsBack;

	private SecretSteps(Procedure procedure, SecretProfile secret) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.secret = secret;
		this.consumers = new Consumers(procedure, secret.consumers());
	}

	static SecretSteps of(SecretRotation.Request request, Procedure procedure) {
		List<SecretProfile> all = procedure.profile().secrets();
		boolean any = request.secret() == null || request.secret().isBlank();
		List<SecretProfile> meant = all.stream().filter(each -> any || each.name().equals(request.secret())).toList();
		if (meant.size() != 1) {
			throw Failures.input("secret", request.secret(),
					"secrets of " + procedure.profile().name() + ": " + all.stream().map(SecretProfile::name).toList());
		}
		return new SecretSteps(procedure, meant.getFirst());
	}

	Procedure procedure() {
		return procedure;
	}

	private boolean key() {
		return secret.key() != null;
	}

	private Duration longest() {
		return key() ? secret.key().within() : Duration.ZERO;
	}

	private SecretRotations step(String summary) {
		return key() ? Steps.slow(SecretRotations.class, summary, longest().multipliedBy(2))
				: Steps.safe(SecretRotations.class, summary);
	}

	void look() {
		procedure.board().phase("look", words.say("Whose turn it is", "De quem é a vez"));
		before = Steps.safe(SecretRotations.class, words.say("Who is in use", "Quem está em uso"))
			.readCurrentUser(request());
		next = key() ? words.say("a new key", "uma chave nova") : request().next();
		procedure.fact("from", before);
		procedure.board().note(words.say("in use: %s; next: %s", "em uso: %s; próximo: %s", before, next));
		procedure.tell("started", "procedure-started", Severity.INFORMATION, Map.of());
	}

	void bringNextIntoUse() {
		procedure.refuseInFreeze();
		procedure.board().phase("next", words.say("Bringing %s into use", "Colocando %s em uso", next));
		if (key()) {
			// Taken back last: until then somebody may use it.
			procedure.undo().register(words.say("the new key", "a chave nova"), this::discardNext);
		}
		consumers.registerReturn();
		procedure.undo().register(words.say("the old login", "o login antigo"), this::putOldBack);
		Changes changes = step(words.say("New value for %s", "Novo valor para %s", key() ? secret.name() : next))
			.bringNextIntoUse(request());
		procedure.changed(changes.changes());
		if (key() && !procedure.run().planning()) {
			next = changes.changes().getLast().after();
			procedure.fact("to", next);
		}
	}

	private String putOldBack() {
		Steps.undo(SecretRotations.class, words.say("The old login again", "O login antigo de novo"), longest())
			.putOldBack(request());
		oldIsBack = true;
		return key()
				? words.say("those that start read the old key again (%s)",
						"quem iniciar lê a chave antiga de novo (%s)", before)
				: words.say("consumers that start log in as %s again; both users can log in",
						"quem iniciar entra como %s de novo; os dois usuários podem entrar", before);
	}

	private String discardNext() {
		if (!oldIsBack || !consumers.returned()) {
			return words.say("the new key (%s) is left as it is: somebody may use it",
					"a chave nova (%s) fica como está: alguém pode estar usando", next);
		}
		Steps.undo(SecretRotations.class, words.say("End the new key", "Encerrar a chave nova"), longest())
			.discardNext(request());
		return words.say("the new key is ended", "a chave nova foi encerrada");
	}

	void prove() {
		if (!procedure.run().planning()) {
			step(words.say("Log in as a consumer would", "Entrar como um consumidor")).proveNext(request());
		}
	}

	void restartConsumers() {
		consumers.restartInOrder();
	}

	/** Somebody whom the profile does not name is a person's decision. */
	void awaitOldUnused() {
		if (procedure.run().planning()) {
			return;
		}
		if (key()) {
			// Who uses a key nobody can say: the new one must still be in place, and
			// good.
			prove();
			return;
		}
		procedure.board()
			.phase("settle",
					words.say("Until nobody is connected as %s", "Até ninguém estar conectado como %s", before));
		Sessions sessions = Steps
			.slow(SecretRotations.class, words.say("Is %s still used?", "%s ainda é usado?", before), secret.settle())
			.awaitOldUnused(request());
		procedure.board()
			.note(words.say("connections: %d as %s, %d as %s", "conexões: %d como %s, %d como %s", sessions.old(),
					before, sessions.next(), next));
		if (sessions.old() > 0) {
			procedure.ask(new Gate.Question("old-login", "secret",
					words.say(
							"%d connections still use %s. Approve to revoke it all the same, reject to go back to it.",
							"%d conexões ainda usam %s. Aprove para revogá-lo mesmo assim, rejeite para voltar a ele.",
							sessions.old(), before)));
		}
		if (sessions.next() == 0 && !secret.consumers().isEmpty()) {
			procedure.board()
				.note(words.say("nobody is connected as %s yet", "ninguém está conectado como %s ainda", next));
		}
	}

	/** From here on nothing is taken back. */
	void revokeOld() {
		procedure.refuseInFreeze();
		procedure.keepWhatWasDone();
		procedure.changed(Steps.undo(SecretRotations.class, words.say("Revoke %s", "Revogar %s", before), longest())
			.revokeOld(request())
			.changes());
	}

	String close() {
		boolean forgotten = key() && secret.key().revoke().isEmpty();
		String ended = forgotten ? words.say("forgotten", "esquecido") : words.say("revoked", "revogado");
		String summary = procedure.run().planning()
				? words.say("%s: %s would take over from %s, which would be %s",
						"%s: %s assumiria no lugar de %s, que seria %s", secret.name(), next, before, ended)
				: words.say("%s: %s took over from %s, which is %s", "%s: %s assumiu no lugar de %s, que foi %s",
						secret.name(), next, before, ended);
		procedure.tell("done", "procedure-done", Severity.INFORMATION, Map.of("summary", summary));
		return summary;
	}

	private SecretRequest request() {
		return new SecretRequest(procedure.run(), secret,
				key() ? null
						: procedure.profile()
							.store(secret.store())
							.orElseThrow(() -> Failures.of(FailureKind.PROFILE, "there is no store " + secret.store())),
				procedure.profile()
					.target(secret.target())
					.orElseThrow(() -> Failures.of(FailureKind.PROFILE, "there is no target " + secret.target())),
				beside(), before);
	}

	private Workload beside() {
		if (!key() || secret.key().component() == null) {
			return null;
		}
		Parts parts = new Parts(procedure.profile());
		return parts.workload(parts.named(secret.key().component()));
	}

}
