package workflows.release;

import activities.Deploys;
import activities.Workloads;
import domain.failure.FailureKind;
import domain.lifecycle.ScriptAnswer;
import domain.lifecycle.ScriptRequest;
import domain.lifecycle.Workload;
import domain.people.Severity;
import domain.profile.ComponentProfile;
import domain.profile.DeployProfile;
import domain.profile.StoreProfile;
import domain.release.Artifact;
import domain.release.DeployRequest;
import domain.release.Found;
import domain.release.Live;
import domain.run.Change;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import workflows.steps.Failures;
import workflows.steps.Parts;
import workflows.steps.Pause;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Survey;
import workflows.steps.Wellbeing;
import workflows.steps.Words;

/** The steps of one deploy, with what takes them back. */
final class DeploySteps {

	/** What fetching may take on top of a step's usual minute. */
	private static final Duration FETCH = Duration.ofMinutes(15);

	/** What bringing containers up may take beside the time until they are ready. */
	private static final Duration UP = Duration.ofMinutes(5);

	private final Procedure procedure;

	private final ComponentProfile component;

	private final DeployProfile how;

	private final Workload workload;

	private final String version;

	private final Words words;

	private Live before;

	private boolean verifies;

	/** How far it came: what has to be taken back, and what cannot be. */
	private boolean buildBegun;

	private boolean migrationBegun;

	private String backup;

	private DeploySteps(Procedure procedure, ComponentProfile component, String version) {
		this.procedure = procedure;
		this.component = component;
		this.how = component.deploy();
		this.workload = new Parts(procedure.profile()).workload(component);
		this.version = version;
		this.words = procedure.words();
		procedure.fact("component", component.name());
		procedure.fact("version", version);
	}

	static DeploySteps of(Deploy.Request request, Procedure opened) {
		ComponentProfile component = Components.deployed(request.component(), opened.profile());
		if (request.version() == null || request.version().isBlank()) {
			throw Failures.input("version", request.version(), "name the tag, branch or commit to deploy");
		}
		return new DeploySteps(opened.on(component.name()), component, request.version().strip());
	}

	Procedure procedure() {
		return procedure;
	}

	void inspectPlace() {
		new Survey(procedure).inspectPlace(workload);
	}

	void findLive() {
		Found found = Steps.safe(Deploys.class, words.say("What %s runs now", "O que %s roda agora", component.name()))
			.findLive(request());
		before = found.live();
		verifies = found.verifies();
		procedure.fact("from", before.version());
		procedure.board().note(component.name() + ": " + before.inWords());
		procedure.tell("started", "procedure-started", Severity.INFORMATION, Map.of());
	}

	void backUp() {
		if (component.database() != null) {
			StoreProfile store = procedure.profile().store(component.database()).orElseThrow();
			backup = DatabaseBackup.take(procedure, store);
		}
		if (how.backup().isEmpty()) {
			return;
		}
		String command = String.join(" ", how.backup());
		procedure.board().phase("backup", words.say("Backup: %s", "Backup: %s", command));
		ScriptAnswer answer = Steps
			.slow(Workloads.class, words.say("Backup: %s", "Backup: %s", command), how.backupWithin())
			.runScript(new ScriptRequest(procedure.run(), workload, how.backup(), how.backupWithin()));
		if (!answer.good()) {
			throw Failures.of(FailureKind.NOT_VERIFIED,
					words.say("the backup failed, and there is no deploy without one: %s ended with exit code %d: %s",
							"o backup falhou, e sem ele não há deploy: %s terminou com código %d: %s", command,
							answer.exitCode(), answer.output().strip()));
		}
		backup = command;
		procedure.changed(List.of(new Change("backup", "none of this run", command)));
	}

	void fetch() {
		procedure.refuseInFreeze();
		procedure.board().phase("fetch", words.say("Fetching %s", "Buscando %s", version));
		procedure.undo().register(words.say("back to %s", "de volta a %s", before.version()), this::goBack);
		procedure.changed(Steps.slow(Deploys.class, words.say("Fetch %s", "Buscar %s", version), FETCH)
			.fetchVersion(request())
			.changes());
	}

	void build() {
		procedure.gates().awaitNotHeld();
		procedure.board().phase("build", words.say("Building %s", "Construindo %s", version));
		buildBegun = true;
		procedure.changed(Steps.slow(Deploys.class, words.say("Build %s", "Construir %s", version), how.buildWithin())
			.buildVersion(request())
			.changes());
	}

	void migrate() {
		if (how.migrate().isEmpty()) {
			return;
		}
		procedure.gates().awaitNotHeld();
		procedure.refuseInFreeze();
		procedure.board().phase("migrate", words.say("Running the migrations", "Executando as migrações"));
		migrationBegun = true;
		procedure.changed(Steps
			.slow(Deploys.class, words.say("Migrations of %s", "Migrações de %s", version), how.migrateWithin())
			.migrateData(request())
			.changes());
	}

	void bringUp() {
		procedure.gates().awaitNotHeld();
		procedure.refuseInFreeze();
		procedure.board().phase("up", words.say("Bringing %s up", "Subindo %s", version));
		procedure.changed(Steps
			.slow(Deploys.class, words.say("Bring %s up", "Subir %s", version), component.readyWithin().plus(UP))
			.bringUpVersion(request())
			.changes());
	}

	void settle() {
		if (!procedure.run().planning() && how.settle().isPositive()) {
			Pause.lasting(how.settle(), words.say("%s settles", "%s se estabiliza", version));
		}
	}

	/**
	 * Where the target knows: inference, units and journals, some time after the start.
	 */
	void verify() {
		if (procedure.run().planning() || !verifies) {
			return;
		}
		procedure.board().phase("verify", words.say("Verifying %s", "Verificando %s", version));
		Verification.require(procedure, request(), version, how.buildWithin());
	}

	void checkHealth() {
		new Wellbeing(procedure).requireSmoke(component, component.versionProbe() == null ? null : version);
	}

	/** The log is looked at by people: what is in it fails nothing. */
	void lookAtLog() {
		if (procedure.run().planning()) {
			return;
		}
		Artifact log = Steps.safe(Deploys.class, words.say("Log of %s", "Log de %s", component.name()))
			.keepLog(request());
		procedure.board().note(log.summary().lines().findFirst().orElse("") + ": " + log.location());
	}

	String close() {
		procedure.keepWhatWasDone();
		String summary = words.say("%s runs %s, before %s", "%s roda %s, antes %s", component.name(), version,
				before.version());
		procedure.tell("done", "procedure-done", Severity.INFORMATION, Map.of("summary", summary));
		return procedure.run().planning()
				? words.say("would deploy %s, now %s", "faria o deploy de %s, agora %s", version, before.version())
				: summary;
	}

	private String goBack() {
		if (!buildBegun) {
			Steps.undo(Deploys.class, words.say("Files back to %s", "Arquivos de volta a %s", before.version()), UP)
				.dropFetched(request());
			return words.say("the files are those of %s, what runs was not touched",
					"os arquivos são os de %s, o que roda não foi tocado", before.version());
		}
		Steps
			.undo(Deploys.class, words.say("Back to %s", "De volta a %s", before.version()),
					how.buildWithin().plus(UP).plus(component.readyWithin()))
			.goBack(request());
		String back = words.say("%s runs %s again", "%s roda %s de novo", component.name(), before.inWords());
		return migrationBegun ? back + words.say("; what the migrations did to the data stays (backup: %s)",
				"; o que as migrações fizeram nos dados permanece (backup: %s)",
				Optional.ofNullable(backup).orElse("-")) : back;
	}

	private DeployRequest request() {
		return new DeployRequest(procedure.run(), workload, how, component.image(), version, before);
	}

}
